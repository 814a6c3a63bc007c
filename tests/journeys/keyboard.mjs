// The same path without a mouse: every control is reached by Tab and its keys.

import { chooseSigning, focusIn, pickSigner, tabTo, writeSigner } from "./by_keys.mjs";
import { Window, until } from "./driver.mjs";
import { CONTRACT, boxCount, boxNames, freshFolder, testid } from "./steps.mjs";
import { t } from "./words.mjs";

export const name = "first signature by keyboard alone: open, place, move, two people type, verify";

export async function run() {
  const data = freshFolder();
  const window = await Window.open({ data, files: [CONTRACT] });
  try {
    await chooseSigning(window);
    await tabTo(window, `${testid("stop-signers")}`);
    await window.keys("Enter");
    for (const person of [["Amélie", "Bérard"], ["Noël", "Œuvray"]]) await writeSigner(window, person);
    await tabTo(window, testid("stop-boxes"), ["Shift", "Tab"]);
    await window.keys("Enter");
    await placeByKeys(window);
    await tabTo(window, testid("stop-send"), ["Shift", "Tab"]);
    await window.keys("Enter");
    await tabTo(window, testid("send"));
    await window.keys("Enter");
    await signByKeys(window);
    await signByKeys(window);
    await window.css(testid("envelope"));
    await window.sees(new RegExp(t("status-completed")));
  } finally {
    await window.close();
  }
}

/** Enter on a page places a box; arrows move it; the other person's box by a digit. */
async function placeByKeys(window) {
  await tabTo(window, testid("page-boxes"));
  await window.keys("Enter");
  await pickSigner(window);
  await until("the first box", async () => (await boxCount(window)) === 1);
  await focusIn(window, testid("box"));
  const before = await position(window);
  await window.keys("Down", "Down", ["Shift", "Right"]);
  await until("a moved box", async () => (await position(window)) !== before);
  await window.keys(["Control", "z"]);
  await window.keys(["Control", "y"]);
  await window.keys("Escape");
  await tabTo(window, testid("page-boxes"), ["Shift", "Tab"]);
  await window.keys("Enter");
  await pickSigner(window);
  await until("the second box", async () => (await boxCount(window)) === 2);
  await focusIn(window, testid("box"));
  await window.keys("2");
  await until("a box for each person", async () => new Set(await boxNames(window)).size === 2);
}

function position(window) {
  return window.run("const e = document.querySelector('[data-testid=box]'); const r = e.getBoundingClientRect(); return r.x + ',' + r.y");
}

async function signByKeys(window) {
  await tabTo(window, testid("sign-myself"));
  await window.keys("Enter");
  await window.css(testid("sign"));
  await tabTo(window, testid("have-read"));
  await window.keys("Enter");
  await tabTo(window, testid("consent-box"));
  await window.keys("Space");
  await tabTo(window, testid("consent-continue"));
  await window.keys("Enter");
  await tabTo(window, '[role="tab"], [data-testid^="tab-"]');
  await window.keys("Right");
  await tabTo(window, testid("typed-name"));
  await tabTo(window, testid("validate"));
  await window.keys("Enter");
  await tabTo(window, testid("sign-for-good"));
  await window.keys("Enter");
  await window.css(`${testid("hosting")}, ${testid("envelope")}`, { seconds: 60 });
}
