// Forty lines of a table, two of them wrong: the wrong ones are shown and stay, the others leave; the program is killed in
// the middle, and whoever was sent something gets nothing twice.

import { enter, tabTo } from "./by_keys.mjs";
import { Window, until } from "./driver.mjs";
import { freshFolder, goToStop, openNewest, readAnew, skipFirstRun, testid } from "./steps.mjs";

export const name = "forty lines, two wrong, killed on the way: thirty-eight requests, each once";

const LINES = 40;
const WRONG = new Set([7, 23]);
const TABLE = ["Prénom;Nom;E-mail", ...Array.from({ length: LINES }, (_, n) => `Prénom${n};Œuvray${n};${WRONG.has(n) ? "pas une adresse" : `n${n}@exemple.fr`}`)].join("\n");

export async function run() {
  const data = freshFolder();
  let window = await Window.open({ data });
  try {
    await skipFirstRun(window);
    await prepare(window);
    await readAnew(window);
    await openNewest(window, "prepare");
    await goToStop(window, "signers");
    await enter(window, testid("send-to-several"));
    await window.css(`textarea${testid("bulk-paste")}`);
    // The driver types no line ends: it is pasted, as a person would.
    await window.run(
      `const clipboardData = new DataTransfer();
       clipboardData.setData("text/plain", arguments[0]);
       document.querySelector("textarea[data-testid=bulk-paste]").dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));`, TABLE);
    await until("38 lines ready, 2 wrong", () => window.run("return /38[^]*2/.test(document.querySelector('[data-testid=bulk-ready]')?.innerText ?? '')"));
    await window.axe("the lines of the table");
    await window.shot("bulk-lines");
    await window.keys("F8");
    await until("the focus in a wrong cell", () => window.run(`return document.activeElement.dataset.line === "${[...WRONG][0]}"`));
    await tabTo(window, testid("bulk-send"), ["Shift", "Tab"]);
    await window.keys("Enter");
    await window.css(testid("bulk-review"));
    await window.axe("the last look before many leave");
    await enter(window, testid("bulk-confirm"));
    await window.css(testid("batch-progress"));
    await window.kill();
    window = await Window.open({ data });
    await openNewest(window, "batch");
    if ((await batch(window)).counts.waiting > 0) await window.press(await window.css(testid("batch-resume")));
    await until("everything sent", async () => (await batch(window)).counts.waiting === 0, 60);
    await window.axe("a batch");
    await window.shot("bulk-batch");
    const { counts, lines } = await batch(window);
    const sent = lines.filter(({ envelope }) => envelope !== null);
    if (counts.to_correct !== WRONG.size || sent.length !== LINES - WRONG.size) throw new Error(`not what was wanted: ${JSON.stringify(counts)}`);
    const there = await envelopes(window);
    if (there !== sent.length) throw new Error(`${sent.length} lines were sent, ${there} requests are there`);
  } finally {
    await window.close();
  }
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
