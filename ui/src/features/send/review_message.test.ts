import { render, screen } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { PassedText } from "../../bindings/PassedText";
import { setLanguage } from "../../i18n";
import { cache } from "../../query.svelte";
import { draftView, recipient } from "../../test_draft";
import { fakeHost, settle } from "../../test_host";
import { offerView } from "../../test_views";
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
      { recipient: ada.id, carrier, pieces },
      { recipient: bea.id, carrier, pieces },
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
    const text = { recipient: ada.id, carrier: "code" as const, pieces: [words, { type: "code" } as const] };
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

  it("that was written for others is remarked, as long as there are words", () => {
    fakeHost({ sent_documents: () => ({ documents: [] }) });
    const people = [ada, recipient("bea", { delivery: "links", language: "en" })];
    const props = { offer: offerView(), others: [], onedit: vi.fn() };
    render(ReviewWarnings, { ...props, view: draftView({ recipients: people }) });
    expect(screen.queryByTestId("review-foreign")).toBeNull();
    render(ReviewWarnings, { ...props, view: draftView({ recipients: people, message: "Bonjour" }) });
    expect(screen.getByTestId("review-foreign").textContent).toMatch(/aussi pour .*BEA Martin/u);
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
