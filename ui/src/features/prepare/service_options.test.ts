import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { OfferView } from "../../bindings/OfferView";
import { DraftDesk } from "../../draft.svelte";
import { setLanguage } from "../../i18n";
import { draftView, FakeDraft, recipient } from "../../test_draft";
import { settle } from "../../test_host";
import { capability, documentView, localOffer, noOptions, offerView } from "../../test_views";
import LackingOptions from "./LackingOptions.svelte";
import OfferCards from "./OfferCards.svelte";
import { Preparation } from "./preparation.svelte";
import ProviderOptions from "./ProviderOptions.svelte";

async function start(draft: FakeDraft): Promise<Preparation> {
  const desk = new DraftDesk(draft.view.id);
  await desk.load();
  return new Preparation(desk);
}

async function shown(draft: FakeDraft, offer: OfferView): Promise<Preparation> {
  const preparation = await start(draft);
  preparation.moreOpen = true;
  render(ProviderOptions, { preparation, offer });
  return preparation;
}

const everything = offerView({
  capability: capability({
    options: ["brand_logo", "conditions", "metadata", "notification_urls", "redirect_url", "signature_modes"],
    signature_modes: ["drawn", "typed"],
    notice_addresses: "any",
  }),
});

beforeEach(() => setLanguage("fr"));

describe("options only some services have", () => {
  it("what the account lacks is folded into one line, what is set can still be taken away", async () => {
    const options = { ...noOptions(), redirect_url: "https://exemple.fr" };
    const preparation = await shown(new FakeDraft(draftView({ options })), localOffer());
    for (const id of ["conditions-fr", "note-name", "notices", "logo", "mode-drawn"]) {
      expect(screen.queryByTestId(id), id).toBeNull();
    }
    const redirect = screen.getByTestId<HTMLInputElement>("redirect");
    expect(redirect.disabled).toBe(false);
    expect(screen.getByText(/ne connaît pas cette option.*retirez-la/u)).toBeTruthy();
    render(LackingOptions, { preparation, offer: localOffer() });
    const folded = screen.getByTestId<HTMLDetailsElement>("lacking");
    expect(folded.open).toBe(false);
    expect(folded.querySelector("summary")?.textContent).toMatch(
      /8 réglages que .*Face à face.* ne connaît pas/u,
    );
    folded.open = true;
    expect(within(folded).getAllByRole("listitem")).toHaveLength(8);
    expect(folded.textContent).not.toMatch(/_|Page ouverte après/u);
    // What is emptied does not vanish under the hand.
    await userEvent.clear(redirect);
    await settle();
    expect(screen.getByTestId("redirect")).toBe(redirect);
    expect(redirect.disabled).toBe(true);
  });

  it("where nothing is lacking nothing is folded, and a service without any of them has no further fold", async () => {
    const preparation = await shown(new FakeDraft(draftView()), localOffer());
    expect(screen.queryByTestId("more-options")).toBeNull();
    const all = capability({
      options: [...everything.capability.options, "brand_color", "reminder_days", "test"],
    });
    render(LackingOptions, { preparation, offer: offerView({ capability: all }) });
    expect(screen.queryByTestId("lacking")).toBeNull();
  });

  it("conditions are one per line, in each language somebody reads", async () => {
    const people = [recipient("ada"), recipient("bea", { language: "en" })];
    const draft = new FakeDraft(draftView({ recipients: people }));
    await shown(draft, everything);
    await userEvent.type(screen.getByTestId("conditions-fr"), "J’ai lu{Enter} {Enter}J’accepte");
    await userEvent.type(screen.getByTestId("conditions-en"), "I agree");
    await settle();
    expect(draft.view.options.conditions).toEqual({ fr: ["J’ai lu", "J’accepte"], en: ["I agree"] });
    await userEvent.clear(screen.getByTestId("conditions-en"));
    await settle();
    expect(draft.view.options.conditions).toEqual({ fr: ["J’ai lu", "J’accepte"] });
  });

  it("references, notice addresses, ways of signing and the page after signing are kept", async () => {
    const draft = new FakeDraft(draftView());
    await shown(draft, everything);
    expect(screen.getByTestId("note-add")).toHaveProperty("disabled", true);
    await userEvent.type(screen.getByTestId("note-name"), "Dossier");
    await userEvent.type(screen.getByTestId("note-value"), "A-17{Enter}");
    await userEvent.type(screen.getByTestId("notices"), "https://a.fr{Enter}mailto:b@c.fr");
    await userEvent.click(screen.getByTestId("mode-typed"));
    await userEvent.type(screen.getByTestId("redirect"), "merci.fr");
    await settle();
    expect(draft.view.options).toMatchObject({
      metadata: { Dossier: "A-17" },
      notification_urls: ["https://a.fr", "mailto:b@c.fr"],
      signature_modes: ["typed"],
      redirect_url: "merci.fr",
    });
    expect(screen.getByTestId("redirect").getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByTestId("mode-image")).toHaveProperty("disabled", true);
    await userEvent.click(screen.getByRole("button", { name: /Retirer .*Dossier/u }));
    await settle();
    expect(draft.view.options.metadata).toEqual({});
  });

  it("a picture becomes the logo, and one that cannot be taken is told", async () => {
    const draft = new FakeDraft(draftView());
    const refused = { code: "refused", message: "error-logo-too-large", params: {}, detail: "" };
    draft.host.picked = ["/d/logo.png"];
    draft.host.answer({ read_logo: () => Promise.reject(refused) });
    await shown(draft, everything);
    await userEvent.click(screen.getByTestId("logo-pick"));
    expect(await screen.findByText(/256/u, { selector: ".error" })).toBeTruthy();
    draft.host.answer({ read_logo: () => ({ logo: "data:image/png;base64,iVBORw0KGgo=" }) });
    await userEvent.click(screen.getByTestId("logo-pick"));
    await settle();
    expect(draft.view.options.brand_logo).toBe("data:image/png;base64,iVBORw0KGgo=");
    await userEvent.click(screen.getByText("Retirer le logo"));
    await settle();
    expect(draft.view.options.brand_logo).toBeNull();
  });

  it("what is drawn into the signature is a picture: no address can be typed for it", async () => {
    const draft = new FakeDraft(draftView());
    draft.host.picked = ["/d/logo.png"];
    draft.host.answer({ read_logo: () => ({ logo: "data:image/png;base64,iVBORw0KGgo=" }) });
    await shown(draft, { ...everything, capability: { ...everything.capability, logo_form: "picture" } });
    expect(screen.queryByTestId("logo")).toBeNull();
    expect(screen.getByText(/dessiné dans chaque signature/u)).toBeTruthy();
    await userEvent.click(screen.getByTestId("logo-pick"));
    await settle();
    expect(draft.view.options.brand_logo).toBe("data:image/png;base64,iVBORw0KGgo=");
  });
});

