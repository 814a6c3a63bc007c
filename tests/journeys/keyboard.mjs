// The same path without a mouse: every control is reached by Tab and its keys.

import { Window, until } from "./driver.mjs";
import { CONTRACT, boxCount, boxNames, freshFolder, testid } from "./steps.mjs";
import { t } from "./words.mjs";

export const name = "first signature by keyboard alone: open, place, move, two people type, verify";

const MOST_TABS = 90;

export async function run() {
  const data = freshFolder();
  const window = await Window.open({ data, files: [CONTRACT] });
  try {
    await window.css(testid("choice-sheet"));
    await chooseSigning(window);
    await window.css(testid("prepare"));
    await tabTo(window, `${testid("stop-signers")}`);
    await window.keys("Enter");
    for (const [first, last] of [["Amélie", "Bérard"], ["Noël", "Œuvray"]]) {
      await tabTo(window, testid("add-signer"));
      await window.keys("Enter");
      await focusIn(window, testid("first-name"));
      await window.typeKeys(first);
      await window.keys("Tab");
      await window.typeKeys(last);
    }
    await tabTo(window, testid("stop-boxes"), ["Shift", "Tab"]);
    await window.keys("Enter");
    await placeByKeys(window);
    await tabTo(window, testid("stop-send"), ["Shift", "Tab"]);
    await window.keys("Enter");
    await tabTo(window, testid("send"));
    await window.keys("Enter");
    await signByKeys(window);
    await signByKeys(window);
    await window.css(testid("envelope"));
    await window.sees(new RegExp(t("status-completed")));
  } finally {
    await window.close();
  }
}

/** Presses Tab until the focus is on (or in) what the selector names. */
async function tabTo(window, selector, key = "Tab") {
  await window.css(selector);
  for (let i = 0; i < MOST_TABS; i += 1) {
    if (await focused(window, selector)) return;
    await window.keys(key);
  }
  const where = await window.run("const e = document.activeElement; return e.tagName + ' ' + (e.dataset?.testid ?? '') + ' ' + e.textContent.slice(0, 40)");
  throw new Error(`${selector} is not reached by the keyboard; the focus ended on ${where}`);
}

/** On the control itself, or on a control inside it; a page's own group holds boxes that are controls of their own. */
function focused(window, selector) {
  return window.run(
    `const e = document.activeElement;
     const there = arguments[0].includes('page-boxes') ? e.matches(arguments[0]) : e.closest(arguments[0]) !== null;
     return there && e.matches('button, a, input, select, textarea, [tabindex], summary');`, selector);
}

function focusIn(window, selector) {
  return until(`the focus in ${selector}`, () => focused(window, selector), 5);
}

async function chooseSigning(window) {
  await tabTo(window, `${testid("choice-sheet")} input[type=radio]`);
  const wanted = "const e = document.activeElement; return e.type === 'radio' && e.checked && e.value === 'sign'";
  for (let i = 0; i < 4 && !(await window.run(wanted)); i += 1) await window.keys("Down");
  await window.keys("Enter");
  const gone = async () => !(await window.run("return !!document.querySelector('dialog[open]')"));
  await until("the sheet's end", gone, 3).catch(async () => {
    for (let i = 0; i < 10; i += 1) {
      await window.keys("Tab");
      if ((await window.run("return document.activeElement.textContent.trim()")).startsWith(t("action-continue"))) break;
    }
    await window.keys("Enter");
    await until("the sheet's end", gone);
  });
}

/** Enter on a page places a box; arrows move it; the other person's box by a digit. */
async function placeByKeys(window) {
  await tabTo(window, testid("page-boxes"));
  await window.keys("Enter");
  await pickSigner(window);
  await until("the first box", async () => (await boxCount(window)) === 1);
  await focusIn(window, testid("box"));
  const before = await position(window);
  await window.keys("Down", "Down", ["Shift", "Right"]);
  await until("a moved box", async () => (await position(window)) !== before);
  await window.keys(["Control", "z"]);
  await window.keys(["Control", "y"]);
  await window.keys("Escape");
  await tabTo(window, testid("page-boxes"), ["Shift", "Tab"]);
  await window.keys("Enter");
  await pickSigner(window);
  await until("the second box", async () => (await boxCount(window)) === 2);
  await focusIn(window, testid("box"));
  await window.keys("2");
  await until("a box for each person", async () => new Set(await boxNames(window)).size === 2);
}

/** With several people, a sheet asks for whom: the first is taken. */
async function pickSigner(window) {
  const asked = await until("a box or the question for whom", () => window.run(
    `if (document.querySelector('[data-testid=choose-signer]')) return 'asked';
     return document.querySelector('[data-testid=box]') ? 'placed' : null;`));
  if (asked !== "asked") return;
  await until("the focus on the first person", () => window.run("return document.activeElement.closest('[data-testid=choose-signer]') !== null && document.activeElement.tagName === 'BUTTON'"), 5);
  await window.keys("Enter");
}

function position(window) {
  return window.run("const e = document.querySelector('[data-testid=box]'); const r = e.getBoundingClientRect(); return r.x + ',' + r.y");
}

async function signByKeys(window) {
  await tabTo(window, testid("sign-myself"));
  await window.keys("Enter");
  await window.css(testid("sign"));
  await tabTo(window, testid("have-read"));
  await window.keys("Enter");
  await tabTo(window, testid("consent-box"));
  await window.keys("Space");
  await tabTo(window, testid("consent-continue"));
  await window.keys("Enter");
  await tabTo(window, '[role="tab"], [data-testid^="tab-"]');
  await window.keys("Right");
  await tabTo(window, testid("typed-name"));
  await tabTo(window, testid("validate"));
  await window.keys("Enter");
  await tabTo(window, testid("sign-for-good"));
  await window.keys("Enter");
  await window.css(`${testid("hosting")}, ${testid("envelope")}`, { seconds: 60 });
}
