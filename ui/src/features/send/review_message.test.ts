import { render, screen } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { PassedText } from "../../bindings/PassedText";
import { setLanguage } from "../../i18n";
import { cache } from "../../query.svelte";
import { draftView, recipient } from "../../test_draft";
import { fakeHost, settle } from "../../test_host";
import { capability, noOptions, offerView } from "../../test_views";
import ReviewFacts from "./ReviewFacts.svelte";
import ReviewWarnings from "./ReviewWarnings.svelte";

const ada = recipient("ada", { delivery: "provider_mails", email: "ada@example.org" });
const bea = recipient("bea", { delivery: "links" });
const draft = draftView({ recipients: [ada, bea] });

beforeEach(() => {
  setLanguage("fr");
  cache.clear();
});

describe("the message in the review", () => {
  const facts = async (texts: PassedText[], view = draft, offer = offerView()) => {
    fakeHost({ sent_documents: () => ({ documents: [] }), preview_texts: () => ({ texts }) });
    render(ReviewFacts, { view, offer, onedit: vi.fn() });
    await settle();
  };
  const words = { type: "words", text: "Bonjour\net merci." } as const;

  it("is shown as the service hands it on, with the place of the link, people with the same words together", async () => {
    const carrier = "invitation" as const;
    const pieces = [words, { type: "link" } as const];
    await facts([
      { recipient: ada.id, carrier, language: "fr", pieces },
      { recipient: bea.id, carrier, language: "fr", pieces },
    ]);
    const [shown, ...others] = screen.getAllByTestId("review-passed");
    expect([shown?.textContent, others.length]).toEqual([
      "Bonjour\net merci.\n[lien personnel pour signer]",
      0,
    ]);
    expect(screen.getByText(/l’e-mail que Docage envoie à ADA Martin et BEA Martin/u)).toBeTruthy();
    expect(screen.getByText(/L’objet et ce qui entoure ce texte sont ceux de Docage/u)).toBeTruthy();
    expect(screen.queryByText(/son propre texte/u)).toBeNull();
  });

  it("comes with the code where the service takes it there; an invitation without our words is said", async () => {
    const pieces = [words, { type: "code" } as const];
    const text = { recipient: ada.id, carrier: "code" as const, language: "fr" as const, pieces };
    await facts([text]);
    expect(screen.getByTestId("review-passed").textContent).toBe("Bonjour\net merci.\n[code]");
    expect(screen.getByText(/Docage écrit son propre texte à ADA Martin\./u)).toBeTruthy();
  });

  it("is not there where nobody is written to", async () => {
    await facts([], draftView());
    expect(screen.queryByText("Message")).toBeNull();
  });

  it("a service that writes to nobody is warned of", async () => {
    fakeHost({ sent_documents: () => ({ documents: [] }) });
    const props = { offer: offerView(), others: [], onedit: vi.fn() };
    render(ReviewWarnings, { ...props, view: draftView() });
    expect(screen.getByTestId("review-untold").textContent).toMatch(
      /ne recevront ni e-mail ni lien.*page de Docage/u,
    );
    render(ReviewWarnings, { ...props, view: draft });
    expect(screen.getAllByTestId("review-untold")).toHaveLength(1);
  });

  const reader = recipient("bea", { delivery: "links", language: "en" });

  it("that was written for others is remarked, as long as there are words and none in their language", () => {
    fakeHost({ sent_documents: () => ({ documents: [] }), preview_texts: () => ({ texts: [] }) });
    const props = { offer: offerView(), others: [], onedit: vi.fn() };
    const view = draftView({ recipients: [ada, reader] });
    render(ReviewWarnings, { ...props, view });
    expect(screen.queryByTestId("review-foreign")).toBeNull();
    const further = { ...view, message: "Bonjour", options: noOptions({ messages: { en: "Hello" } }) };
    render(ReviewWarnings, { ...props, view: further });
    expect(screen.queryByTestId("review-foreign")).toBeNull();
    render(ReviewWarnings, { ...props, view: { ...view, message: "Bonjour" } });
    expect(screen.getByTestId("review-foreign").textContent).toMatch(
      /en .*français.* aussi pour .*BEA Martin/u,
    );
  });

  it("that the service sends in one language only is remarked, with what stays here", async () => {
    const eve = recipient("eve", { delivery: "provider_mails", language: "en" });
    const options = noOptions({ messages: { en: "Hello" } });
    const view = draftView({ recipients: [ada, eve], message: "Bonjour", options });
    const text = {
      recipient: eve.id,
      carrier: "invitation" as const,
      language: "fr" as const,
      pieces: [words],
    };
    fakeHost({ sent_documents: () => ({ documents: [] }), preview_texts: () => ({ texts: [text] }) });
    render(ReviewWarnings, { view, offer: offerView(), others: [], onedit: vi.fn() });
    await settle();
    expect(screen.getByTestId("review-foreign").textContent).toMatch(/EVE Martin.*reste ici.*Docage/su);
  });

  it("is shown in each language somebody gets it in by a link", async () => {
    const options = noOptions({ messages: { en: "Hello" } });
    await facts([], draftView({ recipients: [bea, reader], message: "Bonjour", options }));
    const shown = screen.getAllByTestId("review-mail").map((one) => [one.lang, one.textContent]);
    expect(shown).toEqual([
      ["fr", expect.stringContaining("Bonjour")],
      ["en", expect.stringContaining("Hello")],
    ]);
  });

  it("counts whoever signs several documents once for each, where each leaves in a request of its own", async () => {
    const request = { title: "Bail", left_out: [], problems: [] };
    fakeHost({
      preview_texts: () => ({ texts: [] }),
      check_separate: () => ({
        requests: [
          { ...request, people: [ada.id, bea.id] },
          { ...request, title: "Annexe", people: [ada.id] },
        ],
      }),
    });
    const priced = offerView({ capability: capability({ price_cents: 150 }) });
    const props = { view: draftView({ recipients: [ada, bea] }), offer: priced, onedit: vi.fn() };
    const { rerender } = render(ReviewFacts, props);
    expect(document.body.textContent?.replaceAll(/\s/gu, " ")).toContain("2 signataires à 1,50");
    await rerender({ ...props, separate: true });
    await settle();
    expect(document.body.textContent?.replaceAll(/\s/gu, " ")).toContain("à partir de 4,50");
  });

  it("a copy by e-mail does not silence that, and one press has those who act told", async () => {
    fakeHost({ sent_documents: () => ({ documents: [] }) });
    const copy = recipient("carl", { role: "carbon_copy", delivery: "provider_mails" });
    const view = draftView({ recipients: [recipient("ada"), copy] });
    const ontell = vi.fn(async () => {});
    const props = { view, offer: offerView(), others: [], onedit: vi.fn(), ontell };
    const { rerender } = render(ReviewWarnings, { ...props, way: "provider_mails" });
    const button = screen.getByTestId("review-tell");
    expect(button.textContent).toContain("Faire écrire Docage à chacun");
    button.click();
    expect(ontell).toHaveBeenCalledOnce();
    // A service that cannot write to anybody has nothing to offer.
    await rerender({ ...props, way: "in_person" });
    expect(screen.queryByTestId("review-tell")).toBeNull();
  });

  it("what cannot be shown is said, and what is written here stays in sight", async () => {
    const refused = { code: "notFound", message: "error-draft-not-found", params: {}, detail: "" };
    fakeHost({ preview_texts: () => Promise.reject(refused) });
    render(ReviewFacts, { view: draft, offer: offerView(), onedit: vi.fn() });
    expect(screen.getByTestId("review-mail")).toBeTruthy();
    await settle();
    expect(screen.getByTestId("review-mail")).toBeTruthy();
    expect(screen.getByRole("alert")).toBeTruthy();
    expect(screen.queryByText(/son propre texte/u)).toBeNull();
  });
});
