// "Open with" while the program runs: a second start hands its file to the first window and ends.

import path from "node:path";

import { Window } from "./driver.mjs";
import { CONTRACT, RECEIPT, freshFolder, handToWindow, skipFirstRun, testid } from "./steps.mjs";

export const name = "a file opened while the program runs comes to its window";

export async function run() {
  const window = await Window.open({ data: freshFolder() });
  try {
    await skipFirstRun(window);
    await window.css(testid("home"));
    handToWindow(window, [path.relative(process.cwd(), CONTRACT), RECEIPT]);
    await window.css(testid("choice-sheet"));
    await window.sees(/contrat\.pdf[\s\S]*recu-ar-fr\.pdf/);
  } finally {
    await window.close();
  }
}
