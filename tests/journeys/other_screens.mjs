// What lies beside the way of a request, light and dark: contacts, templates, keys, accounts, a table of verdicts, the
// sheets, what a signer writes. Axe finds nothing, and a picture of each is kept.

import { Window, until } from "./driver.mjs";
import {
  CONTRACT, QUOTE, RECEIPT, beMyself, freshFolder, handToWindow, looked, openNewest, readAnew, setHostName, skipFirstRun,
  testid, typeInto,
} from "./steps.mjs";
import { t } from "./words.mjs";

export const name = "contacts, templates, keys, accounts, many verdicts and every sheet: axe finds nothing, light and dark";

export async function run() {
  const window = await Window.open({ data: freshFolder() });
  try {
    await window.size(1280, 800);
    await setHostName(window, "Marc Petit");
    await readAnew(window);
    await skipFirstRun(window);
    await window.css(testid("home"));
    await contacts(window);
    await makeDraft(window);
    await templates(window);
    await settings(window);
    await many(window);
    await request(window);
  } finally {
    await window.close();
  }
}

const goTo = async (window, screen) => {
  await window.press(await window.css(testid(`nav-${screen}`)));
  await window.css(testid(screen));
};

const ended = (window) => until("the sheet's end", () => window.run("return document.querySelector('dialog[open]') === null"));

/** A sheet, opened by a button; Escape closes it. */
async function sheet(window, button, id, then = async () => {}) {
  await window.press(await window.css(button));
  await window.css(testid(id));
  await looked(window, id);
  await then();
  await window.keys("Escape");
  await ended(window);
}

async function contacts(window) {
  await goTo(window, "contacts");
  await looked(window, "contacts-empty");
  await window.press(await window.css(testid("contacts-add")));
  const fields = { "first-name": "Anne-Élisabeth", "last-name": "de La Rochefoucauld-Montbel", email: "ae@exemple.fr", mobile: "06 12 34 56 78" };
  for (const [field, text] of Object.entries(fields)) await typeInto(window, await window.css(testid(`contact-${field}`)), text);
  await looked(window, "contact-sheet");
  await window.press(await window.css(testid("contact-save")));
  await window.css(testid("contact-row"));
  await ended(window);
  await looked(window, "contacts");
  await sheet(window, testid("contacts-import"), "paste-sheet");
  await sheet(window, testid("contact-export"), "export-sheet");
  await sheet(window, testid("contact-forget"), "forget-sheet");
}

async function templates(window) {
  await goTo(window, "templates");
  await looked(window, "templates-empty");
  await window.press(await window.css(testid("nav-home")));
  await openNewest(window, "prepare");
  await window.press(await window.css(testid("save-template")));
  await window.css(testid("save-template-sheet"));
  await looked(window, "save-template-sheet");
  await window.press(await window.css(testid("template-save")));
  await ended(window);
  await goTo(window, "templates");
  await window.css(testid("template"));
  await looked(window, "templates");
  await sheet(window, testid("use-template-button"), "use-template");
  await sheet(window, testid("remove-template"), "remove-template-sheet");
}

async function settings(window) {
  await goTo(window, "settings");
  await sheet(window, testid("key-choose"), "key-sheet");
  await sheet(window, `${testid("identities")} button`, "identity-sheet");
  await sheet(window, `${testid("accounts")} button`, "account-sheet", async () => {
    await window.press(await window.css(testid("provider-openapi")));
    await looked(window, "account-openapi");
  });
  for (const card of ["trust-lists", "history-check"]) {
    await window.run("document.querySelector(arguments[0]).scrollIntoView()", testid(card));
    await looked(window, `settings-${card}`);
  }
}

async function many(window) {
  await goTo(window, "verify");
  await looked(window, "verify-empty");
  handToWindow(window, [CONTRACT, QUOTE, RECEIPT]);
  await window.css(`${testid("verify-many")}, ${testid("choice-sheet")}`);
  if (await window.run("return document.querySelector(arguments[0]) !== null", testid("choice-sheet"))) {
    await window.click("radio", new RegExp(t("drop-verify")));
    await window.click("button", t("action-continue"));
  }
  await until("three verdicts", () => window.run("return document.querySelectorAll('[data-testid=row]').length === 3"));
  await looked(window, "verify-many");
}

/** Recorded, so that people sign here: what a request that is under way shows, and what a signer writes. */
async function request(window) {
  await window.press(await window.css(testid("nav-home")));
  await openNewest(window, "prepare");
  await window.press(await window.css(testid("stop-send")));
  await window.press(await window.css(testid("send")));
  await beMyself(window);
  await window.press(await window.css(testid("have-read")));
  await window.press(await window.css(testid("consent-box")));
  await window.press(await window.css(testid("consent-continue")));
  await window.css(testid("fill-continue"));
  await looked(window, "sign-fill");
  await window.press(await window.css(testid("leave")));
  await window.css(`${testid("envelope")}, ${testid("hosting")}, ${testid("home")}`);
  await window.press(await window.css(testid("nav-home")));
  await openNewest(window, "envelope");
  await looked(window, "envelope-waiting");
  await sheet(window, testid("correct-person-open"), "correct-person");
  await sheet(window, testid("action-void"), "void-sheet");
}

/** The sample contract with a box and two questions, through the program's own door: placing has journeys of its own. */
async function makeDraft(window) {
  const failure = await window.runAsync(
    `const rpc = (command, params) => window.__TAURI_INTERNALS__.invoke("rpc", { command, params });
     (async () => {
       const draft = await rpc("create_sample_draft", {});
       const boxes = draft.recipients.flatMap((person, n) => ["signature", "place", "checkbox"].map((kind, m) => ({ type: "add_field", field: {
         id: "fld_" + crypto.randomUUID().replaceAll("-", ""), recipient: person.id, document: draft.documents[0].id, kind,
         label: kind === "checkbox" ? "J’accepte d’être rappelé" : undefined,
         placement: { page: 6, rect: { x: 79 + 233 * n, y: 530 + 80 * m, width: [190, 190, 14][m], height: [70, 20, 14][m] } } } })));
       await rpc("apply_operation", { draft: draft.id, operation: { type: "batch", operations: boxes }, merge_key: null });
     })().then(() => done(null), (e) => done(JSON.stringify(e) + e));`);
  if (failure) throw new Error(`the draft could not be made: ${failure}`);
  await readAnew(window);
}
