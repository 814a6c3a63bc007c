// The desktop around the window: another program's files under the real pointer, dragged by the desktop's own protocol.

import { execFileSync, spawn } from "node:child_process";
import path from "node:path";

import { until } from "./driver.mjs";
import { testid } from "./steps.mjs";

/** Within the square `drag_source.py` shows. */
const GRIP = [30, 30];

/** Drags the files from another program's window onto ours and lets go; the other program hears that they were taken. */
export async function dropOn(window, files) {
  await dragging(window, files, async (source) => {
    mouse("mouseup", "1");
    await until("the end of the drag", () => /taken|refused/.test(source.heard));
    if (!source.heard.includes("taken")) throw new Error("the drop was refused");
  });
}

/** Drags the files over the window, back to where they came from, and lets go there. */
export async function dragOutAgain(window, files) {
  await dragging(window, files, async (source) => {
    moveTo(GRIP);
    await noticed(window, false);
    mouse("mouseup", "1");
    await until("the end of the drag", () => source.heard.includes("refused"));
  });
}

/** Another program shows its files, the pointer takes them over the window, the window says that it would take them. */
async function dragging(window, files, finish) {
  const source = dragSource(files);
  try {
    await until("the other program's window", () => source.heard.includes("ready"), 10);
    moveTo(GRIP);
    mouse("mousedown", "1");
    // The first few pixels make it a drag.
    for (const by of [5, 10, 15, 20]) moveTo([GRIP[0] + by, GRIP[1] + by]);
    await until("the drag's begin", () => source.heard.includes("dragging"), 10);
    const [x, y] = await middleOf(window);
    // A pointer that lies still tells nothing more, so it moves until the window has noticed.
    let step = 0;
    await noticed(window, true, () => moveTo([x + (step += 1) % 2, y]));
    await finish(source);
    await noticed(window, false);
  } finally {
    source.program.kill();
    mouse("mouseup", "1");
  }
}

/** Until the window shows, or shows no more, that it would take the files. */
function noticed(window, shown, meanwhile = () => {}) {
  return until(shown ? "the overlay" : "the overlay's end", async () => {
    meanwhile();
    return shown === (await window.run("return document.querySelector(arguments[0]) !== null", testid("drop-overlay")));
  });
}

/** The other program; it ends with its drag. */
function dragSource(files) {
  // The system's own Python, for GTK's bindings are packages of the system.
  const program = spawn("/usr/bin/python3", [path.join(import.meta.dirname, "drag_source.py"), ...files], {
    env: { ...process.env, LC_ALL: "C.UTF-8" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const source = { program, heard: "" };
  program.stdout.on("data", (chunk) => (source.heard += chunk));
  return source;
}

function mouse(...words) {
  execFileSync("xdotool", words);
}

function moveTo([x, y]) {
  mouse("mousemove", String(Math.round(x)), String(Math.round(y)));
}

/** The middle of the window on the screen. */
async function middleOf(window) {
  const pid = await window.programPid();
  const found = execFileSync("xdotool", ["search", "--all", "--onlyvisible", "--pid", String(pid), "--name", "Paraphe"], { encoding: "utf8" });
  const shell = execFileSync("xdotool", ["getwindowgeometry", "--shell", found.trim().split("\n")[0]], { encoding: "utf8" });
  const value = (name) => Number(new RegExp(`^${name}=(\\d+)`, "m").exec(shell)[1]);
  return [value("X") + value("WIDTH") / 2, value("Y") + value("HEIGHT") / 2];
}
