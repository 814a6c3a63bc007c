// kill -9 with a box in the hand and while signing: reopened, nothing is lost and nothing is half-signed.

import { Window, sleep, until } from "./driver.mjs";
import {
  CONTRACT, beMyself, boxCount, chooseToSign, drawOnPad, freshFolder, goToStop, hold, killed, openNewest, pagePoint, prepareByMouse,
  settle, showPage, testid,
} from "./steps.mjs";

export const name = "kill -9 while placing and while signing: nothing lost, nothing half-signed";

export async function run() {
  const data = freshFolder();
  let window = await Window.open({ data, files: [CONTRACT] });
  await chooseToSign(window);
  await prepareByMouse(window);
  for (const taken of [boxInHand, toolInHand]) {
    await taken(window);
    window = await killed(window, data);
    await goToStop(window, "boxes");
    await showPage(window, 6);
    await until("both boxes again", async () => (await boxCount(window)) === 2);
  }
  await goToStop(window, "send");
  await window.press(await window.css(testid("send")));
  for (const delay of [0, 15, 40, 120]) window = await killedWhileSigning(window, data, delay);
  await window.close();
}

/** A box that has left its place and is not let go. */
async function boxInHand(window) {
  const box = await window.css(testid("box"));
  const before = await window.rect(box);
  const [x, y] = [before.x + before.width / 2, before.y + before.height / 2];
  await hold(window, [[x, y], [x + 10, y + 20], [x + 20, y + 45], [x + 30, y + 70]]);
  await until("the box to follow the hand", async () => (await window.rect(box)).y > before.y + 40);
}

/** A new box on its way from the palette, over the page. */
async function toolInHand(window) {
  // The page that was asked for may still be on its way under the hand.
  await settle(window);
  const tool = await window.rect(await window.css(testid("tool-signature")));
  const [x, y] = await pagePoint(window, 6, 0.5, 0.25);
  const from = [tool.x + tool.width / 2, tool.y + tool.height / 2];
  await hold(window, [from, [(from[0] + x) / 2, (from[1] + y) / 2], [x + 10, y], [x, y]]);
  await window.css(testid("ghost"));
}

/** Presses "sign for good", kills after `delay` ms, and looks: the person has signed everything or nothing. */
async function killedWhileSigning(window, data, delay) {
  await beMyself(window);
  await window.press(await window.css(testid("have-read")));
  await window.press(await window.css(testid("consent-box")));
  await window.press(await window.css(testid("consent-continue")));
  await window.css(testid("ink-pad"));
  await drawOnPad(window);
  await window.press(await window.css(testid("validate")));
  await window.css(testid("sign-for-good"));
  await window.run("document.querySelector('[data-testid=sign-for-good]').click()");
  await sleep(delay);
  await window.kill();
  const again = await Window.open({ data });
  await openNewest(again, "envelope");
  const state = await again.runAsync(
    `window.__TAURI_INTERNALS__.invoke("rpc", { command: "list_history", params: { query: "", filter: "all", cursor: null, limit: 1 } })
       .then((h) => window.__TAURI_INTERNALS__.invoke("rpc", { command: "open_envelope", params: { envelope: h.rows[0].envelope } }))
       .then((e) => window.__TAURI_INTERNALS__.invoke("rpc", { command: "verify_document", params: { target: { type: "stored", sha256: e.documents[0].sha256, name: "c" } } })
         .then((v) => done({ signed: e.recipients.filter((r) => r.status === "signed").length, signatures: v.signatures.length, verdict: v.verdict, intact: e.chain_intact, turn: e.recipients.find((r) => r.is_turn)?.id ?? null })), (x) => done({ error: JSON.stringify(x) }))`);
  if (state.error) throw new Error(state.error);
  if (!state.intact) throw new Error("the audit trail's chain is broken after a kill");
  if (state.signed !== state.signatures) throw new Error(`half-signed: ${state.signed} people, ${state.signatures} signatures`);
  if (state.signatures > 0 && state.verdict !== "identity_to_confirm") throw new Error(`verdict ${state.verdict} after a kill`);
  if (state.turn !== null) await again.press(await again.css(testid("sign-here")));
  else {
    // Everybody has signed already; the remaining rounds have nothing left to interrupt.
    await again.press(await again.css(testid("nav-home")));
    const fresh = await startOver(again);
    return fresh;
  }
  return again;
}

/** Another request from the sample, ready for its first signer. */
async function startOver(window) {
  await window.runAsync(
    `const rpc = (command, params) => window.__TAURI_INTERNALS__.invoke("rpc", { command, params });
     (async () => {
       const draft = await rpc("create_sample_draft", {});
       let n = 0;
       for (const person of draft.recipients) {
         const field = { id: "fld_" + crypto.randomUUID().replaceAll("-", ""), recipient: person.id, document: draft.documents[0].id, kind: "signature", placement: { page: 6, rect: { x: 79 + 233 * n++, y: 530, width: 190, height: 70 } } };
         await rpc("apply_operation", { draft: draft.id, operation: { type: "add_field", field }, merge_key: null });
       }
       const sent = await rpc("send_envelope", { draft: draft.id, account: "local" });
       return sent.id;
     })().then(() => done(true), (e) => done(JSON.stringify(e)))`);
  await window.close();
  const again = await Window.open({ data: window.data });
  await openNewest(again, "envelope");
  await again.press(await again.css(testid("sign-here")));
  return again;
}
