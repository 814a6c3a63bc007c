import { fireEvent, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { EnvelopeStatus } from "../../bindings/EnvelopeStatus";
import { setLanguage } from "../../i18n";
import { network } from "../../network.svelte";
import { cache } from "../../query.svelte";
import { draftView, field, recipient } from "../../test_draft";
import { fakeHost, settle } from "../../test_host";
import { capability, dispatchView, envelopeView, noOptions, offerView, personView } from "../../test_views";
import type { Refusal } from "../../rpc";
import { toasts } from "../../widgets/toasts.svelte";
import { screenAfter, tellSent } from "./after";
import { Departure, UNDO_SECONDS } from "./departure.svelte";
import { boxedPages, cost, higher, nextSteps, rounds } from "./review";
import ReviewSheet from "./ReviewSheet.svelte";

const ada = recipient("ada", { delivery: "provider_mails", email: "ada@example.org", routing_order: 1 });
const bea = recipient("bea", {
  delivery: "links",
  routing_order: 2,
  authentication: "sms_code",
  mobile: "+33611",
});
const cleo = recipient("cleo", { role: "carbon_copy", email: "cleo@example.org" });
const draft = draftView({
  recipients: [ada, bea, cleo],
  fields: [
    field("f1"),
    field("f2", { recipient: bea.id, placement: { page: 3, rect: { x: 1, y: 2, width: 3, height: 4 } } }),
  ],
});

beforeEach(() => {
  setLanguage("fr");
  cache.clear();
});

describe("the last moment before a request leaves", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("leaves once, when the countdown has ended", async () => {
    const send = vi.fn(async () => "sent" as const);
    const departure = new Departure(send);
    departure.start();
    departure.start();
    expect([departure.phase, departure.left]).toEqual(["counting", UNDO_SECONDS]);
    await vi.advanceTimersByTimeAsync(UNDO_SECONDS * 1000 - 1);
    expect(send).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(send).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(send).toHaveBeenCalledOnce();
  });

  it.each(["stop", "dispose"] as const)("nothing leaves after %s", async (way) => {
    const send = vi.fn(async () => "sent" as const);
    const departure = new Departure(send);
    departure.start();
    await vi.advanceTimersByTimeAsync((UNDO_SECONDS - 1) * 1000);
    departure[way]();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(send).not.toHaveBeenCalled();
  });

  it("what is leaving cannot be called back, and a refusal can be tried again", async () => {
    let answer: (left: EnvelopeStatus | null) => void = () => {};
    const departure = new Departure(() => new Promise((resolve) => (answer = resolve)));
    departure.start();
    await vi.advanceTimersByTimeAsync(UNDO_SECONDS * 1000);
    departure.stop();
    expect(departure.phase).toBe("leaving");
    answer(null);
    await vi.advanceTimersByTimeAsync(0);
    expect(departure.phase).toBe("reviewing");
    departure.start();
    expect([departure.phase, departure.left]).toEqual(["counting", UNDO_SECONDS]);
    departure.dispose();
  });
});

describe("the review", () => {
  it("says who is asked when; copies come at the end", () => {
    const told = rounds(draft, offerView());
    expect(told.map(({ when, people }) => [when, people.map(({ id }) => id)])).toEqual([
      ["Dès l’envoi", ["ada"]],
      ["Après ADA Martin", ["bea"]],
      ["À la fin", ["cleo"]],
    ]);
    const together = draftView({ recipients: [recipient("ada"), recipient("bea")] });
    expect(rounds(together, offerView())).toHaveLength(1);
    expect(rounds(together, offerView({ capability: capability({ signers: "one" }) }))).toHaveLength(2);
  });

  it("shows the pages with boxes only", () => {
    const pages = boxedPages(draft);
    expect(pages.map(({ page, boxes }) => [page, boxes.map(({ number }) => number)])).toEqual([
      [1, [1]],
      [3, [2]],
    ]);
    expect(pages[1]?.label).toBe("Contrat, page 3\u202F: BEA Martin");
  });

  it("says what it costs as far as it is published, and nothing of a trial", () => {
    expect(cost(draft, offerView())).toEqual([
      "Docage ne publie pas de prix\u202F: voyez votre contrat.",
      "Un code par SMS peut être facturé en plus.",
    ]);
    const [known] = cost(draft, offerView({ capability: capability({ price_cents: 150 }) }));
    expect(known?.replace(/\s/gu, " ")).toContain("à partir de 3,00 € HT : 2 signataires à 1,50 €");
    expect(cost({ ...draft, options: noOptions({ test: true }) }, offerView())).toHaveLength(1);
  });

  it("says what happens next", () => {
    expect(nextSteps(draft, offerView({ turns: 2 })).join(" ")).toMatch(
      /Docage écrit à ADA Martin aussitôt.*laissez Paraphe ouvert.*vous prévient/u,
    );
    const silent = offerView({ provider: "gesdocs", capability: capability({ progress: "notified" }) });
    expect(nextSteps(draft, silent).join(" ")).toContain("messages de GesDocs");
  });

  it("Escape during the countdown stops it and leaves the review open; a second one closes it", async () => {
    const send = vi.fn(async () => "sent" as const);
    const onclose = vi.fn();
    fakeHost({ sent_documents: () => ({ documents: [] }) });
    const onedit = vi.fn();
    render(ReviewSheet, { view: draft, offer: offerView(), refusal: null, send, onclose, onedit });
    await userEvent.click(screen.getByRole("button", { name: "Envoyer à 3 personnes avec Docage" }));
    expect(screen.getByTestId("countdown").textContent).toContain("Rien n’est encore parti.");
    expect(document.activeElement).toBe(screen.getByTestId("send-stop"));
    const sheet = screen.getByTestId("review-sheet");
    fireEvent(sheet, new Event("cancel"));
    await settle();
    expect(screen.queryByTestId("countdown")).toBeNull();
    expect(onclose).not.toHaveBeenCalled();
    fireEvent(sheet, new Event("cancel"));
    expect(onclose).toHaveBeenCalledOnce();
    expect(send).not.toHaveBeenCalled();
  });
});

