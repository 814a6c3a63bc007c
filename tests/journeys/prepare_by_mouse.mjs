// The same preparation with the mouse: three people in an order, places found in the pages taken by a click and refused, a box
// moved by 3.5 mm, repeated, all of it taken back and brought again. Made ready to be sent, it is looked at in a small window
// and with text twice as large.

import { enter, openFirstRow, retype, tabTo } from "./by_keys.mjs";
import { KEYS, Window, until } from "./driver.mjs";
import {
  CONTRACT, RECEIPT, addSigner, boxCount, chooseToSign, freshFolder, goToStop, heldBy, killed, looked, lookedThrough, pagePoint,
  settle, showPage, storedDraft, testid, typeInto,
} from "./steps.mjs";
import { t } from "./words.mjs";

export const name = "two PDFs, three people in order, found places, a box moved and repeated: by mouse, killed after every step; small window and large text, axe at every stop";

const PEOPLE = [["Anne-Élisabeth", "de La Rochefoucauld-Montbel"], ["Łucja", "Đặng-Œuvray"], ["محمد", "الطرابلسي"]];
const STOPS = ["documents", "signers", "boxes", "send"];
const POINTS_PER_MM = 72 / 25.4;
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
/** WebKitGTK answers a doubled text size by zooming the page: half as many CSS pixels in the same window. */
const LARGE_TEXT = { GDK_DPI_SCALE: "2" };

export async function run() {
  const data = freshFolder();
  let window = await Window.open({ data, files: [CONTRACT, RECEIPT] });
  try {
    await chooseToSign(window);
    for (const step of [people, foundPlaces, moved, repeated, takenBack, madeReady]) {
      window = await killed(window, data);
      await step(window);
    }
    window = await killed(window, data);
    const before = heldBy(await storedDraft(window));
    await lookedAt(window, "wide", [1280, 800]);
    await lookedAt(window, "small", [960, 640]);
    await window.kill();
    window = await Window.open({ data, env: LARGE_TEXT });
    if (heldBy(await storedDraft(window)) !== before) throw new Error("not the same after a kill");
    await window.size(1280, 800);
    const width = await window.run("return innerWidth");
    if (width > 700) throw new Error(`the text is not twice as large: the page is ${width} pixels wide`);
    await openFirstRow(window, "prepare");
    await lookedAt(window, "large", null);
  } finally {
    await window.close();
  }
}

async function people(window) {
  await goToStop(window, "signers");
  for (const person of PEOPLE) await addSigner(window, person);
  await window.click("checkbox", t("prepare-order"));
  await until("three people one after the other", async () => {
    const { recipients } = await storedDraft(window);
    return recipients.map((one) => one.routing_order).join() === "1,2,3" && recipients[2].last_name === PEOPLE[2][1];
  });
}

/** One place by a click, the rest at once; one of them is taken off again, and its place is then refused, proposed again and refused. */
async function foundPlaces(window) {
  await goToStop(window, "boxes");
  await lookedThrough(window);
  await window.press(await window.css(testid("show-first")));
  await window.press(await window.css(testid("suggestion")));
  await until("one box", async () => (await fields(window)).length === 1);
  await window.press(await window.css(testid("accept-all")));
  await until("no place left", () => noPlaceOffered(window));
  const placed = await fields(window);
  if (new Set(placed.map(({ recipient }) => recipient)).size < 2) throw new Error("all boxes went to one person");
  const unwanted = placed.findLast(({ kind }) => kind === "place");
  await showPage(window, unwanted.placement.page);
  await window.press(await window.css(`${testid("box")}[data-field="${unwanted.id}"]`));
  await window.click("button", t("action-delete"));
  await window.press(await window.css(testid("refuse-suggestion")));
  await until("the place refused", () => noPlaceOffered(window));
  await window.press(await window.css(testid("propose-again")));
  await until("the place proposed again", async () => !(await noPlaceOffered(window)));
  await window.press(await window.css(testid("refuse-all")));
  await until("the place refused again", () => noPlaceOffered(window));
  if ((await fields(window)).length !== placed.length - 1) throw new Error("more than one box has gone");
}

function noPlaceOffered(window) {
  return window.run("return document.querySelector(arguments[0]) === null", testid("refuse-all"));
}

/** By 3.5 mm to the right, as near as the pixels of the screen come, and nowhere else. */
async function moved(window) {
  await goToStop(window, "boxes");
  await showPage(window, 6);
  await settle(window);
  const box = await window.css(testid("box"));
  const id = await window.run("return arguments[0].dataset.field", { [ELEMENT]: box });
  const stored = async () => (await fields(window)).find((field) => field.id === id).placement.rect;
  const before = await stored();
  const scale = (await window.rect(box)).width / before.width;
  const wanted = 3.5 * POINTS_PER_MM;
  await draggedFreely(window, box, Math.round(wanted * scale));
  const halfPixel = 0.5 / scale;
  await until("a box 3.5 mm further", async () => {
    const now = await stored();
    return Math.abs(now.x - before.x - wanted) < halfPixel + 0.05 && Math.abs(now.y - before.y) < 0.05;
  });
}

