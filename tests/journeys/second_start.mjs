// "Open with" while the program runs: a second start hands its file to the first window and ends. What is to become of it
// is chosen by keyboard, and of the next one by mouse; after each the program is killed, and what was begun is there.

import path from "node:path";

import { chooseSigning, openFirstRow } from "./by_keys.mjs";
import { Window } from "./driver.mjs";
import { CONTRACT, QUOTE, RECEIPT, freshFolder, handToWindow, killed, skipFirstRun, testid } from "./steps.mjs";
import { t } from "./words.mjs";

export const name = "a file opened while the program runs comes to its window: to be signed by keyboard, verified by mouse, killed after each";

export async function run() {
  const data = freshFolder();
  let window = await Window.open({ data });
  try {
    await skipFirstRun(window);
    await window.css(testid("home"));
    handToWindow(window, [path.relative(process.cwd(), CONTRACT), RECEIPT]);
    await window.css(testid("choice-sheet"));
    await window.sees(/contrat\.pdf[\s\S]*recu-ar-fr\.pdf/);
    await chooseSigning(window);
    window = await killed(window, data, openFirstRow);
    handToWindow(window, [QUOTE]);
    await window.css(testid("choice-sheet"));
    await window.click("radio", new RegExp(t("drop-verify")));
    await window.click("button", t("action-continue"));
    await window.css(testid("verify"));
    window = await killed(window, data);
    await window.sees(/contrat[\s\S]*recu-ar-fr/);
  } finally {
    await window.close();
  }
}
