// Forty lines of a table, two of them wrong: the wrong ones are shown and stay, the others leave. They are paused with lines
// waiting and the program is killed; they go on, and it is killed while one is on its way; they go on once more, and each
// person was asked once. By keyboard, then by mouse.

import { enter, openFirstRow, tabTo } from "./by_keys.mjs";
import { Window, until } from "./driver.mjs";
import { BY_KEYS as KEYS, BY_MOUSE as MOUSE } from "./services.mjs";
import { saveAccount, standIns } from "./stand_ins.mjs";
import { freshFolder, goToStop, hurry, looked, openNewest, readAnew, skipFirstRun, testid } from "./steps.mjs";
import { t } from "./words.mjs";

export const name = "forty lines, two wrong, paused, killed twice, gone on with: thirty-eight requests, each once, by keyboard and by mouse";

const LINES = 40;
const WRONG = new Set([7, 23]);
const RIGHT = Array.from({ length: LINES }, (_, n) => n).filter((n) => !WRONG.has(n));
const TABLE = ["Prénom;Nom;E-mail", ...Array.from({ length: LINES }, (_, n) => `Prénom${n};Œuvray${n};${WRONG.has(n) ? "pas une adresse" : address(n)}`)].join("\n");
const CARD = testid("account-Bureau");
/** The one request by which something is made at this service. */
const CREATION = { provider: "gesdocs", path_contains: "signature-requests", method: "POST" };
/** So many leave at once; those behind them take long enough for a hand to pause them. */
const SWIFT = 5;
const SLOW_MS = 1000;

const BY_KEYS = {
  ...KEYS,
  open: openFirstRow,
  goTo: (window, stop) => enter(window, testid(`stop-${stop}`)),
  async back(window, selector) {
    await tabTo(window, selector, ["Shift", "Tab"]);
    await window.keys("Enter");
  },
  wrong: (window) => window.keys("F8"),
  leave: (window) => window.keys("Escape"),
};
const press = async (window, selector) => window.press(await window.css(selector));
const BY_MOUSE = {
  ...MOUSE,
  press,
  open: openNewest,
  goTo: goToStop,
  back: press,
  wrong: (window) => press(window, `[data-line="${[...WRONG][0]}"][data-column="2"]`),
  leave: (window) => press(window, `${testid("stop-sheet")} footer button`),
};

export async function run() {
  for (const hands of [BY_KEYS, BY_MOUSE]) await sent(hands);
}

async function sent(hands) {
  const stage = await standIns("gesdocs");
  const data = freshFolder();
  let window = await Window.open({ data });
  try {
    await skipFirstRun(window);
    await saveAccount(window, stage.account, "Bureau");
    await prepare(window);
    await readAnew(window);
    await filledIn(window, hands);
    await stage.ask("/control/fault", { ...CREATION, skip: SWIFT, times: LINES, kind: { type: "delay", millis: SLOW_MS } });
    await hurry(window);
    await hands.press(window, testid("send-now"));
    const paused = await pausedByHand(window, hands, stage);
    await stage.clearFaults();
    window = await killed(window, data, hands);
    await stillPaused(window, stage, paused);
    await cutOnItsWay(window, hands, stage);
    window = await killed(window, data, hands);
    await goneOn(window, hands);
    await eachOnce(window, stage);
    await restLeft(window, hands);
  } finally {
    await window.close();
    stage.stop();
  }
}

/** From the list of requests to the last look before many leave. */
async function filledIn(window, hands) {
  await hands.open(window, "prepare");
  await hands.goTo(window, "send");
  await window.css(`${CARD}[data-fit="true"]`);
  await hands.choose(window, CARD);
  await until("the account chosen", () => window.run("return document.querySelector(arguments[0]).checked", `${CARD} input[type=radio]`));
  await (hands === BY_KEYS ? hands.back(window, testid("stop-signers")) : hands.goTo(window, "signers"));
  await hands.press(window, testid("send-to-several"));
  await pasted(window);
  if (hands === BY_KEYS) await looked(window, "bulk-lines");
  await hands.wrong(window);
  await until("the focus in a wrong cell", () => window.run(`return document.activeElement.dataset.line === "${[...WRONG][0]}"`));
  await hands.back(window, testid("bulk-send"));
  await window.css(testid("bulk-review"));
  if (hands === BY_KEYS) await looked(window, "bulk-review");
}

/** The driver types no line ends: it is pasted, as a person would. */
async function pasted(window) {
  await window.css(`textarea${testid("bulk-paste")}`);
  await window.run(
    `const clipboardData = new DataTransfer();
     clipboardData.setData("text/plain", arguments[0]);
     document.querySelector("textarea[data-testid=bulk-paste]").dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));`, TABLE);
  await until("38 lines ready, 2 wrong", () => window.run("return /38[^]*2/.test(document.querySelector('[data-testid=bulk-ready]')?.innerText ?? '')"));
}

/** Paused while the slow ones leave: the one on its way comes to its end, the others wait. */
async function pausedByHand(window, hands, stage) {
  await until("the swift ones to have left", async () => (await stage.creations()) >= SWIFT);
  await hands.press(window, testid("batch-pause"));
  await says(window, "batch-paused");
  return until("nothing on its way", async () => {
    const { counts, lines } = await batch(window);
    return lines.every(({ status }) => status !== "sending") && counts;
  });
}

