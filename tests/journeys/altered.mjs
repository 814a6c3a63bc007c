// What somebody does to a signed PDF afterwards: incremental updates, as any program would append them.

/** An object number no sample uses. */
const FREE = 900;

/** Something white and other words over the title of the first page: the page itself is another one. */
export function withTitleReplaced(signed) {
  const page = firstPage(signed);
  const look = "1 1 1 rg 75 724 370 42 re f 0.7 0 0 rg 79 732 300 8 re f";
  return updated(signed, [
    [page.number, page.body.replace(/\/Contents (\d+ 0 R)/, `/Contents [$1 ${FREE} 0 R]`)],
    [FREE, `<< /Length ${look.length} >>\nstream\n${look}\nendstream`],
  ]);
}

/** A black mark over a word of the title: marks are permitted, and nobody can read the word any more. */
export function withWordCovered(signed) {
  const page = firstPage(signed);
  const look = "0 g 0 0 112 32 re f";
  const [left, bottom, right, top] = [199, 729, 311, 761];
  return updated(signed, [
    [page.number, page.body.replace("/Contents", `/Annots [${FREE} 0 R] /Contents`)],
    [FREE, `<< /Type /Annot /Subtype /Highlight /F 4 /C [0 0 0] /P ${page.number} 0 R /Rect [${left} ${bottom} ${right} ${top}] /QuadPoints [${left} ${top} ${right} ${top} ${left} ${bottom} ${right} ${bottom}] /AP << /N ${FREE + 1} 0 R >> >>`],
    [FREE + 1, `<< /Type /XObject /Subtype /Form /BBox [0 0 112 32] /Length ${look.length} >>\nstream\n${look}\nendstream`],
  ]);
}

/** One bit of what was signed is another. */
export function withBitTurned(signed) {
  const bytes = Buffer.from(signed);
  bytes[bytes.indexOf("stream\n") + 20] ^= 1;
  return bytes;
}

/** The sample's first page: its object is written with a table of its own, in plain text. */
function firstPage(file) {
  const found = [...file.toString("latin1").matchAll(/\n(\d+) 0 obj\n(<< \/Type \/Page \/Parent [^\n]*)\nendobj/g)][0];
  if (!found) throw new Error("the first page was not found in the file");
  return { number: Number(found[1]), body: found[2] };
}

function updated(file, objects) {
  const last = (key) => Number([...file.toString("latin1").matchAll(new RegExp(`${key}\\s+(\\d+)`, "g"))].at(-1)[1]);
  const size = Math.max(last("/Size"), ...objects.map(([number]) => number + 1));
  let table = "xref\n";
  let added = "";
  for (const [number, body] of objects) {
    table += `${number} 1\n${String(file.length + added.length).padStart(10, "0")} 00000 n \n`;
    added += `${number} 0 obj\n${body}\nendobj\n`;
  }
  const trailer = `trailer\n<< /Size ${size} /Root ${last("/Root")} 0 R /Prev ${last("startxref")} >>\nstartxref\n${file.length + added.length}\n%%EOF\n`;
  return Buffer.concat([file, Buffer.from(added + table + trailer, "latin1")]);
}
