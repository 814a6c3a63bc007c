// The demonstration: requests go through each service as a person sends them, by keyboard and by mouse, their people sign
// at the same time, and each comes back completed. A service that cannot do what is asked says why and offers what would
// help: it merges documents and adapts the request with one press each.

import { spawn } from "node:child_process";

import { enter, openFirstRow, tabTo } from "./by_keys.mjs";
import { Window, until } from "./driver.mjs";
import { CONTRACT, RECEIPT, freshFolder, goToStop, hurry, looked, readAnew, settle, skipFirstRun, storedDraftOf, testid } from "./steps.mjs";
import { t } from "./words.mjs";

export const name = "five services: cannot, its reason, merged or adapted, sent by keyboard and by mouse; all come back signed";

/** Openapi takes one PDF and always asks for a code, Docage always asks for a code. The last made is the first in the list. */
const REQUESTS = [
  { title: "Contrat par Docage", service: "Docage", repair: "adapt" },
  { title: "Contrat par GesDocs", service: "GesDocs" },
  { title: "Contrat par NGSign", service: "NGSign" },
  { title: "Contrat par SigTool", service: "SigTool" },
  { title: "Contrat et reçu, à la souris", service: "Openapi", repair: "merge", files: [CONTRACT, RECEIPT] },
  { title: "Contrat et reçu, au clavier", service: "Openapi", repair: "merge", files: [CONTRACT, RECEIPT] },
];

export async function run() {
  const monitor = spawn("dbus-monitor", ["--session", "interface='org.freedesktop.Notifications'"], { stdio: ["ignore", "pipe", "ignore"] });
  let heard = "";
  monitor.stdout.on("data", (chunk) => (heard += chunk));
  const window = await Window.open({ data: freshFolder() });
  try {
    await skipFirstRun(window);
    await window.css(testid("home"));
    await window.click("button", t("home-demo"));
    await window.css(testid("demo-ribbon"));
    for (const request of REQUESTS) await prepare(window, request);
    // Behind the page's back: it is read anew, which the demonstration must outlive.
    await readAnew(window);
    await window.css(testid("demo-ribbon"));
    const [byKeys, ...byMouse] = [...REQUESTS].reverse();
    await sent(window, byKeys, BY_KEYS);
    await hurry(window);
    for (const request of byMouse) {
      await goHome(window);
      await sent(window, request, BY_MOUSE);
    }
    for (const request of REQUESTS) await cameBack(window, request);
    const said = () => heard.split(t("notification-completed-title")).length - 1;
    await until("a notification for each request", () => said() >= REQUESTS.length, 20).catch(() => {
      throw new Error(`${REQUESTS.length} notifications expected, ${said()} heard`);
    });
    await window.press(await window.css(`${testid("demo-ribbon")} button`));
    await window.click("button", t("demo-leave-do"));
    await until("the ribbon's end", async () => !(await there(window, testid("demo-ribbon"))));
    const rows = await window.run("return document.querySelectorAll('[data-testid=history-row]').length");
    if (rows !== 0) throw new Error(`the own data must be untouched, ${rows} rows found`);
  } finally {
    monitor.kill();
    await window.close();
  }
}

const there = (window, selector) => window.run("return document.querySelector(arguments[0]) !== null", selector);
const isChosen = (window, card) => window.run("return document.querySelector(arguments[0])?.checked === true", `${card} input[type=radio]`);

export const BY_KEYS = {
  open: (window) => openFirstRow(window, "prepare"),
  stop: (window) => enter(window, testid("stop-send")),
  press: (window, selector) => enter(window, selector),
  async choose(window, card) {
    // The radio buttons are one stop of Tab; arrows go from one to the next.
    await tabTo(window, `${testid("offers")} input[type=radio]`);
    for (let i = 0; i < 8 && !(await isChosen(window, card)); i += 1) await window.keys("Down");
  },
};
export const BY_MOUSE = {
  open: (window, title) => openRow(window, title, testid("prepare")),
  stop: (window) => goToStop(window, "send"),
  async press(window, selector) {
    await window.css(selector);
    // To the middle, as a person would: the button to send stays in front of what lies below it.
    await window.run("document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", selector);
    await window.press(await window.css(selector));
  },
  choose: (window, card) => BY_MOUSE.press(window, `${card} label`),
};

