// What a screen reader is given of the editor, kept as a text file that is reviewed like code: `trees/editor.txt`.
// `node tests/journeys/run.mjs --update-trees editor_tree` writes it anew.

import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { Window, sleep, until } from "./driver.mjs";
import { CONTRACT, RECEIPT, boxCount, freshFolder, goToStop, openNewest, readAnew, showPage, skipFirstRun, testid } from "./steps.mjs";
import { tree } from "./tree.mjs";

export const name = "the editor's accessibility tree is the one that was reviewed";

const KEPT = path.join(import.meta.dirname, "trees/editor.txt");

export async function run() {
  const window = await Window.open({ data: freshFolder() });
  try {
    await window.size(1280, 800);
    await skipFirstRun(window);
    await prepare(window);
    await openNewest(window, "prepare");
    await goToStop(window, "boxes");
    await showPage(window, 6);
    await until("the boxes", async () => (await boxCount(window)) >= 2);
    await window.press(await window.css(testid("box")));
    await window.css(testid("inspector"));
    await window.css(`${testid("box-look")} img`);
    await window.css(`[data-page="6"] ${testid("page-text")}`);
    let before = "";
    // Pages in sight are read one after the other.
    await until("a tree that changes no more", async () => {
      const now = await read(window);
      if (now === before) return true;
      before = now;
      await sleep(600);
      return false;
    });
    compare(before);
  } finally {
    await window.close();
  }
}

function read(window) {
  return window.run(`${tree} return treeOf(document.querySelector(arguments[0]))`, testid("prepare"));
}

function compare(now) {
  if (process.argv.includes("--update-trees")) return writeFileSync(KEPT, now);
  const kept = readFileSync(KEPT, "utf8");
  if (kept === now) return;
  const [before, after] = [kept.split("\n"), now.split("\n")];
  const gone = before.filter((line) => !after.includes(line)).map((line) => `- ${line}`);
  const come = after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`);
  throw new Error(`${KEPT} says otherwise; look at it, then --update-trees:\n${[...gone, ...come].slice(0, 40).join("\n")}`);
}

/** Two documents, three people, a box for each on the last page of the contract. */
async function prepare(window) {
  const failure = await window.runAsync(
    `const rpc = (command, params) => window.__TAURI_INTERNALS__.invoke("rpc", { command, params });
     const id = (kind) => kind + crypto.randomUUID().replaceAll("-", "");
     (async () => {
       const { draft } = await rpc("create_draft", { files: arguments[0].map((path) => ({ path, password: null })) });
       const people = [["Hélène", "Morvan"], ["Łucja", "Đặng-Œuvray"], ["محمد", "الطرابلسي"]].map(([first_name, last_name]) => ({
         id: id("rcp_"), role: "signer", first_name, last_name, email: "", mobile: "",
         language: "fr", authentication: "none", routing_order: null, delivery: "in_person" }));
       const operations = [{ type: "set_title", title: "Contrat et reçu" }];
       people.forEach((recipient, index) => operations.push({ type: "add_recipient", recipient, index }));
       people.forEach((person, n) => operations.push({ type: "add_field", field: {
         id: id("fld_"), recipient: person.id, document: draft.documents[0].id, kind: "signature",
         placement: { page: 6, rect: { x: 60 + 160 * n, y: 545, width: 140, height: 50 } } } }));
       await rpc("apply_operation", { draft: draft.id, operation: { type: "batch", operations }, merge_key: null });
     })().then(() => done(null), (e) => done(JSON.stringify(e) + e));`, [CONTRACT, RECEIPT]);
  if (failure) throw new Error(failure);
  await readAnew(window);
}
