// Face to face on a service's own page: two signers, one after the other, each with the page below the band of ours. Keys,
// closing, other hosts and kill -9 lead nowhere but to the host's code; nothing of the first is met by the second.

import { execFileSync, spawnSync } from "node:child_process";
import { createServer } from "node:http";
import path from "node:path";

import { SHOTS, Window, sleep, until } from "./driver.mjs";
import { saveAccount, standIns } from "./stand_ins.mjs";
import { freshFolder, looked, openNewest, readAnew, setHostName, skipFirstRun, testid, typeInto } from "./steps.mjs";
import { t } from "./words.mjs";

export const name = "a service's page in a signer's hands: two after each other, keys, closing, other hosts and kill -9 lead to the host's code only";

const PIN = "271828";
const PEOPLE = [["Hélène", "Morvan", "fr"], ["محمد", "الطرابلسي", "ar"]];
const BAND = 88;

export async function run() {
  const stage = await standIns("ngsign");
  const page = await servicePage();
  const data = freshFolder();
  let window = await Window.open({ data });
  try {
    await skipFirstRun(window);
    await send(window, stage, page);
    await handOver(window, "fr");
    await firstSigns(window, stage, page);
    await nothingOf(window);
    window = await secondIsCutOff(window, data, stage, page);
    await secondIsLedBack(window, stage, page);
  } finally {
    await window.close();
    stage.stop();
    page.server.close();
  }
}

/**
 * The page every link leads to: it remembers its visitors by a cookie, tries to lead elsewhere, and goes to the sender's own page
 * when it is told to.
 */
