// Every screen on the way of a request, light and dark: axe finds nothing, and a picture is kept.

import { writeFileSync } from "node:fs";
import path from "node:path";

import { Window, until } from "./driver.mjs";
import {
  CONTRACT, QUOTE, RECEIPT, addSigner, chooseToSign, freshFolder, goToStop, handToWindow, looked, placeByDragging,
  placeByDrawing, readAnew, setHostName, showPage, signAs, skipFirstRun, testid,
} from "./steps.mjs";

export const name = "every screen: axe finds nothing, light and dark; pictures are kept";

const SIZES = { wide: [1280, 800], small: [960, 640] };

export async function run() {
  const data = freshFolder();
  const window = await Window.open({ data });
  const look = (screen) => looked(window, screen);
  try {
    await window.size(...SIZES.wide);
    await setHostName(window, "Marc Petit");
    await readAnew(window);
    await window.css(testid("first-run"));
    await look("first-run");
    await skipFirstRun(window);
    await window.css(testid("home"));
    await look("home-empty");
    handToWindow(window, [CONTRACT, QUOTE, RECEIPT, broken(data)]);
    await window.css(testid("choice-sheet"));
    await until("all files inspected", () => window.run("return document.querySelectorAll('[data-testid=incoming-file]').length === 4"));
    await look("choice");
    await chooseToSign(window);
    await preparing(window, look);
    await signAs(window, "drawn", (step) => look(`sign-${step}`));
    await signAs(window, "typed");
    await window.css(testid("envelope"));
    await look("envelope-completed");
    await window.press(await window.css(testid("nav-home")));
    await window.css(testid("history-row"));
    await look("home");
    await window.size(...SIZES.small);
    await look("home-small");
    await window.size(...SIZES.wide);
    await window.press(await window.css(testid("nav-settings")));
    await window.css(testid("settings"));
    await look("settings");
  } finally {
    await window.close();
  }
}

async function preparing(window, look) {
  await look("prepare-documents");
  await goToStop(window, "signers");
  await look("prepare-signers-empty");
  for (const signer of [["Łucja", "Đặng-Œuvray"], ["محمد", "الطرابلسي"]]) await addSigner(window, signer);
  await look("prepare-signers");
  await goToStop(window, "boxes");
  await showPage(window, 6);
  await placeByDragging(window);
  await placeByDrawing(window);
  await look("prepare-boxes");
  await window.size(...SIZES.small);
  await look("prepare-boxes-small");
  await window.size(...SIZES.wide);
  await window.keys("?");
  await window.css(testid("keyboard-map"));
  await look("keyboard-map");
  await window.keys("Escape");
  await goToStop(window, "send");
  await look("prepare-send");
  await window.press(await window.css(testid("send")));
}

function broken(data) {
  const file = path.join(data, "pas-un-pdf.pdf");
  writeFileSync(file, "Ceci n'est pas un PDF.");
  return file;
}
