"""Another program's window, from which files can be dragged: a square in the screen's upper left corner.

Arguments: the files. Says `ready` when the window can be pressed, `dragging` when a drag has begun, and at its end
`taken` or `refused`.
"""

import pathlib
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402  (versions are chosen first)

SIDE = 60
uris = [pathlib.Path(name).resolve().as_uri() for name in sys.argv[1:]]
outcome = "taken"


def say(word):
    print(word, flush=True)


def failed(_widget, _context, _result):
    global outcome
    outcome = "refused"
    return True  # no animation back to where it came from


def ended(_widget, _context):
    say(outcome)
    Gtk.main_quit()


window = Gtk.Window(type=Gtk.WindowType.POPUP)
window.set_default_size(SIDE, SIDE)
window.move(0, 0)
square = Gtk.EventBox()
window.add(square)
square.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
square.drag_source_add_uri_targets()
square.connect("drag-begin", lambda *_: say("dragging"))
square.connect("drag-data-get", lambda _widget, _context, data, *_: data.set_uris(uris))
square.connect("drag-failed", failed)
square.connect("drag-end", ended)
window.connect("map-event", lambda *_: say("ready"))
window.show_all()
Gtk.main()
