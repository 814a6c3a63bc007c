// The demonstration: a request goes through each service as a person sends it, its people sign, and it comes back
// completed; a service that cannot do what is asked says so and adapts the request with one press.

import { Window, until } from "./driver.mjs";
import { freshFolder, goToStop, skipFirstRun, testid } from "./steps.mjs";
import { t } from "./words.mjs";

export const name = "in the demonstration a request goes through each of the five services and comes back signed";

/** They always ask signers for a code. */
const MUST_ADAPT = new Set(["Docage", "Openapi"]);
const SERVICES = ["Docage", "GesDocs", "NGSign", "Openapi", "SigTool"];

export async function run() {
  const window = await Window.open({ data: freshFolder() });
  try {
    await skipFirstRun(window);
    await window.css(testid("home"));
    await window.click("button", t("home-demo"));
    await window.css(testid("demo-ribbon"));
    for (const service of SERVICES) await sendThrough(window, service);
    await window.press(await window.css(`${testid("demo-ribbon")} button`));
    await until("the ribbon's end", async () => !(await there(window, testid("demo-ribbon"))));
    const rows = await window.run("return document.querySelectorAll('[data-testid=history-row]').length");
    if (rows !== 0) throw new Error(`the own data must be untouched, ${rows} rows found`);
  } finally {
    await window.close();
  }
}

const there = (window, selector) => window.run("return document.querySelector(arguments[0]) !== null", selector);

/** The sample contract with a box for each person, through the program's own door: placing has journeys of its own. */
async function prepare(window, title) {
  const made = await window.runAsync(`
    const rpc = (command, params) => window.__TAURI_INTERNALS__.invoke("rpc", { command, params });
    (async () => {
      const draft = await rpc("create_sample_draft", {});
      const operations = draft.recipients.map((person, n) => ({ type: "add_field", field: {
        id: "fld_" + crypto.randomUUID().replaceAll("-", ""), recipient: person.id, document: draft.documents[0].id,
        kind: "signature", placement: { page: 6, rect: { x: 79 + 233 * n, y: 530, width: 190, height: 70 } } } }));
      operations.push({ type: "set_title", title: arguments[0] });
      await rpc("apply_operation", { draft: draft.id, operation: { type: "batch", operations }, merge_key: null });
      return "made";
    })().then(done, (e) => done(JSON.stringify(e)))`.replace("arguments[0]", JSON.stringify(title)));
  if (made !== "made") throw new Error(`the draft could not be made: ${made}`);
}

async function sendThrough(window, service) {
  const title = `Contrat par ${service}`;
  await prepare(window, title);
  await goHome(window);
  await openRow(window, title, testid("prepare"));
  await goToStop(window, "send");
  const card = testid(`account-${service}`);
  await window.css(card);
  if (MUST_ADAPT.has(service)) {
    // The sample is for this computer, without a code for anybody: the card says what this service wants, and does it.
    await window.css(`${card}[data-fit="false"]`);
    await window.shot(`services-${service.toLowerCase()}-unfit-light`);
    await pressInView(window, `${card} ${testid("adapt")}`);
  }
  await window.css(`${card}[data-fit="true"]`);
  await pressInView(window, `${card} label`);
  await until(`${service} chosen`, () => window.run("return document.querySelector(arguments[0]).checked", `${card} input`));
  await window.shot(`services-${service.toLowerCase()}-offer-light`);
  await window.press(await window.css(testid("send")));
  await window.css(testid("review-sheet"));
  await window.press(await window.css(testid("send-now")));
  await window.css(testid("countdown"));
  await until("the request after the countdown", async () =>
    (await there(window, testid("envelope"))) || (await there(window, testid("handover-finish"))), 30);
  if (await there(window, testid("handover-finish"))) {
    await window.shot(`services-${service.toLowerCase()}-links-light`);
    await window.press(await window.css(testid("handover-finish")));
    await window.css(testid("envelope"));
  }
  await until(`${title} signed by everybody`, async () =>
    (await window.run("return document.querySelector('[data-testid=results]') !== null")) &&
    (await window.run("return document.querySelector('[data-testid=envelope]').innerText.includes(arguments[0])", t("status-completed"))), 90);
  await window.shot(`services-${service.toLowerCase()}-done-light`);
}

/** Scrolls it to the middle first, as a person would: the button to send stays in front of what lies below it. */
async function pressInView(window, selector) {
  await window.css(selector);
  await window.run("document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", selector);
  await window.press(await window.css(selector));
}

/** The draft was made behind the page's back: the page is read anew, which the demonstration must outlive. */
async function goHome(window) {
  await window.run("location.reload()");
  await until("the page again", () => window.run("return document.documentElement.dataset.ready === 'true'"), 30);
  await window.css(testid("home"));
  await window.css(testid("demo-ribbon"));
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
