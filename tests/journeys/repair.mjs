// A service that cannot take what is asked: the repair it offers, the choice of it, the last look and the seconds to think
// better of it, the program killed in each of them. Nothing has left before, and in the end it is sent once. By keyboard, then
// by mouse.

import { openFirstRow } from "./by_keys.mjs";
import { Window, until } from "./driver.mjs";
import { BY_KEYS, BY_MOUSE, prepare } from "./services.mjs";
import { saveAccount, standIns } from "./stand_ins.mjs";
import { CONTRACT, RECEIPT, freshFolder, hurry, killed, openNewest, skipFirstRun, storedDraft, testid } from "./steps.mjs";

export const name = "a service that cannot: merged, chosen, killed at every step and in the last seconds; sent once, by keyboard and by mouse";

const CARD = testid("account-Bureau");

export async function run() {
  const stage = await standIns("openapi");
  const data = freshFolder();
  let window = await Window.open({ data });
  try {
    await skipFirstRun(window);
    await saveAccount(window, stage.account, "Bureau");
    for (const [sent, hands, open] of [[0, BY_KEYS, openFirstRow], [1, BY_MOUSE, openNewest]]) {
      await prepare(window, { title: "Contrat et reçu", files: [CONTRACT, RECEIPT] });
      window = await killed(window, data, open);
      for (const step of [merged, chosen, counting]) {
        await hands.stop(window);
        await step(window, hands);
        window = await killed(window, data, open);
        if ((await stage.creations()) !== sent) throw new Error(`sent before its time, after « ${step.name} »`);
      }
      await hands.stop(window);
      await chosen(window, hands);
      await hurry(window);
      await sendNow(window, hands);
      await window.css(`${testid("envelope")}, ${testid("handover-finish")}`, { seconds: 60 });
      if ((await stage.creations()) !== sent + 1) throw new Error(`${await stage.creations()} creations instead of ${sent + 1}`);
      await window.press(await window.css(testid("nav-home")));
      await window.css(testid("home"));
    }
  } finally {
    await window.close();
    stage.stop();
  }
}

/** One PDF is all it takes: it says so, and merges them. */
async function merged(window, hands) {
  await window.css(`${CARD}[data-fit="false"]`);
  await hands.press(window, `${CARD} ${testid("merge")}`);
  await until("one document with all boxes", async () => {
    const { documents, fields } = await storedDraft(window);
    return documents.length === 1 && fields.length === 4;
  });
}

async function chosen(window, hands) {
  await window.css(`${CARD}[data-fit="true"]`);
  await hands.choose(window, CARD);
  await until("the service chosen", () => window.run("return document.querySelector(arguments[0]).checked", `${CARD} input[type=radio]`));
}

/** The seconds to think better of it: here they last, however slow the machine is to kill. */
async function counting(window, hands) {
  await window.run("window.setInterval = () => 0");
  await sendNow(window, hands);
  await window.css(testid("countdown"));
}

async function sendNow(window, hands) {
  await hands.press(window, testid("send"));
  await window.css(testid("review-sheet"));
  await hands.press(window, testid("send-now"));
}
