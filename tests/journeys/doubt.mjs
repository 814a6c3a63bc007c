// The network is cut in the middle of a sending: the window says that nobody knows, what to look at, and nothing is sent a
// second time by itself; what the person has seen at the service settles it.

import { Window, until } from "./driver.mjs";
import { saveAccount, standIns } from "./stand_ins.mjs";
import { freshFolder, goToStop, looked, openNewest, readAnew, skipFirstRun, testid } from "./steps.mjs";

export const name = "a sending that was cut is said to be in doubt, and nothing is sent twice";

export async function run() {
  const stage = await standIns("gesdocs");
  const window = await Window.open({ data: freshFolder() });
  try {
    await skipFirstRun(window);
    await window.css(testid("home"));
    await prepare(window, stage.account);
    await readAnew(window);
    await openNewest(window, "prepare");
    await stage.ask("/control/fault", { provider: "gesdocs", path_contains: "signature-requests", method: "POST", times: 1, kind: { type: "drop_after" } });
    await send(window);
    await window.css(testid("uncertain"), { seconds: 60 });
    await looked(window, "doubt-uncertain");
    if ((await stage.creations()) !== 1) throw new Error(`one creation expected, ${await stage.creations()} found`);
    await window.press(await window.css(testid("settle-ask")));
    await window.css(testid("uncertain"));
    const { id } = (await stage.state()).envelopes[0];
    await window.press(await window.css(testid("settle-there")));
    const field = await window.css(`${testid("settle-remote")} input, input${testid("settle-remote")}`);
    await window.ask("POST", `${window.session}/element/${field}/value`, { text: id });
    await window.press(await window.css(testid("settle-there-do")));
    await until("the doubt's end", async () => !(await window.run("return document.querySelector('[data-testid=uncertain]') !== null")));
    if ((await stage.creations()) !== 1) throw new Error(`still one creation expected, ${await stage.creations()} found`);
    await underWay(window);
  } finally {
    await window.close();
    stage.stop();
  }
}

/** A request that is out, and the sheet for a message of the service: light and dark. */
async function underWay(window) {
  await window.css(testid("actions"));
  await looked(window, "envelope-sent");
  await window.press(await window.css(testid("action-import_notice")));
  await window.css(testid("notice-sheet"));
  await looked(window, "notice-sheet");
  await window.keys("Escape");
  await until("the sheet's end", () => window.run("return document.querySelector('dialog[open]') === null"));
}

/** An account at the stand-in and a contract for it, through the program's own door: both have tests of their own. */
async function prepare(window, account) {
  await saveAccount(window, account, "Bureau");
  const made = await window.runAsync(
    `const rpc = (command, params) => window.__TAURI_INTERNALS__.invoke("rpc", { command, params });
     (async () => {
       const draft = await rpc("create_sample_draft", {});
       const operations = draft.recipients.map((person, n) => ({ type: "add_field", field: {
         id: "fld_" + crypto.randomUUID().replaceAll("-", ""), recipient: person.id, document: draft.documents[0].id,
         kind: "signature", placement: { page: 6, rect: { x: 79 + 233 * n, y: 530, width: 190, height: 70 } } } }));
       await rpc("apply_operation", { draft: draft.id, operation: { type: "batch", operations }, merge_key: null });
       return "made";
     })().then(done, (e) => done(JSON.stringify(e)))`);
  if (made !== "made") throw new Error(`the contract could not be made: ${made}`);
}

async function send(window) {
  await goToStop(window, "send");
  const card = testid("account-Bureau");
  await window.css(`${card}[data-fit="true"]`);
  await window.run("document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", `${card} label`);
  await window.press(await window.css(`${card} label`));
  await until("the account chosen", () => window.run("return document.querySelector(arguments[0]).checked", `${card} input`));
  await window.press(await window.css(testid("send")));
  await window.press(await window.css(testid("send-now")));
}