/** Ctrl, pressed when the box is in the hand already: nothing near draws it. */
function draggedFreely(window, box, dx) {
  const at = (x) => ({ type: "pointerMove", duration: 0, origin: { [ELEMENT]: box }, x, y: 0 });
  const rest = { type: "pause", duration: 0 };
  const pointer = [at(0), { type: "pointerDown", button: 0 }, rest, at(dx), rest, { type: "pointerUp", button: 0 }, rest];
  const keys = [rest, rest, { type: "keyDown", value: KEYS.Control }, rest, rest, rest, { type: "keyUp", value: KEYS.Control }];
  return window.ask("POST", `${window.session}/actions`, { actions: [
    { type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions: pointer },
    { type: "key", id: "keyboard", actions: keys },
  ] });
}

async function repeated(window) {
  await goToStop(window, "boxes");
  await showPage(window, 6);
  await window.press(await window.css(testid("box")));
  const before = (await fields(window)).length;
  await window.press(await window.css(testid("repeat")));
  const pages = await window.css(`${testid("repeat-pages")} input, input${testid("repeat-pages")}`);
  await window.ask("POST", `${window.session}/element/${pages}/clear`, {});
  await typeInto(window, pages, "1-3");
  await window.press(await window.css(testid("repeat-do")));
  await until("the box on three more pages", async () => (await fields(window)).length === before + 3);
  await until("the sheet's end", () => window.run("return document.querySelector('dialog[open]') === null"));
}

/** Five steps back, five forward: the same as before. */
async function takenBack(window) {
  await goToStop(window, "boxes");
  const before = heldBy(await storedDraft(window));
  for (const button of ["undo", "redo"]) {
    for (let step = 0; step < 5; step += 1) await pressedOnce(window, button);
    if (button === "undo" && heldBy(await storedDraft(window)) === before) throw new Error("five steps back changed nothing");
  }
  if (heldBy(await storedDraft(window)) !== before) throw new Error("five steps back and five forward are not the same as before");
}

async function pressedOnce(window, button) {
  const last = heldBy(await storedDraft(window));
  await window.press(await window.css(testid(button)));
  await until(button, async () => heldBy(await storedDraft(window)) !== last);
}

/** Repetition and move were for trying, the refused place is offered again on request: what is looked at is a contract as it is sent. */
async function madeReady(window) {
  await goToStop(window, "boxes");
  await pressedOnce(window, "undo");
  await pressedOnce(window, "undo");
  await window.css(testid("propose-again"));
  if (!(await noPlaceOffered(window))) throw new Error("a refused place is proposed after a kill");
  await window.press(await window.css(testid("propose-again")));
  await lookedThrough(window);
  await window.press(await window.css(testid("accept-all")));
  await until("no place left", () => noPlaceOffered(window));
  const before = (await fields(window)).length;
  await window.press(await window.css(`${testid("signer-picker")} label`, { nth: 2 }));
  await showPage(window, 6);
  await settle(window);
  const tool = await window.rect(await window.css(testid("tool-signature")));
  const from = [tool.x + tool.width / 2, tool.y + tool.height / 2];
  const to = await pagePoint(window, 6, 0.3, 0.84);
  await window.drag([from, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], [to[0] + 10, to[1]], to]);
  await until("a box for the third person", async () => {
    const { fields: placed, recipients } = await storedDraft(window);
    return placed.length === before + 1 && placed.at(-1).recipient === recipients[2].id;
  });
  await until("nothing left to complete", () => window.run("return document.querySelector(arguments[0]) === null", testid("all-problems")));
}

/** The thumbnails are folded away where there is little room. */
async function bringPage(window, size) {
  if (size !== "wide") {
    await tabTo(window, `${testid("page-number")} input, input${testid("page-number")}`);
    await retype(window, "6");
    await window.keys("Enter");
  } else await showPage(window, 6);
}

/** The driver's pointer does not know the zoom of the page and clicks beside what it should: large, keys do it. */
async function turnTo(window, stop, size) {
  if (size === "large") await enter(window, testid(`stop-${stop}`), ["Shift", "Tab"]);
  else await goToStop(window, stop);
}

/** Every stop of the preparation, light and dark: a picture, and axe finds nothing. */
async function lookedAt(window, size, rect) {
  if (rect) await window.size(...rect);
  for (const stop of STOPS) {
    await turnTo(window, stop, size);
    if (stop === "boxes") {
      await bringPage(window, size);
      await until("boxes on the screen", async () => (await boxCount(window)) > 0);
    }
    await looked(window, `prepared-${stop}-${size}`);
  }
  const sideways = await window.run("return document.documentElement.scrollWidth > innerWidth || document.scrollingElement.scrollTop > 0");
  if (sideways) throw new Error(`the window itself scrolls, ${size}`);
}

async function fields(window) {
  return (await storedDraft(window)).fields;
}
