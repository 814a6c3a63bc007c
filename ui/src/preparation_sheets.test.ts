import { fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { EnvelopeView } from "./bindings/EnvelopeView";
import { DraftDesk } from "./draft.svelte";
import { Placement } from "./features/placement/placement.svelte";
import { Preparation } from "./features/prepare/preparation.svelte";
import { UNDO_SECONDS } from "./features/send/departure.svelte";
import { setLanguage } from "./i18n";
import { navigation } from "./navigation.svelte";
import PreparationSheets from "./PreparationSheets.svelte";
import { draftView, FakeDraft } from "./test_draft";
import { documentView, envelopeView, offerView } from "./test_views";
import { toasts } from "./widgets/toasts.svelte";
import { PageViewer } from "./widgets/pages/viewer.svelte";

beforeEach(() => {
  setLanguage("fr");
  navigation.go({ name: "prepare", draft: "drf_1" as never });
  vi.useFakeTimers();
});
afterEach(async () => {
  // What is said waits its turn: a turn that never came would keep the tests that follow from being heard.
  await vi.runOnlyPendingTimersAsync();
  vi.useRealTimers();
});

async function leaving() {
  const draft = new FakeDraft();
  let answer: (view: EnvelopeView) => void = () => {};
  draft.host.answer({
    send_envelope: () => new Promise((resolve) => (answer = resolve)),
    sent_documents: () => ({ documents: [] }),
  });
  const desk = new DraftDesk(draft.view.id);
  await desk.load();
  const preparation = new Preparation(desk);
  const placement = new Placement(desk, new PageViewer());
  const reviewing = { view: draft.view, offer: offerView(), others: [] };
  const shown = render(PreparationSheets, {
    preparation,
    placement,
    reviewing,
    saving: null,
    onplace: () => {},
  });
  await fireEvent.click(screen.getByTestId("send-now"));
  await vi.advanceTimersByTimeAsync(UNDO_SECONDS * 1000);
  return { shown, answer: (view: EnvelopeView) => answer(view) };
}

it("whoever waits for the sending is led to what comes next", async () => {
  const { answer } = await leaving();
  answer(envelopeView({ status: "sent" }));
  await vi.advanceTimersByTimeAsync(0);
  expect(navigation.screen.name).toBe("hosting");
});

it("whoever goes on elsewhere meanwhile is told, and stays where they are", async () => {
  const { shown, answer } = await leaving();
  await fireEvent.click(screen.getByTestId("send-leave"));
  expect(navigation.screen).toEqual({ name: "home" });
  shown.unmount();
  answer(envelopeView({ status: "sent" }));
  await vi.advanceTimersByTimeAsync(0);
  expect(navigation.screen).toEqual({ name: "home" });
  const last = toasts.list.at(-1);
  expect(last?.text).toContain("envoyée.");
  last?.action?.run();
  expect(navigation.screen.name).toBe("hosting");
});

it("a request for each document is shown with who is left out of it, and leads to the batch they are", async () => {
  const page = { width: 595, height: 842 };
  const documents = [documentView({ pages: [page] }), documentView({ id: "doc_2" as never, pages: [page] })];
  const draft = new FakeDraft(draftView({ documents }));
  const [ada, bea] = draft.view.recipients.map(({ id }) => id);
  const request = { title: "Contrat – Annexe", people: [ada!], left_out: [bea!], problems: [] };
  draft.host.answer({
    check_separate: () => ({ requests: [request] }),
    sent_documents: () => ({ documents: [] }),
    send_separate: () => ({ id: "bat_1" }) as never,
  });
  const desk = new DraftDesk(draft.view.id);
  await desk.load();
  const preparation = new Preparation(desk);
  const offer = offerView();
  preparation.separating.toggle(offer);
  const reviewing = { view: draft.view, offer, others: [] };
  const placement = new Placement(desk, new PageViewer());
  render(PreparationSheets, { preparation, placement, reviewing, saving: null, onplace: () => {} });
  await vi.advanceTimersByTimeAsync(0);
  const shown = screen.getByTestId("review-separate").textContent;
  expect(shown).toMatch(/Contrat – Annexe.*ADA Martin.*Pas de cadre dans ce document.*BEA Martin/su);
  await fireEvent.click(screen.getByTestId("send-now"));
  await vi.advanceTimersByTimeAsync(UNDO_SECONDS * 1000);
  expect(draft.host.calls.map(([command]) => command)).not.toContain("send_envelope");
  expect(navigation.screen).toEqual({ name: "batch", batch: "bat_1" });
});