describe("the review", () => {
  it("names the documents, warns of what may be wrong, and leads back to each thing", async () => {
    const envelope = envelopeView().id;
    fakeHost({
      sent_documents: () => ({ documents: [{ name: "Bail", envelope, title: "Bail Martin" }] }),
      preview_texts: () => ({ texts: [] }),
    });
    const onedit = vi.fn();
    const view = {
      ...draft,
      message: "Bonjour",
      hints: [{ code: "email_typo" as const, recipient: ada.id, suggestion: "ada@example.com" }],
    };
    const calls = { send: vi.fn(async () => "sent" as const), onclose: vi.fn(), onedit };
    render(ReviewSheet, { view, offer: offerView(), refusal: null, ...calls });
    await settle();
    const listed = screen.getByTestId("review-documents").textContent ?? "";
    expect(listed).toContain(view.documents[0]?.name);
    expect(listed).toContain("3 pages");
    expect(screen.getByText(/Bail Martin.*en cours/u)).toBeTruthy();
    expect(screen.getByText(/ADA Martin.*Vouliez-vous dire ada@example\.com/u)).toBeTruthy();
    for (const [what, place] of [
      ["Documents", { at: "documents" }],
      ["Qui reçoit quoi, et quand", { at: "signers" }],
      ["Pages à signer", { at: "boxes", recipient: "ada" }],
      ["Date limite", { at: "options", part: "deadline" }],
      ["Message", { at: "options", part: "message" }],
      ["ADA Martin", { at: "signer", recipient: "ada", part: "email" }],
    ] as const) {
      await userEvent.click(screen.getByRole("button", { name: new RegExp(`^Modifier\\s: ${what}$`, "u") }));
      expect(onedit).toHaveBeenLastCalledWith(place);
    }
  });
});

describe("the review", () => {
  const calls = () => ({ onclose: vi.fn(), onleave: vi.fn(), onedit: vi.fn() });

  it("warns where another account would make a signature of a higher tier", async () => {
    fakeHost({ sent_documents: () => ({ documents: [] }) });
    const tier = (account: string, change: Parameters<typeof capability>[0], refusals = 0) =>
      offerView({
        account,
        capability: capability(change),
        refusals: Array.from({ length: refusals }, () => ({ code: "order", params: {} })),
      });
    const offer = tier("Étude", { tier: "simple" });
    const others = [
      tier("Notaire", { tier: "qualified" }),
      tier("Trop peu", { tier: "qualified" }, 1),
      tier("Pareil", { tier: "simple" }),
      tier("Ici", { tier: "advanced", progress: "immediate" }),
    ];
    expect(higher(offer, others).map(({ account }) => account)).toEqual(["Notaire"]);
    expect(higher(tier("Notaire", { tier: "qualified" }), [offer])).toEqual([]);
    const { onedit, ...rest } = calls();
    const props = {
      view: draft,
      offer,
      others,
      refusal: null,
      send: async () => "sent" as const,
      onedit,
      ...rest,
    };
    render(ReviewSheet, props);
    const warning = screen.getByTestId("review-tier");
    expect(warning.textContent).toMatch(/signature est .*simple.*Votre compte .*Notaire.*plus élevé/u);
    await userEvent.click(within(warning).getByRole("button", { name: /Modifier/u }));
    expect(onedit).toHaveBeenCalledWith({ at: "account" });
  });

  it("without a network says that it will wait, on the button too", async () => {
    fakeHost({ sent_documents: () => ({ documents: [] }) });
    network.offline = true;
    try {
      const props = {
        view: draft,
        offer: offerView(),
        refusal: null,
        send: async () => "sent" as const,
        ...calls(),
      };
      render(ReviewSheet, props);
      expect(screen.getByTestId("send-now").textContent).toContain("Mettre en attente d’envoi");
      expect(screen.getByTestId("review-offline").textContent).toMatch(
        /partira chez .*Docage.* prochaine connexion/u,
      );
      network.offline = false;
      await settle();
      expect(screen.getByTestId("send-now").textContent).toContain("Envoyer à");
      expect(screen.queryByTestId("review-offline")).toBeNull();
    } finally {
      network.offline = false;
    }
  });

  it("shows in place how far it is, and lets go while it leaves", async () => {
    vi.useFakeTimers();
    try {
      fakeHost({ sent_documents: () => ({ documents: [] }) });
      let answer: (left: EnvelopeStatus | null) => void = () => {};
      const send = () => new Promise<EnvelopeStatus | null>((resolve) => (answer = resolve));
      const { onclose, onleave, onedit } = calls();
      render(ReviewSheet, { view: draft, offer: offerView(), refusal: null, send, onclose, onleave, onedit });
      const now = () =>
        screen.getByTestId("send-stages").querySelector<HTMLElement>("[aria-current=step]")?.dataset.stage;
      await fireEvent.click(screen.getByTestId("send-now"));
      await vi.advanceTimersByTimeAsync(0);
      expect(now()).toBe("preparing");
      await vi.advanceTimersByTimeAsync(UNDO_SECONDS * 1000);
      expect(now()).toBe("transmitting");
      expect(document.activeElement, "the focus does not go with the button").toBe(
        screen.getByTestId("send-leave"),
      );
      const sheet = screen.getByTestId("review-sheet");
      // Escape, a moment too late to stop it: nothing, not even what the browser would do by itself.
      expect(await fireEvent.keyDown(sheet, { key: "Escape" })).toBe(false);
      fireEvent(sheet, new Event("cancel"));
      await fireEvent.click(within(sheet).getByRole("button", { name: "Fermer" }));
      expect([onleave, onclose].map((call) => call.mock.calls.length)).toEqual([0, 0]);
      await fireEvent.click(screen.getByTestId("send-leave"));
      expect(onleave).toHaveBeenCalledOnce();
      answer("sent");
      await vi.advanceTimersByTimeAsync(0);
      expect(now()).toBe("received");
    } finally {
      await vi.runOnlyPendingTimersAsync();
      vi.useRealTimers();
    }
  });
});

