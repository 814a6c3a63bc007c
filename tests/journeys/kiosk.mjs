// Face to face in the real window: one draws, one types by keyboard in Arabic after a kill, one refuses. Nothing leads
// out of it but the host's code, and nothing of one person is left for the next.

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { withBitTurned } from "./altered.mjs";
import { PROGRAMS, Window, until } from "./driver.mjs";
import { opened, organisation } from "./evidence.mjs";
import { drawOnPad, freshFolder, looked, openNewest, readAnew, skipFirstRun, testid, typeInto } from "./steps.mjs";
import { t } from "./words.mjs";

export const name = "face to face: two sign and one refuses; keys, closing, idling and kill -9 lead nowhere but to the host's code; reinforced evidence; receipts as each signer wishes";

const PIN = "271828";
const HOST = "Marc Petit";
/** Whose public key the movement of a signature is sealed to, for whoever agrees. */
const OFFICE = organisation();
const ADDRESS = "helene@exemple.fr";
const PEOPLE = [["Hélène", "Morvan", "fr"], ["محمد", "الطرابلسي", "ar"], ["Luca", "Rossi", "it"]];

export async function run() {
  const data = freshFolder();
  const mail = mailProgram(data);
  let window = await Window.open({ data, env: mail.env });
  try {
    await skipFirstRun(window);
    await prepare(window);
    await handOver(window);
    const traces = await firstDraws(window);
    await nothingOf(window, traces);
    window = await secondIsInterrupted(window, { data, env: mail.env }, traces);
    await secondTypes(window);
    await nobodyThere(window);
    await thirdRefuses(window);
    await receipt(window);
    const sent = await receiptIsPrepared(window, mail);
    await evidenceStands(window, data);
    if (!sent.equals(readFileSync(path.join(data, "signe.pdf")))) throw new Error("the attached file is not the signed one");
  } finally {
    await window.close();
  }
}

/** Stands in for the mail program of the computer, and notes what it is given. */
function mailProgram(data) {
  const folder = path.join(data, "programs");
  const notes = path.join(folder, "notes");
  mkdirSync(folder);
  writeFileSync(path.join(folder, "xdg-email"), `#!/bin/sh\nprintf '%s\\0' "$@" > '${notes}.new' && mv '${notes}.new' '${notes}'\n`, { mode: 0o755 });
  return { notes, env: { PATH: `${folder}:${process.env.PATH}` } };
}

/** The sample contract for three people at this computer, through the program's own door: placing has its journeys. */
async function prepare(window) {
  const made = await window.runAsync(
    `const [people, host, evidence_key] = arguments;
     const rpc = (command, params) => window.__TAURI_INTERNALS__.invoke("rpc", { command, params });
     const id = (kind) => kind + crypto.randomUUID().replaceAll("-", "");
     (async () => {
       const { settings } = await rpc("app_state", {});
       await rpc("save_settings", { ...settings, host_name: host, evidence_key });
       const draft = await rpc("create_sample_draft", {});
       const [model] = draft.recipients;
       const operations = draft.recipients.map((one) => ({ type: "remove_recipient", recipient: one.id }));
       people.forEach(([first_name, last_name, language], index) => {
         const recipient = { ...model, id: id("rcp_"), first_name, last_name, language, email: "", routing_order: index + 1 };
         operations.push({ type: "add_recipient", recipient, index });
         operations.push({ type: "add_field", field: { id: id("fld_"), recipient: recipient.id, document: draft.documents[0].id,
           kind: "signature", placement: { page: 6, rect: { x: 79 + 155 * index, y: 530, width: 145, height: 60 } } } });
       });
       await rpc("apply_operation", { draft: draft.id, operation: { type: "batch", operations }, merge_key: null });
       await rpc("send_envelope", { draft: draft.id, account: "local" });
     })().then(() => done("made"), (e) => done(JSON.stringify(e)))`, PEOPLE, HOST, OFFICE.publicHex);
  if (made !== "made") throw new Error(`the request could not be made: ${made}`);
  await readAnew(window);
  await openNewest(window, "envelope");
  await window.press(await window.css(testid("sign-here")));
}