async function servicePage() {
  const visits = [];
  const told = { done: false };
  const server = createServer(({ headers, url }, answer) => {
    const [where, of] = url.split("?");
    visits.push({ host: headers.host.split(":")[0], where, of, cookie: headers.cookie ?? null });
    const { port } = server.address();
    const script = `
      open("http://localhost:${port}/window"); location.href = "http://localhost:${port}/elsewhere"; print();
      addEventListener("keydown", ({ key }) => fetch("/key?" + key));
      setInterval(async () => { if ((await (await fetch("/told?${of}")).json()).done) location.href = "/merci?state=signed" }, 200);`;
    if (where === "/told") return answer.end(JSON.stringify(told));
    answer.writeHead(200, { "content-type": "text/html", "set-cookie": "signer=first; Path=/; Max-Age=86400" });
    answer.end(`<!doctype html><meta charset="utf-8"><title>x</title>
      <body style="font: 20px sans-serif; padding: 2rem"><h1>Page du service (${of})</h1><script>${script}</script>`);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const address = `http://127.0.0.1:${server.address().port}`;
  return { server, visits, told, address, seen: (where, of) => visits.find((one) => one.where === where && one.of === of) };
}

/** A request to both at NGSign, through the program's own door: accounts, placing and sending have journeys of their own. */
async function send(window, stage, page) {
  await window.css(testid("home"));
  await setHostName(window, "Marc Petit");
  // A service may have its pages on a second host.
  await saveAccount(window, { ...stage.account, auth_url: page.address }, "Bureau");
  const failure = await window.runAsync(
    `const [people, thanks] = arguments;
     const rpc = (command, params) => window.__TAURI_INTERNALS__.invoke("rpc", { command, params });
     const id = (kind) => kind + crypto.randomUUID().replaceAll("-", "");
     (async () => {
       const draft = await rpc("create_sample_draft", {});
       const [model] = draft.recipients;
       const operations = draft.recipients.map((one) => ({ type: "remove_recipient", recipient: one.id }));
       people.forEach(([first_name, last_name, language], index) => {
         const recipient = { ...model, id: id("rcp_"), first_name, last_name, language, email: "personne" + index + "@exemple.fr",
           authentication: "none", delivery: "in_person", routing_order: index + 1 };
         operations.push({ type: "add_recipient", recipient, index });
         operations.push({ type: "add_field", field: { id: id("fld_"), recipient: recipient.id, document: draft.documents[0].id,
           kind: "signature", placement: { page: 6, rect: { x: 79 + 233 * index, y: 530, width: 190, height: 70 } } } });
       });
       operations.push({ type: "set_options", options: { ...draft.options, redirect_url: thanks } });
       await rpc("apply_operation", { draft: draft.id, operation: { type: "batch", operations }, merge_key: null });
       await rpc("send_envelope", { draft: draft.id, account: "Bureau" });
     })().then(() => done(null), (e) => done(JSON.stringify(e) + e))`, PEOPLE, `${page.address}/merci`);
  if (failure) throw new Error(`the request could not be sent: ${failure}`);
  await readAnew(window);
  await openNewest(window, "envelope");
}

/** The host's check; the code is chosen the first time. */
async function handOver(window, language, isFirst = true) {
  await window.press(await window.css(testid("open-page")));
  await window.css(testid("hosting-page"));
  if (isFirst) {
    for (const field of ["new-pin", "new-pin-again"]) await typeInto(window, await window.css(testid(field)), PIN);
    await looked(window, "page-check-fr");
  }
  await window.css(testid("hand-over-now"));
  // To the middle, as a person would: below the last card it may stand at the very edge.
  await window.run("document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", testid("hand-over-now"));
  await window.press(await window.css(testid("hand-over-now")));
  await atPhase(window, "hand_over");
  await looked(window, `page-hand-over-${language}`);
}

/** The signer begins, and their page comes; what it keeps of its visitors it keeps of this one only. */
async function start(window, stage, page, of) {
  await stage.ask("/control/fault", { provider: "ngsign", path_contains: "/pds", times: 1, kind: { type: "redirect_to", url: `${page.address}/visit?${of}` } });
  await window.press(await window.css(testid("start")));
  await window.css(testid("page-band"));
  const visit = await until(`the page of ${of}`, () => page.seen("/visit", of));
  if (visit.cookie !== null) throw new Error(`${of} met the cookie of somebody else: ${visit.cookie}`);
  await until("the page's script", () => page.seen("/told", of));
  // What it was kept from is said, and it is still there.
  await window.sees(new RegExp("localhost"));
  if (page.visits.some(({ host }) => host === "localhost")) throw new Error("the page led to another host");
}

async function firstSigns(window, stage, page) {
  await start(window, stage, page, "first");
  await looked(window, "page-band-fr");
  whole("page-whole-fr");
  await leadsNowhere(window, page);
  await silence(window);
  const acted = await stage.ask("/control/act", { provider: "ngsign", action: "sign" });
  if (!acted.ok) throw new Error(`nobody could sign: ${acted.status}`);
  await window.press(await window.css(testid("leave-page")));
  await window.css(testid("return"));
  await isGone(page, "first");
  await looked(window, "page-return-fr");
  await enterPin(window, "000000");
  await until("the refusal of a wrong code", () => window.run("return document.querySelector('[data-testid=pin-told]').innerText !== ''"));
  await enterPin(window);
  // The service is asked by itself: it is the next one's turn.
  await window.css(testid("envelope"));
  await window.sees(new RegExp(t("person-signed")), 30);
  await window.css(testid("open-page"));
}

async function secondIsCutOff(window, data, stage, page) {
  await handOver(window, "ar", false);
  await start(window, stage, page, "second");
  const turned = await window.run("return document.documentElement.lang + ' ' + document.documentElement.dir");
  if (turned !== "ar rtl") throw new Error(`the band is not in Arabic: ${turned}`);
  await looked(window, "page-band-ar");
  whole("page-whole-ar");
  await window.kill();
  const again = await Window.open({ data });
  await atPhase(again, "locked");
  await nothingOf(again);
  const asked = page.visits.length;
  await sleep(500);
  if (page.visits.length !== asked) throw new Error("the page came back by itself");
  await enterPin(again);
  await atPhase(again, "hand_over");
  return again;
}

/** The page says that it is at its end by leading to the sender's; it is not shown. */
async function secondIsLedBack(window, stage, page) {
  await start(window, stage, page, "third");
  page.told.done = true;
  await window.css(testid("return"));
  await looked(window, "page-return-ar");
  if (page.visits.some(({ where }) => where === "/merci")) throw new Error("the sender's page was shown in the signer's hands");
  await enterPin(window);
  await window.css(testid("envelope"));
  // Nobody has signed: the request is as it was.
  await window.css(testid("open-page"));
}

/** Every key that leaves, the close button, and the program's other doors: the page still stands below the band. */
async function leadsNowhere(window, page) {
  const windows = visibleWindows(await window.programPid());
  const [x, y] = await middle(windows[0]);
  execFileSync("xdotool", ["mousemove", x, y, "click", "1"]);
  for (const key of ["Escape", "F5", "F11", "ctrl+w", "ctrl+p", "ctrl+r", "alt+Left", "x"]) execFileSync("xdotool", ["key", key]);
  await until("a key in the page", () => page.seen("/key", "x"));
  if (page.seen("/key", "F5")) throw new Error("a key that leaves reached the page");
  for (const one of visibleWindows(await window.programPid())) {
    execFileSync("/usr/bin/python3", [path.join(import.meta.dirname, "ask_to_close.py"), one]);
  }
  const answer = await window.runAsync(
    `window.__TAURI_INTERNALS__.invoke("rpc", { command: "list_history", params: { query: "", filter: "all", cursor: null, limit: 9 } })
       .then((history) => done(history.rows.length + " rows"), (e) => done(e.code ?? String(e)))`);
  if (/rows/.test(answer)) throw new Error(`the history can be listed from a signer's page: ${answer}`);
  const after = page.visits.length;
  await until("a sign of life of the page", () => page.visits.slice(after).find(({ where, of }) => where === "/told" && of === "first"));
  await atPhase(window, "signing");
  if (page.visits.filter(({ where }) => where === "/visit").length !== 1) throw new Error("the page was loaded anew");
}

/** A minute passes in a second and a half, then somebody answers in the band. */
async function silence(window) {
  await window.run("window.slowly = window.setTimeout; window.setTimeout = (run, ms, ...more) => window.slowly(run, ms / 40, ...more)");
  // What runs was set before: a sign of life sets it anew. Of those that follow each other within a second one is told.
  await sleep(1200);
  execFileSync("xdotool", ["mousemove_relative", "3", "3"]);
  await window.css(`${testid("page-band")}[data-idle] ${testid("stay")}`);
  await window.run("window.setTimeout = window.slowly");
  await window.press(await window.css(testid("stay")));
  await window.css(testid("leave-page"));
}

/** The page asks for news five times a second as long as it is there. */
async function isGone(page, of) {
  await sleep(300);
  const before = page.visits.length;
  await sleep(900);
  if (page.visits.slice(before).some((one) => one.of === of)) throw new Error("the page goes on behind the return");
}

/** Neither name stands in what the host's window holds for whoever looks. */
async function nothingOf(window) {
  const html = await window.run("return document.querySelector('[data-testid=kiosk]')?.outerHTML ?? ''");
  for (const [first, last] of PEOPLE) if (html.includes(first) || html.includes(last)) throw new Error(`left for the next person: ${first}`);
}

function visibleWindows(pid) {
  return execFileSync("xdotool", ["search", "--all", "--onlyvisible", "--pid", String(pid), "--name", "."], { encoding: "utf8" }).trim().split("\n");
}

/** The middle of what is below the band. */
async function middle(one) {
  const said = execFileSync("xdotool", ["getwindowgeometry", "--shell", one], { encoding: "utf8" });
  const { X, Y, WIDTH, HEIGHT } = Object.fromEntries(said.trim().split("\n").map((line) => line.split("=")));
  return [Number(X) + Number(WIDTH) / 2, Number(Y) + BAND + (Number(HEIGHT) - BAND) / 2].map((n) => String(Math.round(n)));
}

/** A picture of all there is to see, band and page, where ImageMagick is there to take it. */
function whole(shot) {
  spawnSync("import", ["-window", "root", path.join(SHOTS, `${shot}.png`)]);
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
