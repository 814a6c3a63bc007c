// Forty lines of a table, two of them wrong: the wrong ones are shown and stay, the others leave; they are paused, the
// program is killed and started again, and whoever was sent something gets nothing twice. By keyboard, then by mouse.

import { enter, openFirstRow, tabTo } from "./by_keys.mjs";
import { Window, until } from "./driver.mjs";
import { freshFolder, goToStop, openNewest, readAnew, skipFirstRun, testid } from "./steps.mjs";

export const name = "forty lines, two wrong, paused and killed on the way: thirty-eight requests, each once, by keyboard and by mouse";

const LINES = 40;
const WRONG = new Set([7, 23]);
const TABLE = ["Prénom;Nom;E-mail", ...Array.from({ length: LINES }, (_, n) => `Prénom${n};Œuvray${n};${WRONG.has(n) ? "pas une adresse" : `n${n}@exemple.fr`}`)].join("\n");

const BY_KEYS = {
  open: openFirstRow,
  stop: (window) => enter(window, testid("stop-signers")),
  press: (window, selector) => enter(window, selector),
  async back(window, selector) {
    await tabTo(window, selector, ["Shift", "Tab"]);
    await window.keys("Enter");
  },
  wrong: (window) => window.keys("F8"),
};
const press = async (window, selector) => window.press(await window.css(selector));
const BY_MOUSE = {
  open: openNewest,
  stop: (window) => goToStop(window, "signers"),
  press,
  back: press,
  wrong: (window) => press(window, `[data-line="${[...WRONG][0]}"][data-column="2"]`),
};

export async function run() {
  for (const hands of [BY_KEYS, BY_MOUSE]) await sent(hands);
}

async function sent(hands) {
  const data = freshFolder();
  let window = await Window.open({ data });
  try {
    await skipFirstRun(window);
    await prepare(window);
    await readAnew(window);
    await hands.open(window, "prepare");
    await hands.stop(window);
    await hands.press(window, testid("send-to-several"));
    await pasted(window);
    await window.axe("the lines of the table");
    await window.shot("bulk-lines");
    await hands.wrong(window);
    await until("the focus in a wrong cell", () => window.run(`return document.activeElement.dataset.line === "${[...WRONG][0]}"`));
    await hands.back(window, testid("bulk-send"));
    await window.css(testid("bulk-review"));
    await window.axe("the last look before many leave");
    await hands.press(window, testid("bulk-confirm"));
    await paused(window);
    await window.kill();
    window = await Window.open({ data });
    await hands.open(window, "batch");
    if ((await batch(window)).counts.waiting > 0) await hands.press(window, testid("batch-resume"));
    await until("everything sent", async () => (await batch(window)).counts.waiting === 0, 60);
    await window.axe("a batch");
    await window.shot("bulk-batch");
    await eachOnce(window);
  } finally {
    await window.close();
  }
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

/** On a fast machine all lines have left before a hand could pause them: then there is nothing to pause. */
async function paused(window) {
  await window.css(testid("batch-progress"));
  await until("a batch that is paused, or has nothing left to send", async () => {
    await window.run("document.querySelector(arguments[0])?.click()", testid("batch-pause"));
    const { progress, counts } = await batch(window);
    return progress === "paused" || counts.waiting === 0;
  });
}

async function eachOnce(window) {
  const { counts, lines } = await batch(window);
  const sent = lines.filter(({ envelope }) => envelope !== null);
  if (counts.to_correct !== WRONG.size || sent.length !== LINES - WRONG.size) throw new Error(`not what was wanted: ${JSON.stringify(counts)}`);
  const there = await envelopes(window);
  if (there !== sent.length) throw new Error(`${sent.length} lines were sent, ${there} requests are there`);
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