async function sent(window, { title, service, repair, files }, hands) {
  const card = testid(`account-${service}`);
  await hands.open(window, title);
  await hands.stop(window);
  await window.css(card);
  if (repair) {
    await window.css(`${card}[data-fit="false"]`);
    await window.sees(new RegExp(t("offer-cannot")));
    if (hands === BY_KEYS) await looked(window, `services-${service.toLowerCase()}-unfit`);
    await hands.press(window, `${card} ${testid(repair)}`);
    if (files) {
      await until("one document, the boxes of both on it", async () => {
        const { documents, fields } = await storedDraftOf(window, title);
        return documents.length === 1 && fields.length === 2 * files.length;
      });
    }
  }
  await window.css(`${card}[data-fit="true"]`);
  await hands.choose(window, card);
  await until(`${service} chosen`, () => isChosen(window, card));
  await window.shot(`services-${service.toLowerCase()}-offer-light`);
  await hands.press(window, testid("send"));
  await window.css(testid("review-sheet"));
  await hands.press(window, testid("send-now"));
  if (hands === BY_KEYS) await window.css(testid("countdown"));
  await window.css(`${testid("envelope")}, ${testid("handover-finish")}`, { seconds: 40 });
  if (await there(window, testid("handover-finish"))) {
    await settle(window);
    await looked(window, `services-${service.toLowerCase()}-links`);
    await hands.press(window, testid("handover-finish"));
    await window.css(testid("envelope"));
  }
}

/** Its people have signed meanwhile, or do so now: completed, with the signed documents. */
async function cameBack(window, { title, service }) {
  await goHome(window);
  await openRow(window, title, testid("envelope"));
  await until(`${title} signed by everybody`, async () =>
    (await there(window, testid("documents"))) &&
    (await window.run("return document.querySelector('[data-testid=envelope]').innerText.includes(arguments[0])", t("status-completed"))), 90);
  await settle(window);
  await window.shot(`services-${service.toLowerCase()}-done-light`);
  await judged(window, { title, service });
}

/** What came back is looked at: whole, and signed by the people of the demonstration. */
async function judged(window, { title, service }) {
  await window.press(await window.css(testid("document-verify")));
  await window.css(testid("verdict"));
  const verdict = await window.run("return document.querySelector('[data-testid=verdict]').dataset.verdict");
  await settle(window);
  await window.shot(`services-${service.toLowerCase()}-verdict-light`);
  if (!["valid", "identity_to_confirm"].includes(verdict)) throw new Error(`${title}: ${verdict}`);
}

async function goHome(window) {
  await window.press(await window.css(testid("nav-home")));
  await window.css(testid("home"));
}

/** Opens the row of this title; a list that is drawn anew is asked again, as a person would. */
async function openRow(window, title, screen) {
  await until(`${title} opened`, async () => {
    if (await there(window, screen)) return true;
    await window.run(
      `const row = [...document.querySelectorAll('[data-testid=history-row]')].find((r) => r.innerText.includes(arguments[0]));
       row?.querySelector('button')?.click();`, title);
    return until("the screen", () => there(window, screen), 2);
  });
}

/** Documents with a box on each for each of two people, through the program's own door: placing has journeys of its own. */
export async function prepare(window, { title, files = [CONTRACT] }) {
  const failure = await window.runAsync(
    `const [files, title] = arguments;
     const rpc = (command, params) => window.__TAURI_INTERNALS__.invoke("rpc", { command, params });
     const id = (kind) => kind + crypto.randomUUID().replaceAll("-", "");
     (async () => {
       const { draft } = await rpc("create_draft", { files: files.map((path) => ({ path, password: null })) });
       const people = [["Hélène", "Morvan"], ["محمد", "الطرابلسي"]].map(([first_name, last_name], n) => ({
         id: id("rcp_"), role: "signer", first_name, last_name, email: "personne" + n + "@exemple.fr", mobile: "",
         language: "fr", authentication: "none", routing_order: null, delivery: "in_person" }));
       const operations = [{ type: "set_title", title }, ...people.map((recipient, index) => ({ type: "add_recipient", recipient, index }))];
       draft.documents.forEach((document, n) => people.forEach((person, m) => operations.push({ type: "add_field", field: {
         id: id("fld_"), recipient: person.id, document: document.id, kind: "signature",
         placement: { page: n === 0 ? 6 : 1, rect: { x: 60 + 240 * m, y: 540, width: 180, height: 60 } } } })));
       await rpc("apply_operation", { draft: draft.id, operation: { type: "batch", operations }, merge_key: null });
     })().then(() => done(null), (e) => done(JSON.stringify(e) + e));`, files, title);
  if (failure) throw new Error(`${title} could not be made: ${failure}`);
}
