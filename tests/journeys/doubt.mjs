// The network is cut in the middle of a sending: the window says that nobody knows, what to look at, and nothing is sent a
// second time by itself; what the person has seen at the service settles it.

import { spawn } from "node:child_process";
import path from "node:path";

import { PROGRAMS, Window, until } from "./driver.mjs";
import { freshFolder, goToStop, openNewest, readAnew, skipFirstRun, testid } from "./steps.mjs";

export const name = "a sending that was cut is said to be in doubt, and nothing is sent twice";

export async function run() {
  const stage = await standIns();
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
    await window.shot("doubt-uncertain-light");
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
  } finally {
    await window.close();
    stage.stop();
  }
}

/** The stand-ins as a program of their own, with their door for faults. */
async function standIns() {
  const child = spawn(path.join(PROGRAMS, "paraphe"), ["sandbox", "--json"], { stdio: ["ignore", "pipe", "ignore"] });
  let text = "";
  child.stdout.on("data", (chunk) => (text += chunk));
  const said = await until("the stand-ins", () => {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  });
  const account = said.accounts.find((one) => one.provider === "gesdocs");
  const base = new URL(account.base_url).origin;
  const ask = (where, body) => fetch(base + where, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const state = async () => (await (await fetch(`${base}/control/state`)).json()).gesdocs;
  return { account, ask, state, creations: async () => (await state()).creations, stop: () => child.kill() };
}

/** An account at the stand-in and a contract for it, through the program's own door: both have tests of their own. */
async function prepare(window, account) {
  const made = await window.runAsync(
    `const account = arguments[0];
     const rpc = (command, params) => window.__TAURI_INTERNALS__.invoke("rpc", { command, params });
     (async () => {
       const settings = { provider: "gesdocs", base_url: account.base_url, auth_url: null, user: "bureau@example.fr", auth: account.auth, test: false, options: {} };
       await rpc("save_account", { name: "Bureau", settings, secret: account.secret, replaces: null });
       const draft = await rpc("create_sample_draft", {});
       const operations = draft.recipients.map((person, n) => ({ type: "add_field", field: {
         id: "fld_" + crypto.randomUUID().replaceAll("-", ""), recipient: person.id, document: draft.documents[0].id,
         kind: "signature", placement: { page: 6, rect: { x: 79 + 233 * n, y: 530, width: 190, height: 70 } } } }));
       await rpc("apply_operation", { draft: draft.id, operation: { type: "batch", operations }, merge_key: null });
       return "made";
     })().then(done, (e) => done(JSON.stringify(e)))`, account);
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
