// What somebody who received a PDF is told: unsigned, broken, changed, covered, unknown signer, trusted signer; and where
// the changes are, beside what was signed. Light and dark.

import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { withBitTurned, withTitleReplaced, withWordCovered } from "./altered.mjs";
import { tabTo } from "./by_keys.mjs";
import { PROGRAMS, Window, until } from "./driver.mjs";
import { CONTRACT, freshFolder, handToWindow, looked, settle, skipFirstRun, testid } from "./steps.mjs";
import { t } from "./words.mjs";

export const name = "verify: six verdicts, the changes outlined beside what was signed, a certificate trusted, all at once in a table; axe, light and dark";

/** What a file is, how it is judged, and in which words. */
const FILES = [
  ["none", "contrat.pdf", "no_signature", "verdict-none"],
  ["broken", "abime.pdf", "broken", "verdict-broken"],
  ["changed", "titre-change.pdf", "broken", "verdict-broken"],
  ["covered", "mot-couvert.pdf", "identity_to_confirm", "verdict-title-covered"],
  ["identity", "contrat-signe.pdf", "identity_to_confirm", "verdict-identity"],
];

export async function run() {
  const folder = files();
  const window = await Window.open({ data: path.join(folder, "paraphe") });
  try {
    await window.size(1280, 800);
    await skipFirstRun(window);
    await window.css(testid("home"));
    for (const [screen, file, verdict, title] of FILES) {
      await verified(window, path.join(folder, file), verdict);
      await window.sees(new RegExp(t(title)));
      await looked(window, `verify-${screen}`);
      if (screen === "changed" || screen === "covered") await changesOutlined(window, screen);
    }
    await secondSignatureOutlined(window);
    await trusted(window);
    await allAtOnce(window, folder);
  } finally {
    await window.close();
  }
}

/** A contract signed by two people, and what was done to it. */
function files() {
  const folder = freshFolder();
  execFileSync(path.join(PROGRAMS, "paraphe"), ["demo", "--out", folder], {
    env: { ...process.env, PARAPHE_DATA: path.join(folder, "demo"), PARAPHE_KEYCHAIN: "off" },
    stdio: "pipe",
  });
  const signed = readFileSync(path.join(folder, "contrat-signe.pdf"));
  writeFileSync(path.join(folder, "abime.pdf"), withBitTurned(signed));
  writeFileSync(path.join(folder, "titre-change.pdf"), withTitleReplaced(signed));
  writeFileSync(path.join(folder, "mot-couvert.pdf"), withWordCovered(signed));
  copyFileSync(CONTRACT, path.join(folder, "contrat.pdf"));
  return folder;
}

/** Opened with the program, "verify" chosen, judged. */
async function verified(window, file, verdict) {
  handToWindow(window, [file]);
  await window.css(testid("choice-sheet"));
  await until("the file inspected", () => window.run("return document.querySelectorAll('[data-testid=incoming-file]').length === 1"));
  await window.click("radio", new RegExp(t("drop-verify")));
  await window.click("button", t("action-continue"));
  await until(`the verdict on ${path.basename(file)}`, () => window.run(
    `const shown = document.querySelector('[data-testid=verdict]');
     return shown !== null && shown.innerText.includes(arguments[0]);`, path.basename(file)), 60);
  const found = await window.run("return document.querySelector('[data-testid=verdict]').dataset.verdict");
  if (found !== verdict) throw new Error(`${path.basename(file)} is ${found}, ${verdict} was wanted`);
}

/** What the last person signed beside what there is now: the title of the first page is outlined, and nothing else. */
async function changesOutlined(window, screen) {
  const versions = await window.run("return document.querySelectorAll('[data-testid=compare]').length");
  if (versions !== 2) throw new Error(`both signed versions can be looked at, ${versions} are offered`);
  await window.press(await window.css(testid("compare"), { nth: 1 }));
  const found = await outlines(window);
  const isTitle = ({ page, top, bottom }) => page === 1 && top > 0.05 && bottom < 0.2;
  if (found.length !== 2 || !found.every(isTitle)) throw new Error(`the title was to be outlined on both pages: ${JSON.stringify(found)}`);
  await looked(window, `verify-${screen}-compared`);
  await window.click("button", t("verify-signed-back"));
  await window.css(testid("verdict"));
}

/** What the first person signed: the second signature is the one thing that differs. By keyboard, then back. */
async function secondSignatureOutlined(window) {
  await tabTo(window, testid("compare"));
  await window.keys("Enter");
  const found = await outlines(window);
  if (found.length !== 2 || found.some(({ page }) => page !== 6)) {
    throw new Error(`one change was wanted on both pages, there is ${JSON.stringify(found)}`);
  }
  await looked(window, "verify-compared");
  await window.click("button", t("verify-signed-back"));
  await window.css(testid("compare"));
}

/** The outlines once every page is compared: on which page, and from where to where, in parts of its height. */
async function outlines(window) {
  await window.css(testid("region"), { seconds: 60 });
  const all = t("verify-signed-result", { n: 1, same: 5 });
  await until("every page compared", async () => plain(await window.text(await window.css(testid("compared")))).includes(all), 60);
  await settle(window);
  return window.run(
    `return [...document.querySelectorAll('[data-testid=region]')].map((region) => {
       const [part, paper] = [region.getBoundingClientRect(), region.parentElement.getBoundingClientRect()];
       const page = Number(/\\d+$/.exec(region.closest("figure").querySelector("figcaption").innerText.trim())[0]);
       return { page, top: (part.top - paper.top) / paper.height, bottom: (part.bottom - paper.top) / paper.height };
     })`);
}

const plain = (text) => text.replace(/[\u2066-\u2069]/g, "").replace(/[\u00a0\u202f]/g, " ");

/** Trusting the certificate, after comparing its fingerprint, turns the verdict to valid. */
async function trusted(window) {
  await window.press(await window.css(testid("trust")));
  await window.css(testid("trust-sheet"));
  await looked(window, "verify-trust");
  await window.click("checkbox", new RegExp(t("verify-trust-compared")));
  await window.click("button", t("verify-trust-do"));
  await window.sees(new RegExp(t("verdict-valid")));
  await looked(window, "verify-valid");
}

/** The same files and one that is no PDF, in one table: each verdict has its row, and its colour. */
async function allAtOnce(window, folder) {
  writeFileSync(path.join(folder, "courrier.pdf"), "Ceci est une lettre.");
  const rows = [...FILES.map(([, file, verdict]) => [file, verdict]), ["courrier.pdf", "unreadable"]];
  // Its signer's certificate has just been recognised.
  const expected = rows.map(([file, verdict]) => (file === "contrat-signe.pdf" ? [file, "valid"] : [file, verdict]));
  handToWindow(window, rows.map(([file]) => path.join(folder, file)));
  // Where one is verified already, nothing is asked: they are verified too.
  await window.css(testid("verify-many"));
  const judged = () => window.run(
    `return [...document.querySelectorAll('[data-testid=row]')].map((row) =>
       [row.querySelector("button").innerText.trim(), row.dataset.verdict])`);
  await until("a row for each file", async () => (await judged()).length === rows.length, 60);
  const found = Object.fromEntries(await judged());
  for (const [file, verdict] of expected) {
    if (found[file] !== verdict) throw new Error(`${file} is ${found[file]} among others, ${verdict} was wanted`);
  }
  await looked(window, "verify-many-verdicts");
}
