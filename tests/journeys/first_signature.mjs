// First run → a file opened with the program → two signers, boxes by mouse → both draw → history → verification.

import { Window } from "./driver.mjs";
import {
  CONTRACT, SIGNERS, addSigner, boxCount, chooseToSign, freshFolder, goToStop, pagePoint, showPage, signAs, skipFirstRun, testid,
} from "./steps.mjs";
import { until } from "./driver.mjs";
import { t } from "./words.mjs";

export const name = "first signature by mouse: open, place, two people draw, history, verify";

export async function run() {
  const data = freshFolder();
  const window = await Window.open({ data, files: [CONTRACT] });
  try {
    await skipFirstRun(window);
    await chooseToSign(window);
    await goToStop(window, "signers");
    for (const signer of SIGNERS) await addSigner(window, signer);
    await goToStop(window, "boxes");
    await showPage(window, 6);
    await placeByDragging(window);
    await placeByDrawing(window);
    await goToStop(window, "send");
    await window.sees(new RegExp(t("prepare-ready").slice(0, 15)));
    await window.press(await window.css(testid("send")));
    await signAs(window, "drawn");
    await window.press(await window.css(testid("next-signer")));
    await signAs(window, "drawn");
    await window.press(await window.css(`${testid("leave")}, ${testid("thanks")} button`));
    await window.css(testid("envelope"));
    await window.sees(new RegExp(t("status-completed")));
    await window.shot("journey-envelope-completed");
    await verifies(window);
  } finally {
    await window.close();
  }
}

/** Palette → page, with the pointer held. */
async function placeByDragging(window) {
  const tool = await window.rect(await window.css(testid("tool-signature")));
  const [x, y] = await pagePoint(window, 6, 0.28, 0.67);
  const from = [tool.x + tool.width / 2, tool.y + tool.height / 2];
  const between = [1, 2, 3, 4, 5, 6].map((i) => [from[0] + ((x - from[0]) * i) / 6, from[1] + ((y - from[1]) * i) / 6]);
  await window.drag([from, ...between, [x, y]]);
  await until("the first box", async () => (await boxCount(window)) === 1);
}

/** Tool in hand, a rectangle drawn on the page, given to the second person by its digit. */
async function placeByDrawing(window) {
  await window.press(await window.css(testid("tool-signature")));
  const [x, y] = await pagePoint(window, 6, 0.55, 0.63);
  await window.drag([[x, y], [x + 40, y + 20], [x + 120, y + 45], [x + 170, y + 60]]);
  await until("the second box", async () => (await boxCount(window)) === 2);
  await window.keys("2");
  await until("the second person's box", () => window.run("return [...document.querySelectorAll('[data-testid=box]')].some((b) => b.getAttribute('aria-label').includes('الطرابلسي') || b.textContent.includes('الطرابلسي'))"));
}

async function verifies(window) {
  await window.click("button", new RegExp(t("nav-verify")), { seconds: 10 }).catch(() => window.click("link", new RegExp(t("nav-verify"))));
  await window.css(testid("verdict"), { seconds: 60 });
  await window.sees(new RegExp(t("verdict-identity")));
  await window.shot("journey-verify-own");
}
