// A new person tries the example; the first-run screen comes once, and what was chosen there stays.

import { Window, until } from "./driver.mjs";
import { freshFolder, testid } from "./steps.mjs";
import { t } from "./words.mjs";

export const name = "first run by mouse: language, look and the example; it is shown once";

export async function run() {
  const data = freshFolder();
  let window = await Window.open({ data });
  try {
    await window.css(testid("first-run"));
    await window.click("radio", t("language-en"));
    await window.sees(/Welcome to Paraphe/);
    await window.click("radio", "Dark");
    await looksDark(window);
    await window.press(await window.css(testid("first-run-try")));
    await window.css(testid("prepare"));
    await window.close();
    window = await Window.open({ data });
    await window.css(testid("home"));
    await looksDark(window);
    await window.css(testid("history-row"));
    if (/Bienvenue|Welcome/.test(await window.screen())) throw new Error("the first-run screen came a second time");
    if ((await window.run("return document.documentElement.lang")) !== "en") throw new Error("the chosen language did not stay");
  } finally {
    await window.close();
  }
}

function looksDark(window) {
  return until("the dark look", () => window.run("return document.documentElement.dataset.theme === 'dark'"));
}
