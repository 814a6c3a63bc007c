// Every screen, light and dark: axe finds nothing, and a picture is kept.

import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { tabTo } from "./by_keys.mjs";
import { PROGRAMS, Window, until } from "./driver.mjs";
import {
  CONTRACT, QUOTE, RECEIPT, addSigner, chooseToSign, freshFolder, goToStop, placeByDragging, placeByDrawing, setTheme,
  settle, showPage, signAs, skipFirstRun, testid,
} from "./steps.mjs";
import { t } from "./words.mjs";

export const name = "every screen: axe finds nothing, light and dark; pictures are kept";

const SIZES = { wide: [1280, 800], small: [960, 640] };

export async function run() {
  for (const theme of ["light", "dark"]) await tour(theme);
}

async function tour(theme) {
  const data = freshFolder();
  let window = await Window.open({ data, files: [CONTRACT, QUOTE] });
  const look = async (screen) => {
    await settle(window);
    await window.shot(`${screen}-${theme}`);
    await window.axe(`${screen}, ${theme}`);
  };
  try {
    await window.size(...SIZES.wide);
    await setTheme(window, theme);
    await window.close();
    window = await Window.open({ data });
    await window.size(...SIZES.wide);
    await window.css(testid("first-run"));
    await look("first-run");
    await skipFirstRun(window);
    await window.css(testid("home"));
    await look("home-empty");
    await window.close();
    window = await Window.open({ data, files: [CONTRACT, QUOTE, RECEIPT, broken(data)] });
    await window.size(...SIZES.wide);
    await window.css(testid("choice-sheet"));
    await until("all files inspected", () => window.run("return document.querySelectorAll('[data-testid=incoming-file]').length === 4"));
    await look("choice");
    await chooseToSign(window);
    await preparing(window, look);
    await signing(window, look);
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
  await verifying(data, theme);
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

async function signing(window, look) {
  await signAs(window, "drawn", (step) => look(`sign-${step}`));
  await signAs(window, "typed");
  await window.css(testid("envelope"));
}

/** The four verdicts. */
async function verifying(data, theme) {
  const folder = path.join(data, "verdicts");
  const paraphe = (...words) =>
    execFileSync(path.join(PROGRAMS, "paraphe"), words, { env: { ...process.env, PARAPHE_DATA: folder, PARAPHE_KEYCHAIN: "off" }, stdio: "pipe" });
  paraphe("demo", "--out", folder);
  const signed = path.join(folder, "contrat-signe.pdf");
  const changed = path.join(folder, "contrat-change.pdf");
  const bytes = readFileSync(signed);
  bytes[bytes.indexOf("/Producer") > 0 ? bytes.indexOf("/Producer") + 12 : 2000] ^= 1;
  writeFileSync(changed, bytes);
  copyFileSync(CONTRACT, path.join(folder, "contrat.pdf"));
  for (const [screen, file, verdict] of [
    ["verify-identity", signed, "verdict-identity"],
    ["verify-broken", changed, "verdict-broken"],
    ["verify-none", path.join(folder, "contrat.pdf"), "verdict-none"],
  ]) {
    const view = await opened(data, file, theme);
    try {
      await view.sees(new RegExp(t(verdict)));
      await settle(view);
      await view.shot(`${screen}-${theme}`);
      await view.axe(`${screen}, ${theme}`);
      if (screen === "verify-identity") {
        await compared(view, theme);
        await trusted(view, theme);
      }
    } finally {
      await view.close();
    }
  }
}

/** A window on its own data, with the file in the choice sheet, "verify" chosen. */
async function opened(data, file, theme) {
  const own = path.join(data, path.basename(file, ".pdf"));
  const before = await Window.open({ data: own });
  await setTheme(before, theme);
  await before.close();
  const view = await Window.open({ data: own, files: [file] });
  await view.size(...SIZES.wide);
  await view.css(testid("choice-sheet"));
  await view.click("radio", new RegExp(t("drop-verify")));
  await view.click("button", t("action-continue"));
  await view.css(testid("verdict"), { seconds: 60 });
  return view;
}

/** What the first person signed beside what there is now: the second signature, outlined on its page; then back. */
async function compared(view, theme) {
  await tabTo(view, testid("compare"));
  await view.keys("Enter");
  await view.css(testid("region"), { seconds: 60 });
  await settle(view);
  await view.shot(`verify-compared-${theme}`);
  await view.axe(`the signed version beside the present one, ${theme}`);
  const regions = await view.run("return document.querySelectorAll('[data-testid=region]').length");
  if (regions !== 2) throw new Error(`one change was wanted on both pages, ${regions} outlines are there`);
  await view.click("button", t("verify-signed-back"));
  await view.css(testid("compare"));
}

/** Trusting the certificate, after comparing its fingerprint, turns the verdict to valid. */
async function trusted(view, theme) {
  await view.press(await view.css(testid("trust")));
  await view.css(testid("trust-sheet"));
  await view.shot(`verify-trust-${theme}`);
  await view.axe(`trust sheet, ${theme}`);
  await view.click("checkbox", new RegExp(t("verify-trust-compared")));
  await view.click("button", t("verify-trust-do"));
  await view.sees(new RegExp(t("verdict-valid")));
  await settle(view);
  await view.shot(`verify-valid-${theme}`);
  await view.axe(`verify-valid, ${theme}`);
}

function broken(data) {
  const file = path.join(path.dirname(data), "pas-un-pdf.pdf");
  writeFileSync(file, "Ceci n'est pas un PDF.");
  return file;
}