async function handOver(window) {
  await window.css(testid("hosting-person"));
  await window.click("radio", new RegExp(t("hosting-check-document-seen")));
  await window.click("radio", new RegExp(`^${t("hosting-evidence-reinforced")}`));
  for (const field of ["new-pin", "new-pin-again"]) await typeInto(window, await window.css(testid(field)), PIN);
  await look(window, "check", "fr");
  await window.press(await window.css(testid("hand-over-now")));
  await atPhase(window, "hand_over");
}

async function firstDraws(window) {
  await window.sees(new RegExp(`${PEOPLE[0][0]} ${PEOPLE[0][1]}`));
  await look(window, "hand-over", "fr");
  await window.press(await window.css(testid("start")));
  await window.css(testid("have-read"));
  await look(window, "read", "fr");
  await leadsNowhere(window);
  await toThePad(window, "fr", true);
  await drawOnPad(window);
  await look(window, "sign", "fr");
  await window.press(await window.css(testid("validate")));
  await window.css(testid("signature-preview"));
  const drawing = await window.run("return document.querySelector('[data-testid=signature-preview]').src");
  await look(window, "confirm", "fr");
  await window.press(await window.css(testid("sign-for-good")));
  await window.css(testid("receipt-question"));
  for (const way of ["wish-email", "wish-file"]) await window.press(await window.css(testid(way)));
  await typeInto(window, await window.css(testid("wish-address")), "helene@");
  await window.press(await window.css(testid("wish-go")));
  await window.sees(new RegExp(t("kiosk-receipt-address-wrong")));
  await window.keys(["Control", "a"]);
  await typeInto(window, await window.css(testid("wish-address")), ADDRESS);
  await look(window, "receipt-question", "fr");
  await window.press(await window.css(testid("wish-go")));
  await window.css(testid("return"));
  await look(window, "return", "fr");
  await enterPin(window, "000000");
  await until("the refusal of a wrong code", () => window.run("return document.querySelector('[data-testid=pin-told]').innerText !== ''"));
  await enterPin(window);
  await atPhase(window, "hand_over");
  // The beginning of every drawing is alike; where the strokes are it is theirs alone.
  return [...PEOPLE[0].slice(0, 2), ADDRESS, drawing.slice(-200)];
}

/** Neither in the page nor in what the page can ask. */
async function nothingOf(window, traces) {
  const page = await window.run("return document.documentElement.outerHTML");
  for (const trace of traces) if (page.includes(trace)) throw new Error(`left for the next person: ${trace}`);
}

/** Killed in the middle of a signature: the window comes back locked, and without a name. */
async function secondIsInterrupted(window, program, traces) {
  await window.press(await window.css(testid("start")));
  await toThePad(window);
  await drawOnPad(window);
  await window.press(await window.css(testid("validate")));
  await window.css(testid("sign-for-good"));
  await window.kill();
  const again = await Window.open(program);
  await atPhase(again, "locked");
  await nothingOf(again, [...traces, ...PEOPLE[1].slice(0, 2)]);
  await look(again, "locked", "fr");
  await enterPin(again);
  await atPhase(again, "hand_over");
  return again;
}

/** Everything by keyboard, in Arabic. */
async function secondTypes(window) {
  const turned = await window.run("return document.documentElement.lang + ' ' + document.documentElement.dir");
  if (turned !== "ar rtl") throw new Error(`the window is not in Arabic: ${turned}`);
  await look(window, "hand-over", "ar");
  await tabTo(window, "start", "Enter");
  await window.css(testid("have-read"));
  await look(window, "read", "ar");
  await tabTo(window, "have-read", "Enter");
  await window.css(testid("consent"));
  await tabTo(window, "consent-box", "Space");
  await look(window, "consent", "ar");
  await tabTo(window, "consent-continue", "Enter");
  await window.css(testid("ink-pad"));
  await look(window, "sign", "ar");
  await tabTo(window, "tab-draw", "Left");
  await tabTo(window, "typed-mine", "Space");
  await look(window, "type", "ar");
  await tabTo(window, "validate", "Enter");
  await window.css(testid("signature-preview"));
  await look(window, "confirm", "ar");
  await tabTo(window, "sign-for-good", "Enter");
  await window.css(testid("receipt-question"));
  await tabTo(window, "wish-paper", "Space");
  await look(window, "receipt-question", "ar");
  await tabTo(window, "wish-go", "Enter");
  await window.css(testid("return"));
  await look(window, "return", "ar");
  await enterPin(window);
  await atPhase(window, "hand_over");
}

