// First run → a file dropped on the window → two signers, boxes by mouse → both draw → history → verification.

import { dropOn } from "./desktop.mjs";
import { Window, until } from "./driver.mjs";
import { CONTRACT, chooseToSign, freshFolder, goToStop, openNewest, prepareByMouse, signAs, testid } from "./steps.mjs";
import { t } from "./words.mjs";

export const name = "first signature by mouse: first run, drop, place, two people draw, history, verify";

export async function run() {
  const data = freshFolder();
  const window = await Window.open({ data });
  try {
    await passFirstRun(window);
    await dropOn(window, [CONTRACT]);
    await chooseToSign(window);
    await prepareByMouse(window);
    await goToStop(window, "send");
    await window.sees(/Tout est prêt/);
    await window.press(await window.css(testid("send")));
    await signAs(window, "drawn");
    await signAs(window, "drawn");
    await window.css(testid("envelope"));
    await window.sees(new RegExp(t("status-completed")));
    await window.press(await window.css(testid("nav-home")));
    await window.css(testid("history-row"));
    await window.sees(new RegExp(t("status-completed")));
    await openNewest(window, "envelope");
    await window.click("button", new RegExp(`^${t("nav-verify")}`));
    await window.css(testid("verdict"), { seconds: 60 });
    await window.sees(new RegExp(t("verdict-identity")));
    const signatures = await window.run("return document.querySelectorAll('[data-testid=signature]').length");
    if (signatures !== 2) throw new Error(`two signatures expected on the screen, ${signatures} found`);
  } finally {
    await window.close();
  }
}

/** The first thing a new person sees: how it should look, and what to do first. */
async function passFirstRun(window) {
  await window.css(testid("first-run"));
  await window.sees(new RegExp(t("first-run-title")));
  await window.click("radio", t("theme-light"));
  await until("the chosen look", () => window.run("return document.documentElement.dataset.theme === 'light'"));
  await window.click("button", t("first-run-skip"));
  await window.css(testid("home"));
}
