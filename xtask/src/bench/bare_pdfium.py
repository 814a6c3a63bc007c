"""Times the same pdfium called bare: FILE PAGES DPI ROUNDS LIBRARY. Prints JSON, medians in milliseconds.

Opening the file is part of every time, and every round opens a fresh copy, as `bench_preview` does.
"""

import json
import os
import shutil
import statistics
import sys
import tempfile
import time

import pypdfium2 as pdfium

path, pages, dpi, rounds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])


def render(file, count):
    start = time.perf_counter()
    document = pdfium.PdfDocument(file)
    for index in range(min(count, len(document))):
        page = document[index]
        bitmap = page.render(scale=dpi / 72)
        bitmap.close()
        page.close()
    elapsed = (time.perf_counter() - start) * 1000
    document.close()
    return elapsed


with tempfile.TemporaryDirectory() as folder:
    def copy():
        return shutil.copy(path, os.path.join(folder, "copy.pdf"))

    render(copy(), 1)
    first = [render(copy(), 1) for _ in range(rounds)]
    many = [render(copy(), pages) for _ in range(rounds)]
print(json.dumps({"first_page_ms": statistics.median(first), "pages_ms": statistics.median(many)}))
