// A person without a mouse: every control is reached by Tab and worked by its keys.

import { until } from "./driver.mjs";
import { testid } from "./steps.mjs";
import { t } from "./words.mjs";

const MOST_TABS = 120;

/** Presses Tab until the focus is on (or in) what the selector names. */
export async function tabTo(window, selector, key = "Tab") {
  await window.css(selector);
  const way = Array.isArray(key) ? -1 : 1;
  for (let pressed = 0; pressed < MOST_TABS; ) {
    if (await focused(window, selector)) return;
    // As many as it should take, in one go; where that was wrong, on from there.
    const presses = pressed === 0 ? await window.run(DISTANCE, selector, way) : 1;
    await window.keys(...Array(presses).fill(key));
    pressed += presses;
  }
  throw new Error(`${selector} is not reached by the keyboard; the focus ended on ${await whereFocused(window)}`);
}

/** How many presses of Tab lie between the focus and a control, by the order of the page; 1 where that is not known. */
const DISTANCE = `
const [selector, way] = arguments;
const root = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document;
const stops = [...root.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter((e) =>
  e.tabIndex >= 0 && !e.disabled && e.getClientRects().length > 0 && !e.closest("[inert]") &&
  !(e.type === "radio" && !e.checked && document.querySelector('input[type=radio][name="' + e.name + '"]:checked')));
const wanted = stops.findIndex((e) => e.matches(selector) || (!selector.includes("page-boxes") && e.closest(selector)));
const at = stops.indexOf(document.activeElement);
const before = at >= 0 ? at : stops.filter((e) => document.activeElement.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_PRECEDING).length - (way > 0 ? 1 : 0);
const distance = (wanted - before) * way;
return wanted < 0 || distance < 1 ? 1 : Math.min(distance, 60);`;

/** On the control itself, or on a control inside it; a page's own group holds boxes that are controls of their own. */
export function focused(window, selector) {
  return window.run(
    `const e = document.activeElement;
     const there = arguments[0].includes('page-boxes') ? e.matches(arguments[0]) : e.closest(arguments[0]) !== null;
     return there && e.matches('button, a, input, select, textarea, [tabindex], summary');`, selector);
}

export async function focusIn(window, selector) {
  await until(`the focus in ${selector}`, () => focused(window, selector), 5).catch(async (error) => {
    throw new Error(`${error.message}; it is on ${await whereFocused(window)}`);
  });
}

/** The control with the focus, in words for a message. */
function whereFocused(window) {
  return window.run("const e = document.activeElement; return e.tagName + ' ' + (e.dataset?.testid ?? '') + ' ' + JSON.stringify(e.dataset) + ' ' + (e.value ?? e.textContent).slice(0, 40)");
}

/** In the choice sheet of an opened file: have it signed. */
export async function chooseSigning(window) {
  await window.css(testid("choice-sheet"));
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
  await window.css(testid("prepare"));
}

/** With several people, a sheet asks for whom: whoever the next box is for is taken. */
export async function pickSigner(window) {
  const asked = await until("a box or the question for whom", () => window.run(
    `if (document.querySelector('[data-testid=choose-signer]')) return 'asked';
     return document.querySelector('[data-testid=box]') ? 'placed' : null;`));
  if (asked !== "asked") return;
  await until("the focus on a person", () => window.run("return document.activeElement.closest('[data-testid=choose-signer]') !== null && document.activeElement.tagName === 'BUTTON'"), 5);
  await window.keys("Enter");
}

/** A new person who signs, written into the form that opens. */
export async function writeSigner(window, [first, last]) {
  await tabTo(window, testid("add-signer"));
  await window.keys("Enter");
  await focusIn(window, testid("first-name"));
  await window.typeKeys(first);
  await window.keys("Tab");
  await window.typeKeys(last);
}

/** Tab to a control and Enter. */
export async function enter(window, selector, way = "Tab") {
  await tabTo(window, selector, way);
  await window.keys("Enter");
}

/** What stands in the field that has the focus is replaced, key by key. */
export async function retype(window, text) {
  await window.keys(["Control", "a"]);
  await window.typeKeys(text);
}

/** The first row of the history by keys, which brings back what it holds. */
export async function openFirstRow(window, screen) {
  await window.css(testid("history-row"));
  await until(`the newest row opened as ${screen}`, async () => {
    await enter(window, `${testid("history-row")} button`);
    return until("the screen", () => window.run("return document.querySelector(arguments[0]) !== null", testid(screen)), 3);
  });
}