/** A minute and a half passes in a second and a half: only the page's timers run faster. */
async function nobodyThere(window) {
  await window.run("window.slowly = window.setTimeout; window.setTimeout = (run, ms, ...more) => window.slowly(run, ms / 40, ...more)");
  await window.press(await window.css(testid("start")));
  await window.css(testid("idle"));
  await atPhase(window, "locked");
  await window.run("window.setTimeout = window.slowly");
  await enterPin(window);
  await atPhase(window, "hand_over");
}

async function thirdRefuses(window) {
  await window.press(await window.css(testid("start")));
  await toThePad(window);
  await window.press(await window.css(testid("tab-other")));
  await window.css(testid("way-cross"));
  await look(window, "other", "it");
  await window.press(await window.css(testid("way-decline")));
  await typeInto(window, await window.css(testid("decline-reason")), "Importo errato");
  await window.press(await window.css(testid("decline-confirm")));
  await atPhase(window, "return");
  await enterPin(window);
}

async function receipt(window) {
  await atPhase(window, "receipt");
  await window.sees(new RegExp(`${PEOPLE[0][0]} ${PEOPLE[0][1]} \\(${ADDRESS}\\)`));
  await wishes(window, 3);
  await look(window, "receipt", "fr");
  // What is on paper has been handed over; the message waits for the end of the mode.
  await window.press(await window.css(testid("wish-done")));
  await wishes(window, 2);
  // The code that led here has given the device back; it is not asked again.
  await window.press(await window.css(testid("finish")));
  await window.css(testid("envelope"));
  await window.sees(new RegExp(t("status-declined")));
  await window.sees(/Importo errato/);
}

/** As many wishes stand on the screen. */
function wishes(window, count) {
  return until(`${count} wishes`, () => window.run(`return document.querySelectorAll("[data-testid=receipt-wish]").length === arguments[0]`, count));
}

/** The message opens in the mail program with what the signer reads and the signed file; nobody says it was sent. Gives that file. */
async function receiptIsPrepared(window, { notes }) {
  await window.css(testid("receipts"));
  if (existsSync(notes)) throw new Error("a message was prepared before anybody asked for it");
  await window.press(await window.css(testid("wish-prepare")));
  await until("the mail program", () => existsSync(notes));
  const given = readFileSync(notes, "utf8").split("\0");
  const [subject, text, file] = ["--subject", "--body", "--attach"].map((option) => given[given.indexOf(option) + 1]);
  if (!given.includes(`mailto:${ADDRESS}`) || !subject.startsWith("Votre exemplaire signé") || !text.includes(`Bonjour ${PEOPLE[0][0]}`))
    throw new Error(`the message is ${JSON.stringify(given)}`);
  await window.sees(new RegExp(t("hosting-wish-again")));
  await look(window, "receipt-to-send", "fr");
  const attached = readFileSync(file);
  for (const left of [1, 0]) {
    await window.press(await window.css(testid("wish-done")));
    await wishes(window, left);
  }
  return attached;
}

/**
 * The evidence of both signatures, written and checked by the command: the movement of whoever agreed opens with the
 * organisation's key alone, nobody else's is there, and neither the file nor the document can be changed.
 */
