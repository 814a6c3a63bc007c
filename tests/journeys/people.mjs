// Five people pasted from a mail program, one address mistyped and one person twice: looked at before anything is added,
// put right, taken back in one step; after each step the program is killed. By keyboard, then by mouse.

import { chooseSigning, enter, focusIn, openFirstRow } from "./by_keys.mjs";
import { Window, until } from "./driver.mjs";
import { CONTRACT, freshFolder, goToStop, killed, looked, openNewest, storedDraft, testid, typeInto } from "./steps.mjs";

export const name = "five people pasted with a typing mistake and somebody twice: by keyboard, then by mouse, killed after every step";

const PASTED =
  "Dupont, Jean-Baptiste <jb.dupont@gmial.com>; Marie Curie <marie@exemple.fr>; Ali Ben Salah <ali@exemple.tn>; " +
  "Zoé Œuvray <zoe@exemple.fr>; Marie Curie <marie@exemple.fr>";
const MISTYPED = "jb.dupont@gmial.com";
const MEANT = "jb.dupont@gmail.com";

const BY_KEYS = {
  open: openFirstRow,
  stop: (window) => enter(window, testid("stop-signers")),
  press: (window, selector) => enter(window, selector),
  async write(window, text) {
    await focusIn(window, testid("paste-text"));
    await window.typeKeys(text);
  },
  back: (window) => window.keys(["Control", "z"]),
};
const BY_MOUSE = {
  open: openNewest,
  stop: (window) => goToStop(window, "signers"),
  press: async (window, selector) => window.press(await window.css(selector)),
  write: async (window, text) => typeInto(window, await window.css(testid("paste-text")), text),
  back: async (window) => window.press(await window.css(testid("undo"))),
};

export async function run() {
  const data = freshFolder();
  let window = await Window.open({ data, files: [CONTRACT] });
  try {
    await chooseSigning(window);
    for (const hands of [BY_KEYS, BY_MOUSE]) {
      for (const step of [pasted, putRight, writtenAgain, takenBack]) {
        window = await killed(window, data, hands.open);
        await hands.stop(window);
        await step(window, hands);
      }
    }
    window = await killed(window, data);
  } finally {
    await window.close();
  }
}

async function pasted(window, hands) {
  await hands.press(window, testid("paste-people"));
  await hands.write(window, PASTED);
  await until("five lines understood, the second Marie Curie left out", () => window.run(
    `const ticks = [...document.querySelectorAll("[data-testid=paste-preview] input[type=checkbox]")].map((box) => box.checked);
     return ticks.join() === "true,true,true,true,false";`));
  if ((await people(window)).length !== 0) throw new Error("somebody was added before it was agreed to");
  if (hands === BY_KEYS) await looked(window, "people-pasted");
  await hands.press(window, testid("paste-add"));
  await until("four people", async () => (await people(window)).length === 4);
  await until("the sheet's end", () => window.run("return document.querySelector('dialog[open]') === null"));
  if ((await people(window))[0].email !== MISTYPED) throw new Error("an address was changed without asking");
}

async function putRight(window, hands) {
  await hands.press(window, testid("hint-accept"));
  await until("the address that was meant", async () => (await people(window))[0].email === MEANT);
}

async function writtenAgain(window, hands) {
  await hands.back(window);
  await until("the address as it was written", async () => (await people(window))[0].email === MISTYPED);
}

async function takenBack(window, hands) {
  await hands.back(window);
  await until("nobody, after one step back", async () => (await people(window)).length === 0);
}

async function people(window) {
  return (await storedDraft(window)).recipients;
}
