import { cleanup, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { DraftView } from "../../bindings/DraftView";
import type { OfferView } from "../../bindings/OfferView";
import { DraftDesk } from "../../draft.svelte";
import { setLanguage } from "../../i18n";
import { cache } from "../../query.svelte";
import { draftView, FakeDraft, recipient } from "../../test_draft";
import { settle } from "../../test_host";
import { capability, localOffer, offerView } from "../../test_views";
import { keepTold } from "../../told";
import { toasts } from "../../widgets/toasts.svelte";
import { creditsOf } from "./offers";
import { Preparation } from "./preparation.svelte";
import OptionsPanel from "./OptionsPanel.svelte";
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
  render(SendPanel, { preparation, onplace: vi.fn(), onsent: vi.fn(), onreview: vi.fn() });
  await screen.findByTestId("offers");
  return preparation;
}

const accounts = () =>
  within(screen.getByTestId("offers"))
    .getAllByRole("article")
    .map((card) => card.dataset["testid"]);
const ways = (draft: FakeDraft) => draft.view.recipients.map(({ delivery }) => delivery);
const links: OfferView = offerView({
  account: "Liens",
  provider: "sigtool",
  capability: capability({ delivery: ["in_person", "links"] }),
});

describe("the account to begin with", () => {
  it("is the one the program prefers, with the template it was used for; those that cannot come last", async () => {
    const draft = new FakeDraft();
    const refusals = [{ code: "order", params: {} }];
    draft.offers = [
      localOffer({ refusals }),
      offerView(),
      offerView({ account: "Autre", provider: "ngsign" }),
    ];
    draft.preferred = "Autre";
    draft.preferredFor = "Bail";
    const preparation = await open(draft);
    expect(preparation.account).toBe("Autre");
    expect(accounts()).toEqual(["account-Cabinet", "account-Autre", "account-local"]);
    expect(screen.getByTestId("account-Autre").textContent).toMatch(/dernière fois pour le modèle .*Bail/u);
    expect(screen.getByTestId("account-Cabinet").textContent).not.toContain("Bail");
  });

  it("does not take the place of a choice, and no card moves while the panel is open", async () => {
    const draft = new FakeDraft();
    draft.offers = [localOffer(), offerView()];
    const preparation = await open(draft);
    await userEvent.click(screen.getByRole("radio", { name: /Cabinet/u }));
    await settle();
    draft.offers = [localOffer({ refusals: [{ code: "order", params: {} }] }), offerView()];
    draft.preferred = "local";
    await preparation.setMessage("Bonjour");
    await settle();
    expect(preparation.account).toBe("Cabinet");
    expect(accounts()).toEqual(["account-local", "account-Cabinet"]);
  });
});

describe("choosing a service", () => {
  it("lets it write to those nobody said anything about, and face to face takes that back", async () => {
    const draft = new FakeDraft();
    draft.offers = [localOffer(), offerView(), links];
    await open(draft);
    await userEvent.click(screen.getByRole("radio", { name: /Cabinet/u }));
    await settle();
    expect(ways(draft)).toEqual(["provider_mails", "provider_mails"]);
    expect(toasts.list.at(-1)?.text).toBe("Docage écrit maintenant à chaque signataire.");
    await userEvent.click(screen.getByRole("radio", { name: /Liens/u }));
    await settle();
    expect(ways(draft)).toEqual(["links", "links"]);
    await userEvent.click(screen.getByRole("radio", { name: /Face à face/u }));
    await settle();
    expect(ways(draft)).toEqual(["in_person", "in_person"]);
    expect(draft.operations).toHaveLength(3);
  });

  it("leaves what somebody chose", async () => {
    const mixed = [recipient("ada", { delivery: "links" }), recipient("bea")];
    const draft = new FakeDraft(draftView({ recipients: mixed }));
    draft.offers = [localOffer(), offerView()];
    await open(draft);
    await userEvent.click(screen.getByRole("radio", { name: /Cabinet/u }));
    await settle();
    expect(ways(draft)).toEqual(["links", "in_person"]);
  });

  it("leaves what was chosen for all here", async () => {
    const draft = new FakeDraft();
    draft.offers = [localOffer(), offerView(), links];
    const preparation = await open(draft);
    await userEvent.click(screen.getByRole("radio", { name: /Cabinet/u }));
    await settle();
    await preparation.setForSigners({ delivery: "in_person" });
    await userEvent.click(screen.getByRole("radio", { name: /Liens/u }));
    await settle();
    expect(ways(draft)).toEqual(["in_person", "in_person"]);
  });
});

