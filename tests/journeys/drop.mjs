// Files dragged out of another program and dropped on the window, with the real pointer.

import { copyFileSync } from "node:fs";
import path from "node:path";

import { dragOutAgain, dropOn } from "./desktop.mjs";
import { Window } from "./driver.mjs";
import { CONTRACT, QUOTE, RECEIPT, chooseToSign, freshFolder, skipFirstRun, testid } from "./steps.mjs";

export const name = "files dropped from another program are asked about; a drag that leaves changes nothing";

export async function run() {
  const data = freshFolder();
  const named = path.join(data, "Contrat n° 7, 100 % « signé ».pdf");
  copyFileSync(CONTRACT, named);
  const window = await Window.open({ data: path.join(data, "paraphe") });
  try {
    await skipFirstRun(window);
    await window.css(testid("home"));
    await dragOutAgain(window, [QUOTE]);
    await dropOn(window, [named, RECEIPT]);
    await window.css(testid("choice-sheet"));
    await window.sees(/Contrat n° 7, 100 % « signé »\.pdf[\s\S]*recu-ar-fr\.pdf/);
    if (/devis-tourne/.test(await window.screen())) throw new Error("a file that was dragged away again came in");
    await chooseToSign(window);
    await window.sees(/Contrat n° 7, 100 % « signé »[\s\S]*recu-ar-fr/);
  } finally {
    await window.close();
  }
}
