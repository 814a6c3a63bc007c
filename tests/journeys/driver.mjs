// A small W3C WebDriver client for the real window: WebKitWebDriver starts the program and drives its page.
// No test code is in the program itself.

import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";

import { finder } from "./finder.mjs";

export const ROOT = path.resolve(import.meta.dirname, "../..");
/** The programs under test: those of the debug build, unless the environment names others. */
export const PROGRAMS = process.env.PARAPHE_PROGRAMS ?? path.join(ROOT, "target/debug");
export const DESKTOP = process.env.PARAPHE_DESKTOP ?? path.join(PROGRAMS, "paraphe-desktop");
export const SHOTS = path.join(ROOT, "target/screenshots");
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
/** Brings axe into a page. */
export const AXE = `${readFileSync(path.join(ROOT, "ui/node_modules/axe-core/axe.min.js"), "utf8")}; window.axe = axe;`;
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/**
 * A promise of what axe finds on the present screen, one line per rule. A box on a page is as large as it will be in the
 * document, whatever the zoom: its size is essential (WCAG 2.5.8), and the keys and the panel reach it as well.
 */
export const FOUND_BY_AXE = `window.axe.run(document, { runOnly: ${JSON.stringify(AXE_TAGS)}, resultTypes: ["violations"], elementRef: true }).then((r) =>
  r.violations
    .map((v) => [v.id, v.nodes.filter((n) => v.id !== "target-size" || !n.element?.closest("[data-testid=page-boxes]"))])
    .filter(([, nodes]) => nodes.length > 0)
    .map(([id, nodes]) => id + ": " + nodes.map((n) => n.target.join(" ") + " " + (n.any[0]?.message ?? "")).join(" | ")))`;

export const KEYS = {
  Backspace: "\uE003", Tab: "\uE004", Enter: "\uE007", Shift: "\uE008", Control: "\uE009", Alt: "\uE00A",
  Escape: "\uE00C", Space: " ", PageUp: "\uE00E", PageDown: "\uE00F", End: "\uE010", Home: "\uE011",
  Left: "\uE012", Up: "\uE013", Right: "\uE014", Down: "\uE015", Delete: "\uE017", F2: "\uE032", F6: "\uE036", F8: "\uE038",
};

/** More than any command takes, that of a script included. */
const MOST_SECONDS = 90;

