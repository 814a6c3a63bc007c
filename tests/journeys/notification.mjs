// The desktop is told when everybody has signed; without a notification service nothing is lost.

import { spawn } from "node:child_process";

import { Window, until } from "./driver.mjs";
import { freshFolder, skipFirstRun, testid } from "./steps.mjs";

export const name = "a notification says when a request is complete, and its absence loses nothing";

export async function run() {
  const data = freshFolder();
  // A notification service of our own on the session bus would need a library; what is asked of the bus is enough.
  const monitor = spawn("dbus-monitor", ["--session", "interface='org.freedesktop.Notifications'"], { stdio: ["ignore", "pipe", "ignore"] });
  let heard = "";
  monitor.stdout.on("data", (chunk) => (heard += chunk));
  const window = await Window.open({ data });
  try {
    await skipFirstRun(window);
    await window.css(testid("home"));
    const status = await window.runAsync(`
      const rpc = (command, params) => window.__TAURI_INTERNALS__.invoke("rpc", { command, params });
      (async () => {
        const draft = await rpc("create_sample_draft", {});
        for (const [n, person] of draft.recipients.entries()) {
          const field = { id: "fld_" + String(n + 1).padStart(32, "0"), recipient: person.id, document: draft.documents[0].id, kind: "signature", placement: { page: 6, rect: { x: 79 + 233 * n, y: 530, width: 190, height: 70 } } };
          await rpc("apply_operation", { draft: draft.id, operation: { type: "add_field", field }, merge_key: null });
        }
        let envelope = await rpc("send_envelope", { draft: draft.id, account: "local" });
        for (const person of envelope.recipients) {
          const session = await rpc("begin_signing", { envelope: envelope.id, recipient: person.id });
          envelope = await rpc("sign_locally", { envelope: envelope.id, recipient: person.id, consent: session.consent, mark: { type: "typed", name: person.first_name } });
        }
        return envelope.status;
      })().then(done, (e) => done(JSON.stringify(e)))`);
    if (status !== "completed") throw new Error(`completed expected, ${status} found`);
    await until("the notification on the bus", () => heard.includes("Tout le monde a signé"), 10);
  } finally {
    monitor.kill();
    await window.close();
  }
}
