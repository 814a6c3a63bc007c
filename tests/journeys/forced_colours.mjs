// Forced colours (Windows' contrast themes): axe finds nothing, and what is chosen can still be told from the rest.
// WebKitGTK knows the query and never answers it with yes, so this one journey is through Chromium, over the page as the
// development server gives it; without a Chromium it is skipped.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import { AXE, FOUND_BY_AXE, PROGRAMS, ROOT, SHOTS, Skipped } from "./driver.mjs";
import { CONTRACT, freshFolder, testid } from "./steps.mjs";
import { t } from "./words.mjs";

export const name = "forced colours: axe finds nothing from the first screen to the verdict (in Chromium)";

const CHROMIUMS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", process.env.CHROMIUM ?? ""];
/** Another build of the page than the one in `ui/dist`. */
const PAGE = process.env.PARAPHE_PAGE ? ["--ui", process.env.PARAPHE_PAGE] : [];
const STOPS = ["documents", "signers", "boxes", "send"];

export async function run() {
  const executablePath = CHROMIUMS.find((file) => file !== "" && existsSync(file));
  if (!executablePath) throw new Skipped("no Chromium here (CHROMIUM names one)");
  const { chromium } = createRequire(path.join(ROOT, "ui/package.json"))("playwright-core");
  mkdirSync(SHOTS, { recursive: true });
  const server = await served();
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: "fr-FR", forcedColors: "active", reducedMotion: "reduce" });
    page.setDefaultTimeout(20000);
    await page.goto(server.url);
    await through(page);
  } finally {
    await browser.close();
    server.program.kill();
  }
}

async function through(page) {
  await page.waitForSelector(testid("choice-sheet"));
  await looked(page, "choice");
  await page.getByRole("radio", { name: t("drop-sign") }).check({ force: true });
  await page.getByRole("button", { name: t("action-continue") }).click();
  await page.waitForSelector(testid("prepare"));
  await page.click(testid("stop-signers"));
  await page.click(testid("add-signer"));
  await page.locator(testid("first-name")).first().fill("Łucja");
  await page.locator(testid("last-name")).first().fill("Đặng-Œuvray");
  await page.click(testid("stop-boxes"));
  await page.click(testid("accept-all"));
  await page.waitForSelector(testid("box"));
  for (const stop of STOPS) {
    await page.click(testid(`stop-${stop}`));
    await looked(page, stop);
    await marked(page, `${testid("stops")} [aria-current]`, `${testid("stops")} button:not([aria-current])`);
  }
  for (const screen of ["home", "templates", "verify", "settings"]) {
    await page.click(testid(`nav-${screen}`));
    await page.waitForSelector(`${testid(`nav-${screen}`)}[aria-current]`);
    await looked(page, screen);
    await marked(page, "nav a[aria-current]", "nav a:not([aria-current])");
  }
}

/** Where one is must not be told by a tint alone: forced colours take it away. */
async function marked(page, here, elsewhere) {
  const outline = (selector) => page.locator(selector).first().evaluate((element) => getComputedStyle(element).outlineStyle);
  await page.evaluate(() => document.activeElement?.blur());
  if ((await outline(here)) === (await outline(elsewhere))) throw new Error(`in forced colours ${here} looks like ${elsewhere}`);
}

async function looked(page, screen) {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: path.join(SHOTS, `forced-${screen}.png`) });
  await page.evaluate(AXE);
  const found = await page.evaluate(FOUND_BY_AXE);
  if (found.length > 0) throw new Error(`axe on ${screen}, forced colours:\n  ${found.join("\n  ")}`);
}

/** The page over loopback HTTP, with a contract opened. */
async function served() {
  const program = spawn(path.join(PROGRAMS, "paraphe-devserver"), ["--data", freshFolder(), ...PAGE, CONTRACT], {
    env: { ...process.env, LANG: "fr_FR.UTF-8", PARAPHE_KEYCHAIN: "off" },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const line = await new Promise((resolve, reject) => {
    program.stdout.once("data", (data) => resolve(String(data)));
    program.once("error", reject);
    program.once("exit", (code) => reject(new Error(`the development server ended at once (${code})`)));
  });
  return { program, ...JSON.parse(line) };
}