/** A journey that cannot be made on this machine, with the reason. */
export class Skipped extends Error {}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Waits until `check` answers something, or fails with what was waited for. */
export async function until(what, check, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  let last;
  while (Date.now() < end) {
    try {
      const answer = await check();
      if (answer) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    await sleep(40);
  }
  // What stood on the screen says more than the stack; a window that is gone has no picture.
  if (seconds >= 10) await Window.last?.shot("failure").catch(() => {});
  throw new Error(`waited ${seconds} s for: ${what} (last: ${last?.message ?? last})`);
}

/** The program in a real window. */
export class Window {
  /** Starts the program with these arguments and environment, and waits until its page is ready. */
  static async open({ data, files = [], env = {}, ready = true }) {
    const window = new Window();
    Window.last = window;
    window.data = data;
    const port = await freePort();
    window.base = `http://127.0.0.1:${port}`;
    window.driver = spawn("WebKitWebDriver", [`--port=${port}`], {
      // WebKitWebDriver takes no picture of a window that is not composited: here it is, GPU or not.
      env: { ...process.env, LANG: "fr_FR.UTF-8", WEBKIT_DISABLE_COMPOSITING_MODE: "0", ...env, TAURI_WEBVIEW_AUTOMATION: "true", PARAPHE_DATA: data, PARAPHE_KEYCHAIN: "off" },
      stdio: ["ignore", "ignore", "pipe"],
      detached: true,
    });
    window.log = "";
    window.driver.stderr.on("data", (chunk) => (window.log += chunk));
    await until("the driver", async () => (await fetch(`${window.base}/status`)).ok, 10);
    const options = { "webkitgtk:browserOptions": { binary: DESKTOP, args: files } };
    const made = await window.ask("POST", "/session", { capabilities: { alwaysMatch: options } });
    window.session = `/session/${made.sessionId}`;
    await window.ask("POST", `${window.session}/timeouts`, { script: 60000, pageLoad: 60000, implicit: 0 });
    if (ready) await until("the first screen", () => window.run("return document.documentElement.dataset.ready === 'true'"), 30);
    return window;
  }

  /** One command of the driver; one that is never answered is an error, not a run that hangs. */
  async ask(method, where, body) {
    const answer = await fetch(this.base + where, {
      method,
      signal: AbortSignal.timeout(MOST_SECONDS * 1000),
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${where}: ${value?.error}: ${value?.message}`);
    return value;
  }

  /** Runs a script in the page. */
  run(script, ...args) {
    return this.ask("POST", `${this.session}/execute/sync`, { script, args });
  }

  /** Runs an async script in the page; it calls `done(value)`. */
  runAsync(script, ...args) {
    const body = `const done = arguments[arguments.length - 1]; ${script}`;
    return this.ask("POST", `${this.session}/execute/async`, { script: body, args });
  }

  /** The visible element of this role whose accessible name matches; waits for it. */
  async role(role, name, { seconds = 20, nth = 0 } = {}) {
    const source = name instanceof RegExp ? name.source : `^${escape(name)}$`;
    const what = `${role} ${name}`;
    const found = await until(what, () => this.run(`${finder} return find(arguments[0], arguments[1])[arguments[2]] ?? null`, role, source, nth), seconds);
    return found[ELEMENT];
  }

  /** Whether such an element is there now. */
  async has(role, name) {
    const source = name instanceof RegExp ? name.source : `^${escape(name)}$`;
    return this.run(`${finder} return find(arguments[0], arguments[1]).length > 0`, role, source);
  }

  /** The first element a selector matches; waits for it. */
  async css(selector, { seconds = 20, nth = 0 } = {}) {
    const found = await until(selector, () => this.run("return document.querySelectorAll(arguments[0])[arguments[1]] ?? null", selector, nth), seconds);
    return found[ELEMENT];
  }

  async click(role, name, options) {
    return this.press(await this.role(role, name, options));
  }

  async press(element) {
    // An element that moves while the page settles is tried again.
    return until("a click", async () => {
      await this.ask("POST", `${this.session}/element/${element}/click`, {});
      return true;
    }, 5);
  }

  async fill(role, name, text) {
    const element = await this.role(role, name);
    await this.ask("POST", `${this.session}/element/${element}/clear`, {});
    await this.ask("POST", `${this.session}/element/${element}/value`, { text });
    return element;
  }

  rect(element) {
    return this.run("const r = arguments[0].getBoundingClientRect(); return { x: r.x, y: r.y, width: r.width, height: r.height }", { [ELEMENT]: element });
  }

  text(element) {
    return this.run("return arguments[0].innerText", { [ELEMENT]: element });
  }

  /** The text of the whole page as a person sees it. */
  screen() {
    return this.run("return document.body.innerText");
  }

  async sees(pattern, seconds = 20) {
    return until(`the text ${pattern}`, async () => pattern.test(await this.screen()), seconds);
  }

  /** Keys in order; a list is pressed together. */
  async keys(...presses) {
    const actions = [];
    for (const press of presses) {
      const together = Array.isArray(press) ? press : [press];
      for (const key of together) actions.push({ type: "keyDown", value: KEYS[key] ?? key });
      for (const key of [...together].reverse()) actions.push({ type: "keyUp", value: KEYS[key] ?? key });
    }
    // Every key is let go again within, so nothing is left to be released.
    await this.ask("POST", `${this.session}/actions`, { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** Types text key by key, as a person does. */
  async typeKeys(text) {
    await this.keys(...text);
  }

  /** Presses at the first point, moves through the others, releases at the last. Points in CSS pixels of the page. */
  async drag(points, { pause = 8 } = {}) {
    const move = (point) => ({ type: "pointerMove", duration: 0, origin: "viewport", x: Math.round(point[0]), y: Math.round(point[1]) });
    const actions = [move(points[0]), { type: "pointerDown", button: 0 }];
    for (const point of points.slice(1)) actions.push(move(point), { type: "pause", duration: pause });
    actions.push({ type: "pointerUp", button: 0 });
    await this.pointer(actions);
  }

  async clickAt(x, y) {
    await this.drag([[x, y]]);
  }

  pointer(actions) {
    const source = { type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions };
    return this.ask("POST", `${this.session}/actions`, { actions: [source] });
  }

  size(width, height) {
    return this.ask("POST", `${this.session}/window/rect`, { width, height });
  }

  /** A picture of the page, kept under target/screenshots. */
  async shot(name) {
    mkdirSync(SHOTS, { recursive: true });
    const file = path.join(SHOTS, `${name}.png`);
    writeFileSync(file, Buffer.from(await this.ask("GET", `${this.session}/screenshot`), "base64"));
    return file;
  }

  /** Fails when axe finds a violation on the present screen. */
  async axe(where) {
    if (!(await this.run("return window.axe !== undefined"))) await this.run(AXE);
    const found = await this.runAsync(`${FOUND_BY_AXE}.then(done, (e) => done(["axe failed: " + e]))`);
    if (found.length > 0) throw new Error(`axe on ${where}:\n  ${found.join("\n  ")}`);
  }

  /** Kills the program as a power cut would: no goodbye. */
  async kill() {
    const pid = await this.programPid();
    process.kill(pid, "SIGKILL");
    await until("the program's end", async () => !alive(pid), 10);
    this.stopDriver();
  }

  /** The program's process: the driver's child. */
  async programPid() {
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
        const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
        const name = readFileSync(`/proc/${pid}/cmdline`, "utf8");
        if (parent === this.driver.pid && name.includes("paraphe-desktop")) return Number(pid);
      } catch {
        // A process that ended while we looked.
      }
    }
    throw new Error("the program's process was not found");
  }

  async close() {
    // One that was killed has nobody left to ask, and what failed after it would not be heard of.
    if (this.isStopped) return;
    const pid = await this.programPid().catch(() => null);
    try {
      await this.ask("DELETE", this.session);
    } finally {
      this.stopDriver();
    }
    // One that is still ending would take the next one's files.
    if (pid !== null) await until("the program's end", async () => !alive(pid));
  }

  stopDriver() {
    this.isStopped = true;
    try {
      process.kill(-this.driver.pid, "SIGTERM");
    } catch {
      // Already gone.
    }
  }
}

/** The first thread may be gone before the others: as long as one is there, so is what the program holds open. */
function alive(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return !/\) Z /.test(stat) || readdirSync(`/proc/${pid}/task`).length > 1;
  } catch {
    return false;
  }
}

function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