describe("the review", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(async () => {
    await vi.runOnlyPendingTimersAsync();
    vi.useRealTimers();
  });

  async function left(status: EnvelopeStatus | null) {
    fakeHost({ sent_documents: () => ({ documents: [] }) });
    const calls = { onclose: vi.fn(), onedit: vi.fn() };
    const send = async () => status;
    render(ReviewSheet, { view: draft, offer: offerView(), refusal: null, send, ...calls });
    await fireEvent.click(screen.getByTestId("send-now"));
    await vi.advanceTimersByTimeAsync(UNDO_SECONDS * 1000);
    return screen.queryByTestId("send-stages")?.querySelector<HTMLElement>("[aria-current=step]")?.dataset
      .stage;
  }

  it.each([
    ["sent", "received"],
    ["in_progress", "received"],
    ["completed", "received"],
    ["sending", "transmitting"],
    ["uncertain", "transmitting"],
    ["failed", "transmitting"],
  ] as const)("of a request that is %s says: %s", async (status, stage) => {
    expect(await left(status)).toBe(stage);
  });

  it("of a request that was not made can send it again, and has the focus there", async () => {
    expect(await left(null)).toBeUndefined();
    expect(document.activeElement).toBe(screen.getByTestId("send-now"));
  });
});

describe("after sending", () => {
  const url = "https://sign.example.org/1";
  const sentWith = { provider: "ngsign", account: "Étude", known: true } as const;

  it("the person goes to sign here, to hand links over, or to the request", () => {
    const here = envelopeView();
    expect(screenAfter(here)).toEqual({ name: "hosting", envelope: "env_1" });
    const links = [dispatchView({ links: [{ recipient: "rcp_1" as never, url }] })];
    const away = [personView("rcp_1", { delivery: "links" })];
    const handed = envelopeView({ sent_with: sentWith, dispatches: links, recipients: away });
    expect(screenAfter(handed).name).toBe("handover");
    expect(screenAfter(envelopeView({ sent_with: sentWith, dispatches: links })).name).toBe("envelope");
    expect(screenAfter(envelopeView({ sent_with: sentWith, dispatches: [dispatchView()] })).name).toBe(
      "envelope",
    );
  });

  it("is told how it ended", () => {
    const told = (change: Parameters<typeof envelopeView>[0], refusal: Refusal | null = null) => {
      tellSent(envelopeView(change), refusal);
      return toasts.list.at(-1)?.text;
    };
    expect(told({ status: "sent" })).toContain("envoyée.");
    expect(told({ status: "sending" })).toContain("partira à la prochaine connexion");
    const open = vi.fn();
    tellSent(envelopeView({ status: "sent" }), null, open);
    toasts.list.at(-1)?.action?.run();
    expect(open).toHaveBeenCalledOnce();
    const refused: Refusal = { code: "provider", message: "error-x", params: {}, detail: "" };
    expect(told({ status: "failed" }, refused)).not.toContain("envoyée.");
  });
});
