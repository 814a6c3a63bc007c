// "Open with" while the program runs: a second start hands its file to the first window and ends.

import { spawnSync } from "node:child_process";
import path from "node:path";

import { PROGRAMS, Window } from "./driver.mjs";
import { CONTRACT, RECEIPT, freshFolder, skipFirstRun, testid } from "./steps.mjs";

export const name = "a file opened while the program runs comes to its window";

export async function run() {
  const data = freshFolder();
  const window = await Window.open({ data });
  try {
    await skipFirstRun(window);
    await window.css(testid("home"));
    const started = spawnSync(path.join(PROGRAMS, "paraphe-desktop"), [path.relative(process.cwd(), CONTRACT), RECEIPT], {
      env: { ...process.env, PARAPHE_DATA: data },
      timeout: 20000,
    });
    if (started.status !== 0) throw new Error(`the second start did not end by itself: ${started.status} ${started.signal} ${started.stderr}`);
    await window.css(testid("choice-sheet"));
    await window.sees(/contrat\.pdf[\s\S]*recu-ar-fr\.pdf/);
  } finally {
    await window.close();
  }
}
