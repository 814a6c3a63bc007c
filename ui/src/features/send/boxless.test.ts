import { render, screen } from "@testing-library/svelte";
import { beforeEach, expect, it, vi } from "vitest";
import type { Boxless } from "../../bindings/Boxless";
import { setLanguage } from "../../i18n";
import { draftView, field, recipient } from "../../test_draft";
import { capability, offerView } from "../../test_views";
import { rounds } from "./review";
import ReviewPeople from "./ReviewPeople.svelte";

beforeEach(() => setLanguage("fr"));

const view = draftView({
  recipients: [recipient("ada"), recipient("bea", { signature: "invisible" })],
  fields: [field("fld_1")],
});

it.each<[Boxless, string]>([
  ["added_page", "sur une page qu’il ajoute"],
  ["added_page_for_all", "sur une page qu’il ajoute"],
  ["invisible", "ne se voit sur aucune page"],
  ["signer_places", "choisit l’endroit"],
])("the review says what becomes of a signature without a box: %s", (boxless, words) => {
  const offer = offerView({ capability: capability({ boxless }) });
  render(ReviewPeople, { view, offer, rounds: rounds(view, offer), onedit: vi.fn() });
  const [told, ...more] = screen.getAllByTestId("review-boxless");
  expect(told?.textContent).toContain(words);
  expect(more, "who has a box is told nothing").toEqual([]);
});
