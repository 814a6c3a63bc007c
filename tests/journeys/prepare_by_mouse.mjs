// The same preparation with the mouse: places found in the pages taken by a click, a box moved by hand, repeated, taken
// back and brought again; then looked at in a small window and with text twice as large.

import { enter, openFirstRow, retype, tabTo } from "./by_keys.mjs";
import { Window, until } from "./driver.mjs";
import {
  CONTRACT, RECEIPT, addSigner, boxCount, chooseToSign, freshFolder, goToStop, heldBy, killed, lookedThrough, settle, showPage,
  storedDraft, testid, typeInto,
} from "./steps.mjs";

export const name = "two PDFs, three people, found places, a box moved and repeated: by mouse, killed after every step; small window and large text, axe at every stop";

const PEOPLE = [["Anne-Élisabeth", "de La Rochefoucauld-Montbel"], ["Łucja", "Đặng-Œuvray"], ["محمد", "الطرابلسي"]];
const STOPS = ["documents", "signers", "boxes", "send"];
/** WebKitGTK answers a doubled text size by zooming the page: half as many CSS pixels in the same window. */
const LARGE_TEXT = { GDK_DPI_SCALE: "2" };

export async function run() {
  const data = freshFolder();
  let window = await Window.open({ data, files: [CONTRACT, RECEIPT] });
  try {
    await chooseToSign(window);
    for (const step of [people, foundPlaces, moved, repeated, takenBack]) {
      window = await killed(window, data);
      await step(window);
    }
    window = await killed(window, data);
    await goToStop(window, "boxes");
    // The repetition was for trying: what is looked at is a contract as it would be sent.
    await window.press(await window.css(testid("undo")));
    await until("the repetition gone", async () => (await fields(window)).every(({ placement }) => placement.page !== 2));
    const before = heldBy(await storedDraft(window));
    await looked(window, "wide", [1280, 800]);
    await looked(window, "small", [960, 640]);
    await window.kill();
    window = await Window.open({ data, env: LARGE_TEXT });
    if (heldBy(await storedDraft(window)) !== before) throw new Error("not the same after a kill");
    await window.size(1280, 800);
    const width = await window.run("return innerWidth");
    if (width > 700) throw new Error(`the text is not twice as large: the page is ${width} pixels wide`);
    await openFirstRow(window, "prepare");
    await looked(window, "large", null);
  } finally {
    await window.close();
  }
}

async function people(window) {
  await goToStop(window, "signers");
  for (const person of PEOPLE) await addSigner(window, person);
  await until("three people kept", async () => (await storedDraft(window)).recipients.at(-1)?.last_name === PEOPLE[2][1]);
}

/** One place by a click, the rest at once. */
async function foundPlaces(window) {
  await goToStop(window, "boxes");
  await lookedThrough(window);
  await window.press(await window.css(testid("show-first")));
  await window.press(await window.css(testid("suggestion")));
  await until("one box", async () => (await fields(window)).length === 1);
  await window.press(await window.css(testid("accept-all")));
  await until("no place left", () => window.run("return document.querySelector('[data-testid=suggestions]') === null"));
  const people = new Set((await fields(window)).map(({ recipient }) => recipient));
  if (people.size < 2) throw new Error("all boxes went to one person");
}

/** Held and taken 40 pixels down: in the file it stands further down, and nowhere else. */
async function moved(window) {
  await goToStop(window, "boxes");
  await showPage(window, 6);
  const box = await window.css(testid("box"));
  const id = await window.run("return arguments[0].dataset.field", { "element-6066-11e4-a52e-4f735466cecf": box });
  const before = (await fields(window)).find((field) => field.id === id).placement.rect;
  const r = await window.rect(box);
  const [x, y] = [r.x + r.width / 2, r.y + r.height / 2];
  await window.drag([[x, y], [x, y + 8], [x, y + 20], [x, y + 40]]);
  await until("a box further down", async () => {
    const now = (await fields(window)).find((field) => field.id === id).placement.rect;
    return now.y > before.y + 15 && Math.abs(now.x - before.x) < 6;
  });
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

async function takenBack(window) {
  await goToStop(window, "boxes");
  const before = heldBy(await storedDraft(window));
  for (const button of ["undo", "redo"]) {
    for (let step = 0; step < 3; step += 1) {
      const last = heldBy(await storedDraft(window));
      await window.press(await window.css(testid(button)));
      await until(`${button} ${step + 1}`, async () => heldBy(await storedDraft(window)) !== last);
    }
  }
  if (heldBy(await storedDraft(window)) !== before) throw new Error("three steps back and three forward are not the same as before");
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

/** Every stop of the preparation: a picture, and axe finds nothing. */
async function looked(window, size, rect) {
  if (rect) await window.size(...rect);
  for (const stop of STOPS) {
    await turnTo(window, stop, size);
    if (stop === "boxes") {
      await bringPage(window, size);
      await until("boxes on the screen", async () => (await boxCount(window)) > 0);
    }
    await settle(window);
    await window.shot(`prepared-${stop}-${size}`);
    await window.axe(`${stop}, ${size}`);
  }
  const sideways = await window.run("return document.documentElement.scrollWidth > innerWidth || document.scrollingElement.scrollTop > 0");
  if (sideways) throw new Error(`the window itself scrolls, ${size}`);
}

async function fields(window) {
  return (await storedDraft(window)).fields;
}
