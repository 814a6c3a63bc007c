import { cleanup, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { tick } from "svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { DraftDesk } from "../../draft.svelte";
import { setLanguage } from "../../i18n";
import { cache } from "../../query.svelte";
import { draftView, FakeDraft, recipient } from "../../test_draft";
import { settle } from "../../test_host";
import { capability, localOffer, noOptions, offerView } from "../../test_views";
import { toasts } from "../../widgets/toasts.svelte";
import { unknown } from "./lacking";
import { Preparation } from "./preparation.svelte";
import SavedTexts from "./SavedTexts.svelte";
import SendPanel from "./SendPanel.svelte";

beforeEach(() => {
  setLanguage("fr");
  cache.clear();
  localStorage.clear();
});

async function start(draft: FakeDraft): Promise<Preparation> {
  const desk = new DraftDesk(draft.view.id);
  await desk.load();
  return new Preparation(desk);
}

async function open(draft: FakeDraft) {
  const preparation = await start(draft);
  const onreview = vi.fn();
  const onplace = vi.fn();
  render(SendPanel, { preparation, onplace, onsent: vi.fn(), onreview });
  await screen.findByTestId("offers");
  return { preparation, onreview, onplace };
}

const tunis = offerView({ account: "Tunis", provider: "ngsign" });

describe("the chosen account", () => {
  it("is still chosen when the preparation is left and opened again", async () => {
    const draft = new FakeDraft();
    draft.offers = [localOffer(), offerView(), tunis];
    await open(draft);
    await userEvent.click(screen.getByRole("radio", { name: /Tunis/u }));
    await settle();
    cleanup();
    cache.clear();
    draft.preferred = "Cabinet";
    const { preparation } = await open(draft);
    await settle();
    expect(preparation.account).toBe("Tunis");
    expect(screen.getByRole<HTMLInputElement>("radio", { name: /Tunis/u }).checked).toBe(true);
    // One that is gone by then is not kept to.
    cleanup();
    cache.clear();
    draft.offers = [localOffer(), offerView()];
    expect(screen.queryByTestId("account-gone")).toBeNull();
    const gone = (await open(draft)).preparation;
    expect(gone.account).toBe("Cabinet");
    expect(screen.getByTestId("account-gone").textContent).toMatch(/Tunis.*n’existe plus.*Cabinet/u);
    gone.account = "Cabinet";
    await settle();
    expect(screen.queryByTestId("account-gone")).toBeNull();
  });

  it("one that was only proposed is proposed anew", async () => {
    const draft = new FakeDraft();
    draft.offers = [localOffer(), offerView(), tunis];
    draft.preferred = "Cabinet";
    expect((await open(draft)).preparation.account).toBe("Cabinet");
    cleanup();
    cache.clear();
    draft.preferred = "Tunis";
    expect((await open(draft)).preparation.account).toBe("Tunis");
  });

  it("is reviewed as it judges the draft once everybody is told its way", async () => {
    const draft = new FakeDraft();
    draft.offers = [localOffer(), offerView()];
    const { onreview, onplace } = await open(draft);
    // Nothing of it is known before people are told by e-mail.
    const judge = () => {
      const isMailed = draft.view.recipients[0]?.delivery === "provider_mails";
      draft.offers = [
        localOffer(),
        offerView({ refusals: isMailed ? [{ code: "option", params: { option: "brand_color" } }] : [] }),
      ];
      return { problems: [], offers: draft.offers, preferred: "Cabinet", preferred_for: null };
    };
    draft.host.answer({ compare_accounts: judge });
    screen.getByRole("radio", { name: /Cabinet/u }).click();
    await tick();
    screen.getByTestId("send").click();
    await settle();
    expect(onreview).not.toHaveBeenCalled();
    expect(onplace).not.toHaveBeenCalled();
    expect(screen.getByTestId("problems").textContent).toContain("couleur de la page de signature");
  });
});

describe("telling all at once", () => {
  it("tells who approves, too, and leaves copies alone", async () => {
    const people = [
      recipient("ada"),
      recipient("bea", { role: "approver" }),
      recipient("carl", { role: "carbon_copy" }),
    ];
    const draft = new FakeDraft(draftView({ recipients: people }));
    const preparation = await start(draft);
    await preparation.setForSigners({ delivery: "links" });
    expect(draft.view.recipients.map(({ delivery }) => delivery)).toEqual(["links", "links", "in_person"]);
    expect(draft.operations).toHaveLength(1);
  });
});

it("an option that has been emptied is not to be taken away", async () => {
  const draft = new FakeDraft(draftView({ options: { ...noOptions(), brand_color: "#112233" } }));
  const preparation = await start(draft);
  const offer = offerView({ capability: capability({ options: [] }) });
  expect(unknown(preparation, offer, "brand_color")).toMatch(/ne connaît pas cette option.*retirez-la/u);
  await preparation.setOptions({ brand_color: noOptions().brand_color });
  expect(unknown(preparation, offer, "brand_color")).toMatch(/ne connaît pas cette option\.$/u);
  const knowing = offerView({ capability: capability({ options: ["brand_color"] }) });
  expect(unknown(preparation, knowing, "brand_color")).toBeUndefined();
});

describe("renaming a saved text", () => {
  const opened = async (draft: FakeDraft) => {
    draft.texts = [{ name: "Rappel", language: "fr", text: "Hello" }];
    render(SavedTexts, { preparation: await start(draft) });
    screen.getByTestId<HTMLDetailsElement>("saved-texts").open = true;
    await settle();
    return screen.getByTestId<HTMLInputElement>("text-name");
  };

  it("has two ways out that change nothing", async () => {
    const draft = new FakeDraft(draftView({ message: "Bonjour" }));
    const name = await opened(draft);
    for (const leave of [
      () => userEvent.click(screen.getByTestId("text-cancel")),
      () => userEvent.keyboard("{Escape}"),
    ]) {
      await userEvent.click(screen.getByRole("button", { name: /Renommer .*Rappel/u }));
      expect([name.value, document.activeElement]).toEqual(["Rappel", name]);
      await leave();
      expect([name.value, document.activeElement]).toEqual(["", name]);
      expect(screen.queryByTestId("text-cancel")).toBeNull();
    }
    expect(draft.host.calls.map(([command]) => command)).not.toContain("save_text");
  });

  it("ends when that text is removed, also from a list that was read anew; refusals are told", async () => {
    const draft = new FakeDraft();
    const name = await opened(draft);
    const refused = { code: "refused", message: "error-text-exists", params: { name: "Rappel" }, detail: "" };
    draft.host.answer({
      remove_saved_text: () => Promise.reject(refused),
      save_text: () => Promise.reject(refused),
    });
    await userEvent.click(screen.getByRole("button", { name: /Renommer .*Rappel/u }));
    await userEvent.click(screen.getByRole("button", { name: /Supprimer .*Rappel/u }));
    await settle();
    expect([toasts.list.at(-1)?.tone, name.value]).toEqual(["error", "Rappel"]);
    draft.host.answer({ remove_saved_text: () => ({ texts: [] }) });
    draft.texts = [{ ...draft.texts[0]! }];
    cache.drop(["texts"]);
    await settle();
    await userEvent.click(screen.getByRole("button", { name: /Supprimer .*Rappel/u }));
    await settle();
    expect([name.value, screen.queryByTestId("text-cancel")]).toEqual(["", null]);
    await toasts.list.at(-1)?.action?.run();
    expect(toasts.list.at(-1)?.tone).toBe("error");
  });
});
