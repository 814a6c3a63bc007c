// The stand-ins for the services, as a program of their own: they outlive the window when it is killed, and their door lets
// things go wrong.

import { spawn } from "node:child_process";
import path from "node:path";

import { PROGRAMS, until } from "./driver.mjs";

/** Starts them; what is asked of them is about this service. */
export async function standIns(provider) {
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
  const account = said.accounts.find((one) => one.provider === provider);
  const base = new URL(account.base_url).origin;
  const ask = (where, body) => fetch(base + where, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const state = async () => (await (await fetch(`${base}/control/state`)).json())[provider];
  return {
    account,
    ask,
    state,
    creations: async () => (await state()).creations,
    clearFaults: () => fetch(`${base}/control/fault`, { method: "DELETE" }),
    stop: () => child.kill(),
  };
}

/** An account at a stand-in, through the program's own door: the sheet for accounts has tests of its own. */
export async function saveAccount(window, { provider, base_url, auth_url, user, auth, secret }, name) {
  const settings = { provider, base_url, auth_url: auth_url ?? null, user: user || "bureau@example.fr", auth, test: false, options: {} };
  const failure = await window.runAsync(
    `const [name, settings, secret] = arguments;
     window.__TAURI_INTERNALS__.invoke("rpc", { command: "save_account", params: { name, settings, secret, replaces: null } })
       .then(() => done(null), (e) => done(JSON.stringify(e)))`, name, settings, secret);
  if (failure) throw new Error(`the account could not be saved: ${failure}`);
}
