// What several journeys do alike, each step as a person would: by what is on the screen.

import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { DESKTOP, ROOT, Window, until } from "./driver.mjs";
import { t } from "./words.mjs";

export const SAMPLES = path.join(ROOT, "tests/fixtures/samples");
export const CONTRACT = path.join(SAMPLES, "contrat.pdf");
export const QUOTE = path.join(SAMPLES, "devis-tourne.pdf");
export const RECEIPT = path.join(SAMPLES, "recu-ar-fr.pdf");
export const SIGNERS = [["Łucja", "Đặng-Œuvray"], ["محمد", "الطرابلسي"]];

export function freshFolder() {
  return mkdtempSync(path.join(tmpdir(), "paraphe-journey-"));
}

export const testid = (name) => `[data-testid="${name}"]`;

/** Leaves the first-run screen. */
export async function skipFirstRun(window) {
  if (await window.run("return document.querySelector('[data-testid=first-run]') !== null")) {
    await window.click("button", t("first-run-skip"));
    await until("the first run's end", async () => !(await window.run("return !!document.querySelector('[data-testid=first-run]')")));
  }
}

/** In the choice sheet of an opened file: have it signed. */
export async function chooseToSign(window) {
  await window.css(testid("choice-sheet"));
  await window.click("radio", new RegExp(t("drop-sign")));
  await window.click("button", t("action-continue"));
  await window.css(testid("prepare"));
}

export async function goToStop(window, stop) {
  await window.press(await window.css(testid(`stop-${stop}`)));
}

/** Adds a person who signs, through the form. */
export async function addSigner(window, [first, last]) {
  const before = await window.run("return document.querySelectorAll('[data-recipient]').length");
  // What was typed last is stored as the pointer comes, and the panel may still move: pressed again, as a person would.
  await until("the new person's form", async () => {
    await window.press(await window.css(testid("add-signer")));
    return until("the form", () => window.run("return document.querySelectorAll('[data-recipient]').length > arguments[0]", before), 8);
  });
  await typeInto(window, await lastOf(window, testid("first-name")), first);
  await typeInto(window, await lastOf(window, testid("last-name")), last);
}

async function lastOf(window, selector) {
  await window.css(selector);
  const count = await window.run("return document.querySelectorAll(arguments[0]).length", selector);
  return window.css(selector, { nth: count - 1 });
}

/** Types into the input an element is or holds. */
export async function typeInto(window, element, text) {
  const key = "element-6066-11e4-a52e-4f735466cecf";
  const input = await window.run("const e = arguments[0]; return e.matches('input, textarea') ? e : e.querySelector('input, textarea')", { [key]: element });
  await window.ask("POST", `${window.session}/element/${input[key]}/value`, { text });
}

/** The middle of the visible page with this number. */
export async function pagePoint(window, page, x, y) {
  return until(`page ${page} on screen`, () => window.run(
    `const pages = [...document.querySelectorAll('[data-testid=page]')];
     const found = pages.find((p) => p.dataset.page === String(arguments[0]));
     if (!found) return null;
     const r = found.getBoundingClientRect();
     return [r.x + r.width * arguments[1], r.y + r.height * arguments[2]];`, page, x, y));
}

/** Brings a page into view through its thumbnail. */
export async function showPage(window, page) {
  const thumbnails = await window.css(testid("thumbnails"));
  const key = "element-6066-11e4-a52e-4f735466cecf";
  await until(`the thumbnail of page ${page}`, () => window.run(
    `const list = arguments[0]; const b = [...list.querySelectorAll('button')].find((e) => new RegExp('Page ' + arguments[1] + '\\\\b').test(e.getAttribute('aria-label') ?? e.innerText));
     if (!b) { list.scrollTop += 300; return false; } b.click(); return true;`, { [key]: thumbnails }, page));
  await pagePoint(window, page, 0.5, 0.5);
}

/** Waits until all documents were looked through: the places of the first are there before those of the second. */
export function lookedThrough(window) {
  return until("all documents looked through", () =>
    window.run(`const strip = document.querySelector('[data-testid=suggestion-strip].found p');
      return strip !== null && strip.innerText !== ${JSON.stringify(t("placement-found-looking"))};`),
  );
}

export function boxCount(window) {
  return window.run("return document.querySelectorAll('[data-testid=box]').length");
}

/** What the window says is saved is there after a kill, and can still be taken back; `open` opens the draft again. */
export async function killed(window, data, open = openNewest) {
  const before = await storedDraft(window);
  await window.kill();
  const again = await Window.open({ data });
  const after = await storedDraft(again);
  if (heldBy(after) !== heldBy(before)) throw new Error(`not the same after a kill:\n${heldBy(before)}\n${heldBy(after)}`);
  if (after.undo !== before.undo) throw new Error(`« undo » was ${before.undo} before the kill and is ${after.undo} after it`);
  await open(again, "prepare");
  return again;
}