async function evidenceStands(window, data) {
  const id = await window.runAsync(
    `const [path] = arguments;
     const rpc = (command, params) => window.__TAURI_INTERNALS__.invoke("rpc", { command, params });
     (async () => {
       const { rows } = await rpc("list_history", { query: "", filter: "all", cursor: null, limit: 1 });
       const view = await rpc("open_envelope", { envelope: rows[0].envelope });
       await rpc("save_document", { envelope: view.id, document: view.documents[0].id, path });
       return view.id;
     })().then(done, (e) => done({ failure: JSON.stringify(e) }))`, path.join(data, "signe.pdf"));
  if (id.failure) throw new Error(id.failure);
  const evidence = (...words) => {
    const env = { ...process.env, PARAPHE_DATA: data, PARAPHE_KEYCHAIN: "off" };
    const { status, stdout } = spawnSync(path.join(PROGRAMS, "paraphe"), ["--json", "evidence", ...words], { env, encoding: "utf8" });
    return { status, ...JSON.parse(stdout) };
  };
  evidence(id, "--out", path.join(data, "preuve"));
  const [first, second] = ["preuve.json", "preuve-2.json"].map((file) => path.join(data, "preuve", file));
  const text = readFileSync(first, "utf8");
  const points = opened(JSON.parse(text), OFFICE.privateKey);
  if (points.length < 20) throw new Error(`the movement holds ${points.length} points`);
  if (text.includes("points")) throw new Error("the movement stands in the file for everybody to read");
  if (JSON.parse(readFileSync(second, "utf8")).biometrics !== null) throw new Error("a movement is kept of somebody who was not asked to agree, or did not");
  writeFileSync(path.join(data, "faux.json"), text.replace(PEOPLE[0][1], "Moran"));
  writeFileSync(path.join(data, "touche.pdf"), withBitTurned(readFileSync(path.join(data, "signe.pdf"))));
  for (const [file, wanted] of [[first, 0], [path.join(data, "signe.pdf"), 0], [path.join(data, "faux.json"), 1], [path.join(data, "touche.pdf"), 1]]) {
    const { status, ok } = evidence("--verify", file);
    if (status !== wanted || ok !== (wanted === 0)) throw new Error(`${file}: exit code ${status}, ok ${ok}`);
  }
}

/** Every key that leaves, the close button, and the program's other doors: the person still reads. */
async function leadsNowhere(window) {
  const before = await window.run("return document.querySelector('[data-testid=kiosk]').innerText");
  const presses = ["Escape", "\uE035", ["Control", "r"], ["Control", "k"], ["Control", "n"], ["Control", ","], ["Alt", "Left"], ["Alt", "\uE034"]];
  for (const press of presses) await window.keys(press);
  await askToClose(window);
  const answer = await window.runAsync(
    `window.__TAURI_INTERNALS__.invoke("rpc", { command: "list_history", params: { query: "", filter: "all", cursor: null, limit: 9 } })
       .then((history) => done(history.rows.length + " rows"), (e) => done(e.code ?? String(e)))`);
  if (/rows/.test(answer)) throw new Error(`the history can be listed from a signer's page: ${answer}`);
  const after = await window.run("return document.querySelector('[data-testid=kiosk]').innerText");
  if (after !== before) throw new Error(`the screen changed from\n${before}\nto\n${after}`);
}

/** What Alt+F4 and the cross do: the window system asks the program to close its window. */
async function askToClose(window) {
  const pid = await window.programPid();
  const found = execFileSync("xdotool", ["search", "--all", "--onlyvisible", "--pid", String(pid), "--name", "."], { encoding: "utf8" });
  for (const one of found.trim().split("\n")) execFileSync("/usr/bin/python3", [path.join(import.meta.dirname, "ask_to_close.py"), one]);
}

/** The movement of a signature is a second question; only the first person says yes. */
async function toThePad(window, pictured = null, movement = false) {
  await window.press(await window.css(testid("have-read")));
  await window.css(testid("consent"));
  if (pictured) await look(window, "consent", pictured);
  const second = await window.css(testid("movement-box"));
  if (movement) await window.press(second);
  await window.press(await window.css(testid("consent-box")));
  await window.press(await window.css(testid("consent-continue")));
  await window.css(testid("ink-pad"));
}

async function enterPin(window, pin = PIN) {
  const field = await window.css(testid("pin"));
  await until("a code can be tried", () => window.run("return !document.querySelector('[data-testid=pin]').disabled"));
  await typeInto(window, field, pin);
  await window.press(await window.css(testid("pin-go")));
}

function atPhase(window, phase) {
  return window.css(`${testid("kiosk")}[data-phase="${phase}"]`, { seconds: 60 });
}

/** Tabs to a control and presses the key on it. */
async function tabTo(window, wanted, key) {
  await window.css(testid(wanted));
  for (let i = 0; i < 40; i += 1) {
    const there = await window.run("return document.activeElement.closest(arguments[0]) !== null", testid(wanted));
    if (there) return window.keys(key);
    await window.keys("Tab");
  }
  throw new Error(`${wanted} is not reached by the keyboard`);
}

const look = (window, screen, language) => looked(window, `kiosk-${screen}-${language}`);