describe("what was said of telling people", () => {
  const chooseCabinet = async (draft: FakeDraft) => {
    draft.offers = [localOffer(), offerView(), links];
    await open(draft);
    await userEvent.click(screen.getByRole("radio", { name: /Cabinet/u }));
    await settle();
  };

  it("holds when the draft is opened again: face to face does not become e-mails", async () => {
    const draft = new FakeDraft();
    const before = await start(draft);
    await before.setForSigners({ delivery: "links" });
    await before.setForSigners({ delivery: "in_person" });
    await chooseCabinet(draft);
    expect(ways(draft)).toEqual(["in_person", "in_person"]);
  });

  it("holds for one signer, too, and for no other draft", async () => {
    const other = new FakeDraft(draftView({ id: "drf_2" as DraftView["id"] }));
    const before = await start(other);
    await before.updateSigner(recipient("ada").id, { delivery: "links" });
    await before.updateSigner(recipient("ada").id, { delivery: "in_person" });
    const draft = new FakeDraft();
    await chooseCabinet(draft);
    expect(ways(draft)).toEqual(["provider_mails", "provider_mails"]);
  });

  it("by an account is changed by another one, also when the draft is opened again; who approves is told as well", async () => {
    const people = [recipient("ada"), recipient("bea", { role: "approver" })];
    const draft = new FakeDraft(draftView({ recipients: people }));
    await chooseCabinet(draft);
    expect(ways(draft)).toEqual(["provider_mails", "provider_mails"]);
    cleanup();
    const again = await start(draft);
    again.choose({ ...links, account: "Autre" });
    await again.telling.done;
    expect(ways(draft)).toEqual(["links", "links"]);
  });

  it("holds for a copy and for what a template says", async () => {
    const draft = new FakeDraft();
    keepTold(draft.view.id);
    await chooseCabinet(draft);
    expect(ways(draft)).toEqual(["in_person", "in_person"]);
    expect(draft.operations).toEqual([]);
  });

  it("gives a link to whoever has a number and no address", async () => {
    const people = [
      recipient("ada", { email: "ada@example.tn" }),
      recipient("bea", { mobile: "+21620123456" }),
    ];
    const draft = new FakeDraft(draftView({ recipients: people }));
    await chooseCabinet(draft);
    expect(ways(draft)).toEqual(["provider_mails", "links"]);
    expect(toasts.list.at(-1)?.text).toContain("à qui a une adresse");
    await userEvent.click(screen.getByRole("radio", { name: /Face à face/u }));
    await settle();
    expect(ways(draft)).toEqual(["in_person", "in_person"]);
  });
});

describe("what an account can still pay for", () => {
  const told = (left: number, standing: "enough" | "low" | "short") =>
    creditsOf(offerView({ dispatches: 3, credits: { left, at: Date.UTC(2020, 2, 4, 12), standing } }));

  it("is said with its age, louder where it is little", () => {
    expect(told(40, "enough")).toMatch(/^Il reste 40 envois chez Docage \(relevé.*2020\)\.$/u);
    expect(told(4, "low")).toMatch(/^Il ne reste que 4 envois chez Docage/u);
    expect(told(1, "short")).toMatch(/^Il ne reste que 1 envoi chez Docage.*cette demande en compte 3/u);
    expect(told(0, "short")).toMatch(/^Il ne reste aucun envoi chez Docage/u);
    expect(creditsOf(offerView())).toBe("");
  });

  it("is asked for by the person, where the service counts", async () => {
    const draft = new FakeDraft();
    const counting = offerView({
      account: "Tunis",
      provider: "ngsign",
      capability: capability({ counts_credits: true }),
    });
    draft.offers = [offerView(), counting];
    let credits: number | null = null;
    draft.host.answer({
      test_account: () => ({
        ok: true,
        account: null,
        credits,
        test_mode: false,
        clock_off_seconds: null,
        problem: null,
      }),
    });
    await open(draft);
    expect(screen.queryByTestId("ask-credits")).toBeNull();
    await userEvent.click(screen.getByRole("radio", { name: /Tunis/u }));
    expect(draft.host.calls.map(([command]) => command)).not.toContain("test_account");
    await userEvent.click(screen.getByTestId("ask-credits"));
    await settle();
    expect(toasts.list.at(-1)?.text).toBe("NGSign n’a pas indiqué de solde.");
    credits = 2;
    draft.offers = [offerView(), { ...counting, credits: { left: 2, at: 0, standing: "low" } }];
    await userEvent.click(screen.getByTestId("ask-credits"));
    await settle();
    expect(screen.getByTestId("credits").textContent).toContain("Il ne reste que 2 envois chez NGSign");
  });
});