/** Presses at the first point and moves through the others: the hand does not let go. */
export function hold(window, points) {
  const move = ([x, y]) => ({ type: "pointerMove", duration: 0, origin: "viewport", x: Math.round(x), y: Math.round(y) });
  const [first, ...others] = points;
  return window.pointer([move(first), { type: "pointerDown", button: 0 }, ...others.map(move)]);
}

/** Five seconds to think better of it are waited for once in all journeys; elsewhere the page's clock runs faster. */
export function hurry(window) {
  return window.run("const slowly = window.setInterval; window.setInterval = (run, ms, ...more) => slowly(run, ms / 10, ...more)");
}

/** Draws a flourish on the pad. */
export async function drawOnPad(window) {
  const pad = await window.css(testid("ink-pad"));
  const r = await window.rect(pad);
  const points = [];
  for (let i = 0; i <= 60; i += 1) {
    const u = i / 60;
    points.push([r.x + r.width * (0.15 + 0.65 * u), r.y + r.height * (0.5 + 0.28 * Math.sin(u * 11) * (1 - u * 0.5))]);
  }
  await window.drag(points, { pause: 4 });
  await window.drag([[r.x + r.width * 0.2, r.y + r.height * 0.82], [r.x + r.width * 0.5, r.y + r.height * 0.78], [r.x + r.width * 0.8, r.y + r.height * 0.8]]);
}

/** The person whose turn it is owns this computer: from the host's sheet to the pages, without handing over. */
export async function beMyself(window) {
  await window.css(testid("hosting-person"));
  await window.press(await window.css(testid("sign-myself")));
  await window.css(testid("sign"));
}

/** One signer at their own computer: read, accept, sign (drawn or typed), confirm. */
export async function signAs(window, how, look = async () => {}) {
  await window.css(testid("hosting-person"));
  await look("host");
  await beMyself(window);
  await look("read");
  await window.press(await window.css(testid("have-read")));
  await window.css(testid("consent-text"));
  await look("consent");
  await window.press(await window.css(testid("consent-box")));
  await window.press(await window.css(testid("consent-continue")));
  if (how === "drawn") {
    await window.css(testid("ink-pad"));
    await drawOnPad(window);
  } else {
    await window.press(await window.css(testid("tab-type")));
    const field = await window.css(testid("typed-name"));
    await window.run("arguments[0].querySelector?.('input')?.focus()", { "element-6066-11e4-a52e-4f735466cecf": field });
  }
  await look("sign");
  await window.press(await window.css(testid("validate")));
  await window.css(testid("signature-preview"));
  await look("confirm");
  await window.press(await window.css(testid("sign-for-good")));
  // The host's sheet for the next person, or the finished request.
  await window.css(`${testid("hosting")}, ${testid("envelope")}`, { seconds: 60 });
}

/** Prepares the sample contract for two people with a box each, through the page. */
export async function prepareByMouse(window, signers = SIGNERS) {
  await goToStop(window, "signers");
  for (const signer of signers) await addSigner(window, signer);
  await goToStop(window, "boxes");
  await showPage(window, 6);
  await placeByDragging(window);
  await placeByDrawing(window);
}

/** Palette → page, with the pointer held. */
export async function placeByDragging(window) {
  const tool = await window.rect(await window.css(testid("tool-signature")));
  const [x, y] = await pagePoint(window, 6, 0.28, 0.67);
  const from = [tool.x + tool.width / 2, tool.y + tool.height / 2];
  const between = [1, 2, 3, 4, 5, 6].map((i) => [from[0] + ((x - from[0]) * i) / 6, from[1] + ((y - from[1]) * i) / 6]);
  await window.drag([from, ...between, [x, y]]);
  await until("the first box", async () => (await boxCount(window)) === 1);
}

/** Tool in hand, a rectangle drawn on the page, given to the second person by its digit. */
export async function placeByDrawing(window) {
  await window.press(await window.css(testid("tool-signature")));
  const [x, y] = await pagePoint(window, 6, 0.55, 0.63);
  await window.drag([[x, y], [x + 40, y + 20], [x + 120, y + 45], [x + 170, y + 60]]);
  await until("the second box", async () => (await boxCount(window)) === 2);
  await window.keys("2");
  await until("a box for each person", async () => new Set(await boxNames(window)).size === 2);
}

/** The accessible names of all boxes. */
export function boxNames(window) {
  return window.run(
    `return [...document.querySelectorAll('[data-testid=box]')].map((b) => b.getAttribute('aria-label') ?? b.innerText)`);
}

