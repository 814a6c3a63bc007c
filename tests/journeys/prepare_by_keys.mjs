// Two PDFs, three people in an order, places found in the pages taken and refused, a box moved by 3.5 mm and repeated,
// all of it taken back and brought again: without a mouse, and after each step the program is killed.

import { chooseSigning, enter, focusIn, openFirstRow, retype, tabTo, writeSigner } from "./by_keys.mjs";
import { Window, until } from "./driver.mjs";
import { CONTRACT, RECEIPT, freshFolder, heldBy, killed, lookedThrough, storedDraft, testid } from "./steps.mjs";

export const name = "two PDFs, three people in order, found places, a box moved and repeated: by keyboard, killed after every step";

const PEOPLE = [["Amélie", "Bérard"], ["Łucja", "Đặng-Œuvray"], ["محمد", "الطرابلسي"]];
const BACK = ["Shift", "Tab"];
const POINTS_PER_MM = 72 / 25.4;

export async function run() {
  const data = freshFolder();
  let window = await Window.open({ data, files: [CONTRACT, RECEIPT] });
  try {
    await chooseSigning(window);
    for (const step of [people, foundPlaces, moved, repeated, takenBack]) {
      window = await killed(window, data, openFirstRow);
      await step(window);
    }
    window = await killed(window, data, openFirstRow);
  } finally {
    await window.close();
  }
}

async function people(window) {
  await enter(window, testid("stop-signers"));
  for (const person of PEOPLE) await writeSigner(window, person);
  await tabTo(window, `${testid("panel")} input[role=switch], ${testid("panel")} .panel > :last-child input`);
  await window.keys("Space");
  await until("three people one after the other", async () => {
    const { recipients } = await storedDraft(window);
    return recipients.map((one) => one.routing_order).join() === "1,2,3" && recipients[2].last_name === PEOPLE[2][1];
  });
}

/** One is taken by Enter, the next refused by Delete, the rest taken at once. */
async function foundPlaces(window) {
  await enter(window, testid("stop-boxes"));
  await lookedThrough(window);
  await enter(window, testid("show-first"));
  await focusIn(window, testid("suggestion"));
  const found = await suggestions(window);
  if (found < 3) throw new Error(`the samples hold more than ${found} places to sign`);
  await window.keys("Enter");
  await until("the first place taken", async () => (await fields(window)).length === 1);
  await enter(window, testid("show-first"));
  await focusIn(window, testid("suggestion"));
  await window.keys("Delete");
  await until("the second place refused", async () => (await suggestions(window)) === found - 2);
  await focusIn(window, testid("suggestion"));
  await window.keys(["Control", "Enter"]);
  await until("the rest taken", async () => (await suggestions(window)) === 0);
  const placed = await fields(window);
  if (placed.length !== found - 1) throw new Error(`${found - 1} boxes were wanted, ${placed.length} are there`);
}

/** By 3.5 mm, through the number in the inspector. */
async function moved(window) {
  await chooseFirstBox(window);
  const before = await chosen(window);
  // Tab would go through the boxes of the pages that follow, and choose each: F6 goes to the panel at once.
  await window.keys("F6");
  await tabTo(window, `${testid("inspector-x")} input, input${testid("inspector-x")}`);
  const [x] = await window.run("return [document.activeElement.value]");
  const wanted = Number(x.replace(",", ".")) + 3.5;
  await retype(window, wanted.toFixed(1).replace(".", ","));
  await window.keys("Enter");
  // The number on the screen has one decimal.
  await until("a box 3.5 mm further", async () => {
    const now = (await fields(window)).find(({ id }) => id === before.id);
    return Math.abs(now.placement.rect.x - before.placement.rect.x - 3.5 * POINTS_PER_MM) < 0.2;
  });
}

async function repeated(window) {
  await chooseFirstBox(window);
  const before = await fields(window);
  await window.keys(["Control", "Shift", "p"]);
  await tabTo(window, `${testid("repeat-pages")} input, input${testid("repeat-pages")}`);
  await retype(window, "1-3");
  await enter(window, testid("repeat-do"));
  await until("the box on three more pages", async () => (await fields(window)).length === before.length + 3);
}

/** Five steps back, five forward: the same as before. */
async function takenBack(window) {
  const before = heldBy(await storedDraft(window));
  await enter(window, testid("stop-boxes"));
  for (const key of ["z", "y"]) {
    for (let step = 0; step < 5; step += 1) {
      const last = heldBy(await storedDraft(window));
      await window.keys(["Control", key]);
      await until(`step ${step + 1} of Control+${key}`, async () => heldBy(await storedDraft(window)) !== last);
    }
    if (key === "z" && heldBy(await storedDraft(window)) === before) throw new Error("five steps back changed nothing");
  }
  if (heldBy(await storedDraft(window)) !== before) throw new Error("five steps back and five forward are not the same as before");
}

/** The first box in reading order, by Tab; the inspector is then its own. */
async function chooseFirstBox(window) {
  await enter(window, testid("stop-boxes"));
  await tabTo(window, testid("stop-boxes"), BACK);
  const [first] = await fields(window);
  await bringToPage(window, first.placement.page);
  await tabTo(window, testid("box"));
  await window.css(testid("inspector"));
}

/** To a page by its number. */
async function bringToPage(window, page) {
  await tabTo(window, `${testid("page-number")} input, input${testid("page-number")}`);
  await retype(window, String(page));
  await until("the number in its field", () => window.run("return document.activeElement.value === arguments[0]", String(page)), 5);
  await window.keys("Enter");
  // The page itself has the focus then: from here on Tab goes to its boxes.
  await focusIn(window, `${testid("page")}[data-page="${page}"] ${testid("page-boxes")}`);
  await window.css(testid("box"));
}

/** The box that has the focus, as it is stored. */
async function chosen(window) {
  const id = await window.run("return document.activeElement.dataset.field");
  return (await fields(window)).find((field) => field.id === id);
}

async function fields(window) {
  return (await storedDraft(window)).fields;
}

/** How many places the strip above the tools says there are. */
function suggestions(window) {
  return window.run(
    `const strip = document.querySelector('[data-testid=suggestion-strip].found p');
     return strip ? Number(/\\d+/.exec(strip.innerText)[0]) : 0;`);
}