describe("a change for one account", () => {
  const repair = {
    type: "update_recipient" as const,
    recipient: recipient("ada", { authentication: "email_code" }),
  };
  const judge = (draft: FakeDraft) => () => {
    const coded = draft.view.recipients.some(({ authentication }) => authentication === "email_code");
    const uncoded = { code: "authentication", params: { recipient: "ada", authentication: "none" } };
    const code = { code: "authentication", params: { recipient: "ada", authentication: "email_code" } };
    const told = { code: "delivery", params: { recipient: "ada", delivery: "provider_mails" } };
    const offers = [
      localOffer({ refusals: coded ? [code] : [] }),
      offerView({ refusals: coded ? [] : [uncoded], repair: coded ? null : repair }),
      offerView({ account: "Tunis", provider: "ngsign", refusals: coded ? [told] : [] }),
    ];
    return { problems: [], offers, preferred: "local", preferred_for: null };
  };

  /** Has the draft adapted; the toast that follows. */
  async function adapted(draft: FakeDraft) {
    draft.host.answer({ compare_accounts: judge(draft) });
    await open(draft);
    await userEvent.click(screen.getByTestId("adapt"));
    await settle();
    return toasts.list.at(-1);
  }

  it("says which others could take the request and no longer do, and takes all of it back", async () => {
    const draft = new FakeDraft();
    const said = await adapted(draft);
    // Whoever is chosen tells people its own way: that is no reason to leave it out.
    expect(said?.text).toMatch(
      /convient maintenant à .*Cabinet.* mais plus à .*Face à face, sur cet ordinateur.*\.$/u,
    );
    expect(draft.view.recipients[0]).toMatchObject({
      authentication: "email_code",
      delivery: "provider_mails",
    });
    await said?.action?.run();
    expect(draft.view.recipients).toEqual([recipient("ada"), recipient("bea")]);
    expect(toasts.list).not.toContain(said);
  });

  it("is no longer talked of once the request is reviewed: nothing lies over that", async () => {
    const said = await adapted(new FakeDraft());
    expect(said?.action).toBeTruthy();
    screen.getByTestId("send").click();
    await settle();
    expect(toasts.list).not.toContain(said);
  });

  it("says nothing where all others still take it", async () => {
    const draft = new FakeDraft();
    draft.offers = [localOffer(), offerView({ refusals: [{ code: "order", params: {} }], repair })];
    await open(draft);
    const before = toasts.list.length;
    await userEvent.click(screen.getByTestId("adapt"));
    await settle();
    expect(draft.operations).toHaveLength(1);
    expect(toasts.list).toHaveLength(before);
    // The button is gone.
    expect(document.activeElement).toBe(screen.getByRole("radio", { name: /Cabinet/u }));
  });
});