/** Opens the newest row of the history; a click that met a row while it was drawn anew is repeated, as a person would. */
export async function openNewest(window, screen) {
  await window.css(testid("history-row"));
  return until(`the newest row opened as ${screen}`, async () => {
    if (await window.run("return document.querySelector(arguments[0]) !== null", testid(screen))) return true;
    await window.press(await window.css(`${testid("history-row")} button`));
    return until("the screen", () => window.run("return document.querySelector(arguments[0]) !== null", testid(screen)), 2);
  });
}

/** The program is started a second time with these files: it hands them to the window that is open, and ends. */
export function handToWindow(window, files) {
  const started = spawnSync(DESKTOP, files, { env: { ...process.env, PARAPHE_DATA: window.data }, timeout: 20000 });
  if (started.status !== 0) throw new Error(`the second start did not end by itself: ${started.status} ${started.signal} ${started.stderr}`);
}

/** What was made behind the page's back is seen once the page is read anew. */
export async function readAnew(window) {
  // The page that is left may still answer: it no longer counts.
  await window.run("document.documentElement.dataset.left = 'true'; location.reload()");
  await until("the page again", () => window.run("const { left, ready } = document.documentElement.dataset; return left === undefined && ready === 'true'"), 30);
}

/** The person at this computer gets a name. */
export async function setHostName(window, name) {
  await window.runAsync(
    `const rpc = (command, params) => window.__TAURI_INTERNALS__.invoke("rpc", { command, params });
     rpc("app_state", {}).then((s) => rpc("save_settings", { ...s.settings, host_name: arguments[0] })).then(() => done(true), (e) => done(JSON.stringify(e)))`, name);
}

/** Pictures are taken when fonts and pages are there and nothing moves any more. */
export async function settle(window) {
  if (!(await window.runAsync(STILL))) throw new Error("the page does not come to rest");
}

/** Calm in several looks, one after the other: what follows a change begins within a few frames of it. */
const STILL = `
  const inView = (e) => { const r = e.getBoundingClientRect(); return r.height > 0 && r.bottom > 0 && r.top < innerHeight; };
  const moves = () => document.getAnimations().some((one) => one.playState === "running" && one.effect?.getComputedTiming().endTime !== Infinity);
  const loads = () => [...document.images].some((image) => inView(image) && !image.complete);
  const drawn = (page) => [...page.querySelectorAll("img")].some((image) => image.complete && image.naturalWidth > 1);
  const blank = () => {
    const pages = [...document.querySelectorAll("[data-testid=page]")].filter(inView);
    const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest("[data-testid=page]");
    return pages.length > 0 && !(middle ? drawn(middle) : pages.some(drawn));
  };
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  let calm = 0;
  const look = async (left) => {
    calm = moves() || loads() || blank() ? 0 : calm + 1;
    if (calm < 4 && left > 0) return setTimeout(look, 40, left - 1);
    // An image that is loaded is painted with the next frames.
    await Promise.all([...document.images].filter((image) => image.complete).map((image) => image.decode().catch(() => {})));
    await frame();
    await frame();
    done(calm >= 4);
  };
  document.fonts.ready.then(() => look(500));`;

/**
 * A picture of the present screen and what axe finds, light and dark. The theme is turned in the page: that the setting
 * turns it, and stays, the first run shows.
 */
export async function looked(window, screen) {
  for (const theme of ["dark", "light"]) {
    await window.run("document.documentElement.dataset.theme = arguments[0]", theme);
    await settle(window);
    await window.shot(`${screen}-${theme}`);
    await window.axe(`${screen}, ${theme}`);
  }
}

/** The newest draft as it is stored: what must be the same after the program was killed. */
export const storedDraft = (window) => storedDraftOf(window, "");

/** The newest draft of this title as it is stored. */
export async function storedDraftOf(window, title) {
  const draft = await window.runAsync(
    `const [title] = arguments;
     const rpc = (command, params) => window.__TAURI_INTERNALS__.invoke("rpc", { command, params });
     (async () => {
       const history = await rpc("list_history", { query: "", filter: "all", cursor: null, limit: 20 });
       const row = history.rows.find((one) => one.draft !== null && one.title.includes(title));
       return rpc("open_draft", { draft: row.draft });
     })().then(done, (e) => done({ failure: JSON.stringify(e) + e }))`, title);
  if (draft.failure) throw new Error(`the draft could not be read: ${draft.failure}`);
  return draft;
}

/** Its documents, people and boxes, to compare. */
export function heldBy({ title, documents, recipients, fields, refused_places }) {
  const named = documents.map(({ id, name }) => [id, name]);
  return JSON.stringify({ title, documents: named, recipients, fields, refused_places });
}