describe("several documents for a service that takes one", () => {
  const shown = (preparation: Preparation, offer: OfferView) => ({
    preparation,
    offers: [offer],
    chosen: null,
    onplace: () => {},
    onadapt: (one: OfferView) => void preparation.adapt(one),
    onmerge: (one: OfferView) => void preparation.merge(one),
  });
  const merge = { documents: 2, pages: 5, obstacles: [], repairs: [] };

  it("are merged with one press, after saying what that does", async () => {
    const draft = new FakeDraft(draftView());
    const asked: unknown[] = [];
    draft.host.answer({
      merge_documents: (params) => {
        asked.push(params);
        draft.view = { ...draft.view, documents: [documentView({ name: "Contrat" })] };
        return draft.view;
      },
    });
    const preparation = await start(draft);
    const offer = offerView({ account: "Cabinet GesDocs", provider: "gesdocs", merge });
    render(OfferCards, shown(preparation, offer));
    const card = within(screen.getByTestId("merge-offer"));
    expect(card.getByText(/GesDocs prend un seul PDF/u)).toBeTruthy();
    expect(card.getByText(/5 pages/u)).toBeTruthy();
    await userEvent.click(card.getByRole("button", { name: /Réunir les 2 documents/u }));
    await settle();
    expect(asked).toEqual([{ draft: draft.view.id, account: "Cabinet GesDocs" }]);
    expect(preparation.view?.documents).toHaveLength(1);
    expect(preparation.account).toBe("Cabinet GesDocs");
  });

  it("leave in a request each where a person says so, with this account and as long as there are several", async () => {
    const page = { width: 595, height: 842 };
    const documents = [
      documentView({ pages: [page] }),
      documentView({ id: "doc_2" as never, pages: [page] }),
    ];
    const draft = new FakeDraft(draftView({ documents }));
    const preparation = await start(draft);
    const offer = offerView({ account: "Cabinet GesDocs", provider: "gesdocs", merge });
    const { rerender } = render(OfferCards, shown(preparation, offer));
    const button = () => screen.getByTestId("separate");
    expect(button().getAttribute("aria-pressed")).toBe("false");
    await userEvent.click(button());
    await rerender({ ...shown(preparation, offer), chosen: offer });
    expect([preparation.account, preparation.separating.on]).toEqual(["Cabinet GesDocs", true]);
    expect(button().getAttribute("aria-pressed")).toBe("true");
    preparation.choose(offerView());
    expect(preparation.separating.on).toBe(false);
    preparation.choose(offer);
    await userEvent.click(button());
    expect(preparation.separating.on).toBe(false);
  });

  it("that cannot be merged say why, by name", async () => {
    const preparation = await start(new FakeDraft(draftView()));
    const obstacles = ["merge_signed", "merge_protected", "merge_form"].map((code) => ({
      code,
      params: { document: "doc_1" },
    }));
    const offer = offerView({ provider: "gesdocs", merge: { ...merge, obstacles } });
    render(OfferCards, shown(preparation, offer));
    const card = within(screen.getByTestId("merge-offer"));
    expect(card.queryByRole("button", { name: /Réunir/u })).toBeNull();
    expect(card.getAllByText(/Contrat/u)).toHaveLength(3);
  });
});