describe("saved texts", () => {
  it("are used, saved, renamed and deleted with a way back", async () => {
    const draft = new FakeDraft(draftView({ message: "Bonjour à tous" }));
    draft.texts = [{ name: "Rappel", language: "en", text: "Hello" }];
    draft.host.answer({
      save_text: ({ text, replaces }) => {
        draft.texts = [...draft.texts.filter(({ name }) => name !== replaces?.name), text];
        return { texts: draft.texts };
      },
      remove_saved_text: ({ name }) => {
        draft.texts = draft.texts.filter((one) => one.name !== name);
        return { texts: draft.texts };
      },
    });
    const preparation = await start(draft);
    render(SavedTexts, { preparation });
    screen.getByTestId<HTMLDetailsElement>("saved-texts").open = true;
    await settle();
    const save = () => screen.getByTestId<HTMLButtonElement>("text-save");
    expect(save().disabled).toBe(true);
    await userEvent.type(screen.getByTestId("text-name"), "Invitation");
    await userEvent.click(save());
    await settle();
    expect(draft.texts[1]).toEqual({ name: "Invitation", language: "fr", text: "Bonjour à tous" });
    // Those in the language of the request come first.
    expect(screen.getAllByRole("listitem").map((row) => row.textContent?.trim())).toEqual([
      expect.stringContaining("Invitation"),
      expect.stringContaining("Rappel"),
    ]);
    await userEvent.click(screen.getByRole("button", { name: /^Rappel/u }));
    await settle();
    expect(draft.view.message).toBe("Hello");
    await userEvent.type(screen.getByTestId("text-name"), "invitation");
    expect(save().textContent).toMatch(/Remplacer .*Invitation/u);
    await userEvent.click(screen.getByRole("button", { name: /Renommer .*Rappel/u }));
    const name = screen.getByTestId<HTMLInputElement>("text-name");
    expect([name.value, document.activeElement]).toEqual(["Rappel", name]);
    await userEvent.clear(name);
    await userEvent.type(name, "Reminder{Enter}");
    await settle();
    expect(draft.texts.map((one) => one.name).toSorted()).toEqual(["Invitation", "Reminder"]);
    await userEvent.click(screen.getByRole("button", { name: /Supprimer .*Reminder/u }));
    await settle();
    expect(draft.texts.map((one) => one.name)).toEqual(["Invitation"]);
    await toasts.list.at(-1)?.action?.run();
    await settle();
    expect(draft.texts.map((one) => one.name)).toContain("Reminder");
  });

  it("under one name go along to whoever reads another language, as one step", async () => {
    const people = [recipient("ada"), recipient("bea", { language: "en" })];
    const draft = new FakeDraft(draftView({ recipients: people }));
    draft.host.answer({
      save_text: ({ text }) => ({ texts: (draft.texts = [...draft.texts, text]) }),
    });
    const preparation = await start(draft);
    render(OptionsPanel, { preparation, offer: null });
    screen.getByTestId<HTMLDetailsElement>("options").open = true;
    screen.getByTestId<HTMLDetailsElement>("saved-texts").open = true;
    await userEvent.type(screen.getByTestId("message"), "Bonjour");
    await userEvent.type(screen.getByRole("textbox", { name: "Message en anglais" }), "Hello");
    await settle();
    expect([draft.view.message, draft.view.options.messages]).toEqual(["Bonjour", { en: "Hello" }]);
    await userEvent.type(screen.getByTestId("text-name"), "Bail{Enter}");
    await settle();
    const kept = draft.texts.map(({ name, language, text }) => `${name} ${language} ${text}`);
    expect(kept.toSorted()).toEqual(["Bail en Hello", "Bail fr Bonjour"]);
    await preparation.setMessage("");
    await preparation.setOptions({ messages: {} });
    const steps = draft.operations.length;
    await userEvent.click(screen.getAllByRole("button", { name: /^Bail/u })[0]!);
    await settle();
    expect([draft.view.message, draft.view.options.messages]).toEqual(["Bonjour", { en: "Hello" }]);
    expect(draft.operations.length).toBe(steps + 1);
  });

  it("a name that is taken is said where it is typed", async () => {
    const draft = new FakeDraft(draftView({ message: "Bonjour" }));
    const params = { name: "Bail" };
    const refused = { code: "refused", message: "error-text-exists", params, detail: "" };
    draft.host.answer({ save_text: () => Promise.reject(refused) });
    render(SavedTexts, { preparation: await start(draft) });
    screen.getByTestId<HTMLDetailsElement>("saved-texts").open = true;
    await userEvent.type(screen.getByTestId("text-name"), "Bail{Enter}");
    await settle();
    const name = screen.getByTestId("text-name");
    expect(name.getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByText(/s’appelle déjà/u)).toBeTruthy();
  });
});