async function killed(window, data, hands) {
  await window.kill();
  const again = await Window.open({ data });
  await hands.open(again, "batch");
  return again;
}

async function stillPaused(window, stage, paused) {
  const { progress, counts } = await batch(window);
  if (counts.waiting === 0 || counts.open < SWIFT) throw new Error(`nothing was paused in the middle: ${JSON.stringify(counts)}`);
  if (progress !== "paused" || JSON.stringify(counts) !== JSON.stringify(paused)) {
    throw new Error(`not as it was paused: ${progress}, ${JSON.stringify(counts)} instead of ${JSON.stringify(paused)}`);
  }
  if ((await stage.creations()) !== counts.open) throw new Error(`${counts.open} lines have left, ${await stage.creations()} came there`);
}

/** It goes on, and one line comes there whose answer never comes back: the program waits for it. */
async function cutOnItsWay(window, hands, stage) {
  const before = await stage.creations();
  await stage.ask("/control/fault", { ...CREATION, skip: 3, kind: { type: "silence", works: true } });
  await hands.press(window, testid("batch-resume"));
  await until("a line that came there and was not answered", async () => (await stage.creations()) === before + 4);
}

/** Stopping for good is thought better of; what waits goes on, and the line in doubt is left alone. */
async function goneOn(window, hands) {
  const { progress, counts } = await batch(window);
  if (progress !== "interrupted" || counts.waiting === 0) throw new Error(`not interrupted: ${progress}, ${JSON.stringify(counts)}`);
  await hands.press(window, testid("batch-stop"));
  await window.css(testid("stop-sheet"));
  await hands.leave(window);
  await until("the sheet's end", () => window.run("return document.querySelector('dialog[open]') === null"));
  await hands.press(window, testid("batch-resume"));
  await says(window, "batch-done");
  if (hands === BY_KEYS) await looked(window, "bulk-batch");
}

async function eachOnce(window, stage) {
  const { counts, lines } = await batch(window);
  const left = lines.filter(({ envelope }) => envelope !== null).length;
  // One is in doubt: it came there, and nobody here knows.
  const wanted = { waiting: 0, to_correct: WRONG.size, open: RIGHT.length - 1, failed: 1 };
  for (const [what, count] of Object.entries(wanted)) if (counts[what] !== count) throw new Error(`not what was wanted: ${JSON.stringify(counts)}`);
  const here = await envelopes(window);
  if (left !== RIGHT.length || here !== left) throw new Error(`${left} lines have left, ${here} requests are here`);
  const asked = (await stage.state()).envelopes.flatMap(({ people }) => people.map(({ email }) => email));
  if (asked.sort().join() !== RIGHT.map(address).sort().join()) throw new Error(`not each once: ${asked.join()}`);
}

/** The two that were wrong never leave. */
async function restLeft(window, hands) {
  await hands.press(window, testid("batch-stop"));
  await hands.press(window, testid("stop-confirm"));
  await says(window, "batch-stopped");
}

/** How far it has come, as the screen says it. */
function says(window, id) {
  const read = "return document.querySelector('[data-testid=batch-progress]')?.innerText";
  return until(`a batch of which is said: ${t(id)}`, async () => (await window.run(read)) === t(id), 120);
}

function address(n) {
  return `n${n}@exemple.fr`;
}

const RPC = `const rpc = (command, params) => window.__TAURI_INTERNALS__.invoke("rpc", { command, params });`;

async function asked(window, script) {
  const answer = await window.runAsync(`${RPC} (async () => { ${script} })().then(done, (e) => done({ failure: JSON.stringify(e) + e }));`);
  if (answer?.failure) throw new Error(answer.failure);
  return answer;
}

/** The newest batch with its lines. */
function batch(window) {
  return asked(window, `
    const history = await rpc("list_history", { query: "", filter: "all", cursor: null, limit: 5 });
    return rpc("open_batch", { batch: history.rows.find((row) => row.batch !== null).batch });`);
}

/** How many requests the history holds, each line of the batch for itself: a search finds what the batch folds away. */
function envelopes(window) {
  return asked(window, `
    const history = await rpc("list_history", { query: "Œuvray", filter: "all", cursor: null, limit: 100 });
    return new Set(history.rows.map((row) => row.envelope).filter((id) => id !== null)).size;`);
}

/** The sample contract for one person, with their box. */
function prepare(window) {
  return asked(window, `
    const draft = await rpc("create_sample_draft", {});
    const [first, ...others] = draft.recipients;
    const operations = others.map((one) => ({ type: "remove_recipient", recipient: one.id }));
    operations.push({ type: "add_field", field: { id: "fld_" + crypto.randomUUID().replaceAll("-", ""), recipient: first.id,
      document: draft.documents[0].id, kind: "signature", placement: { page: 6, rect: { x: 79, y: 530, width: 190, height: 70 } } } });
    await rpc("apply_operation", { draft: draft.id, operation: { type: "batch", operations }, merge_key: null });
    return "made";`);
}
