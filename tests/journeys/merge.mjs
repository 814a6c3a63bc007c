// Two documents, and a service that takes one PDF and always asks for a code: it says why it cannot, merges and adapts
// the request with one press each, and the request comes back signed. By keyboard, then by mouse.

import { enter, openFirstRow, tabTo } from "./by_keys.mjs";
import { Window, until } from "./driver.mjs";
import { CONTRACT, RECEIPT, freshFolder, goToStop, openNewest, skipFirstRun, storedDraft, testid } from "./steps.mjs";
import { t } from "./words.mjs";

export const name = "a service that cannot: its reason, documents merged, request adapted, sent, signed: by keyboard, then by mouse";

const CARD = testid("account-Openapi");

const BY_KEYS = {
  open: (window) => openFirstRow(window, "prepare"),
  stop: (window) => enter(window, testid("stop-send")),
  press: (window, selector) => enter(window, selector),
  async choose(window) {
    // The radio buttons are one stop of Tab; arrows go from one to the next.
    await tabTo(window, `${testid("offers")} input[type=radio]`);
    for (let i = 0; i < 8 && !(await isChosen(window)); i += 1) await window.keys("Down");
  },
};
const BY_MOUSE = {
  open: (window) => openNewest(window, "prepare"),
  stop: (window) => goToStop(window, "send"),
  async press(window, selector) {
    await window.css(selector);
    // To the middle, as a person would: the button to send stays in front of what lies below it.
    await window.run("document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", selector);
    await window.press(await window.css(selector));
  },
  choose: (window) => BY_MOUSE.press(window, `${CARD} label`),
};

export async function run() {
  const window = await Window.open({ data: freshFolder() });
  try {
    await skipFirstRun(window);
    await window.css(testid("home"));
    await window.click("button", t("home-demo"));
    await window.css(testid("demo-ribbon"));
    for (const hands of [BY_KEYS, BY_MOUSE]) await sent(window, hands);
  } finally {
    await window.close();
  }
}

async function sent(window, hands) {
  await prepare(window);
  await hands.open(window);
  await hands.stop(window);
  await window.css(`${CARD}[data-fit="false"]`);
  await window.sees(new RegExp(t("offer-cannot")));
  await window.axe("a service that cannot");
  await hands.press(window, `${CARD} ${testid("merge")}`);
  await until("one document, its boxes with it", async () => {
    const { documents, fields } = await storedDraft(window);
    return documents.length === 1 && fields.length === 4;
  });
  await window.css(`${CARD}[data-fit="true"]`);
  await hands.choose(window);
  await until("the service chosen", () => isChosen(window));
  await hands.press(window, testid("send"));
  await window.css(testid("review-sheet"));
  await hands.press(window, testid("send-now"));
  const end = `${testid("envelope")}, ${testid("handover-finish")}`;
  await window.css(end, { seconds: 40 });
  if (!(await window.run("return document.querySelector('[data-testid=envelope]') !== null"))) await hands.press(window, testid("handover-finish"));
  await window.css(testid("results"), { seconds: 90 });
  await window.sees(new RegExp(t("status-completed")));
}

const isChosen = (window) => window.run("return document.querySelector(arguments[0])?.checked === true", `${CARD} input[type=radio]`);

/** Two documents with a box for each of two people, through the program's own door; the page is then read anew. */
async function prepare(window) {
  const failure = await window.runAsync(
    `const rpc = (command, params) => window.__TAURI_INTERNALS__.invoke("rpc", { command, params });
     const id = (kind) => kind + crypto.randomUUID().replaceAll("-", "");
     (async () => {
       const { draft } = await rpc("create_draft", { files: arguments[0].map((path) => ({ path, password: null })) });
       const people = [["Hélène", "Morvan"], ["محمد", "الطرابلسي"]].map(([first_name, last_name], n) => ({
         id: id("rcp_"), role: "signer", first_name, last_name, email: "personne" + n + "@exemple.fr", mobile: "",
         language: "fr", authentication: "none", routing_order: null, delivery: "in_person" }));
       const operations = people.map((recipient, index) => ({ type: "add_recipient", recipient, index }));
       draft.documents.forEach((document, n) => people.forEach((person, m) => operations.push({ type: "add_field", field: {
         id: id("fld_"), recipient: person.id, document: document.id, kind: "signature",
         placement: { page: n === 0 ? 6 : 1, rect: { x: 60 + 240 * m, y: 540, width: 180, height: 60 } } } })));
       await rpc("apply_operation", { draft: draft.id, operation: { type: "batch", operations }, merge_key: null });
     })().then(() => done(null), (e) => done(JSON.stringify(e) + e));`, [CONTRACT, RECEIPT]);
  if (failure) throw new Error(failure);
  await window.run("location.reload()");
  await until("the page again", () => window.run("return document.documentElement.dataset.ready === 'true'"), 30);
  await window.css(testid("demo-ribbon"));
}
