import { cleanup, render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { DraftView } from "../../bindings/DraftView";
import type { EnvelopeView } from "../../bindings/EnvelopeView";
import type { EventView } from "../../bindings/EventView";
import { setLanguage } from "../../i18n";
import { takeJustMade } from "../../just_made";
import { navigation } from "../../navigation.svelte";
import { cache } from "../../query.svelte";
import { fakeHost } from "../../test_host";
import { actionView, digest, envelopeView, personView } from "../../test_views";
import { chosenAccount } from "../../chosen";
import { isToldOnPurpose } from "../../told";
import EnvelopeScreen from "./EnvelopeScreen.svelte";
import { byDay, eventSentence } from "./timeline";

const event = (kind: string, facts: unknown = {}, recipient: string | null = null, at = 0): EventView => ({
  at,
  local_time: "",
  kind,
  recipient: recipient as EventView["recipient"],
  facts: facts as EventView["facts"],
});

const view = (change: Parameters<typeof envelopeView>[0] = {}) =>
  envelopeView({
    recipients: [
      personView("rcp_1"),
      personView("rcp_2", { first_name: "Karim", last_name: "Ben Salah", is_turn: false }),
    ],
    actions: [actionView("void")],
    ...change,
  });

beforeEach(() => {
  setLanguage("fr");
  cache.clear();
});

describe("the timeline", () => {
  it("has a sentence for every kind of event", () => {
    const kinds = (
      "accepted approved completed consented created declined declined_by_someone downloaded expired failed invited reminded " +
      "sending_started sending_uncertain signed timestamped validated_result viewed voided"
    ).split(" ");
    for (const kind of kinds) {
      const told = eventSentence(
        event(kind, { document: "doc_1", reason: "", name: "a.pdf" }, "rcp_1"),
        view(),
      );
      expect(told, kind).not.toMatch(/event-|\{|«\u202F\w+_\w+/);
      expect(told, kind).not.toBe(eventSentence(event("tomorrow"), view()));
    }
    expect(eventSentence(event("tomorrow"), view())).toContain("tomorrow");
  });

  it("quotes a reason when there is one", () => {
    const declined = (reason: string) => eventSentence(event("declined", { reason }, "rcp_1"), view());
    expect(declined("Montant faux")).toContain("Montant faux");
    expect(declined("")).toBe("Amélie Bérard a refusé de signer");
  });

  it("is grouped by day", () => {
    const noon = Date.UTC(2026, 10, 12, 12);
    const days = byDay([
      event("created", {}, null, noon),
      event("accepted", {}, null, noon + 60_000),
      event("completed", {}, null, noon + 864e5),
    ]);
    expect(days.map(({ events }) => events.length)).toEqual([2, 1]);
    expect(days[0]?.heading).toContain("12 novembre 2026");
  });
});

describe("the screen of a request", () => {
  it("lets only the one whose turn it is sign here", async () => {
    fakeHost({ open_envelope: () => view() });
    render(EnvelopeScreen, { envelope: view().id });
    await userEvent.click(await screen.findByRole("button", { name: /Signer ici.*Amélie/ }));
    expect(screen.queryByRole("button", { name: /Signer ici.*Karim/ })).toBeNull();
    expect(navigation.screen).toEqual({ name: "hosting", envelope: "env_1" });
  });

  it("is taken back with a reason, after it was asked", async () => {
    const host = fakeHost({ open_envelope: () => view(), void_envelope: () => view({ status: "voided" }) });
    render(EnvelopeScreen, { envelope: view().id });
    await userEvent.click(await screen.findByRole("button", { name: "Annuler la demande" }));
    await userEvent.type(screen.getByLabelText("Motif"), "Erreur de montant");
    await userEvent.click(
      screen.getAllByRole("button", { name: "Annuler la demande" }).at(-1) as HTMLElement,
    );
    const asked = { envelope: "env_1", reason: "Erreur de montant", way: "at_provider" };
    expect(host.calls).toContainEqual(["void_envelope", asked]);
  });

  it("is closed by the word of somebody who has looked, only where it cannot be taken back", async () => {
    const noVoid = actionView("void", "action-reason-no-void");
    const host = fakeHost({
      open_envelope: () => view({ actions: [noVoid, actionView("say_gone")] }),
      void_envelope: () => view({ status: "voided" }),
    });
    const { unmount } = render(EnvelopeScreen, { envelope: view().id });
    await userEvent.click(await screen.findByTestId("action-say_gone"));
    expect(screen.getByTestId("void-sheet").textContent).toContain("Seulement si vous avez regardé");
    const buttons = screen.getAllByRole("button", { name: "Clôturer la demande" });
    await userEvent.click(buttons.at(-1) as HTMLElement);
    const reason = screen.getByLabelText<HTMLTextAreaElement>("Motif");
    expect(document.activeElement).toBe(reason);
    expect(reason.getAttribute("aria-invalid")).toBe("true");
    expect(host.calls.map(([command]) => command)).not.toContain("void_envelope");
    await userEvent.type(reason, "Doublon");
    await userEvent.click(buttons.at(-1) as HTMLElement);
    expect(host.calls).toContainEqual([
      "void_envelope",
      { envelope: "env_1", reason: "Doublon", way: "gone_there" },
    ]);
    unmount();
    cache.clear();
    const offered = [actionView("void"), actionView("say_gone", "action-reason-void-instead")];
    fakeHost({ open_envelope: () => view({ actions: offered }) });
    render(EnvelopeScreen, { envelope: view().id });
    await screen.findByTestId("action-void");
    expect(screen.queryByTestId("action-say_gone")).toBeNull();
  });

  it("is nobody's turn when it was closed without everybody", async () => {
    const people = [personView("rcp_1", { status: "invited" }), personView("rcp_2", { status: "declined" })];
    fakeHost({ open_envelope: () => view({ status: "declined", recipients: people }) });
    render(EnvelopeScreen, { envelope: view().id });
    expect(await screen.findAllByText(/N’a pas signé/u)).toHaveLength(2);
    expect(screen.queryByText(/Réponse attendue/u)).toBeNull();
  });

  it("says of nobody who was never asked that they have not signed", async () => {
    const late = { ...event("expired"), facts: { reason: "not_sent" } };
    fakeHost({
      open_envelope: () =>
        view({
          status: "expired",
          recipients: [personView("rcp_1", { status: "waiting" })],
          events: [event("created"), late],
        }),
    });
    render(EnvelopeScreen, { envelope: view().id });
    expect(await screen.findAllByText(/N’a rien reçu/u)).not.toHaveLength(0);
    expect(screen.queryByText(/N’a pas signé/u)).toBeNull();
    expect(screen.getByTestId("timeline").textContent).toContain("avant l’envoi");
  });

  it("offers nothing that cannot be done when it is over, and says when its trail was tampered with", async () => {
    fakeHost({
      open_envelope: () =>
        view({
          status: "completed",
          chain_intact: false,
          actions: [actionView("void", "action-reason-final")],
        }),
    });
    render(EnvelopeScreen, { envelope: view().id });
    expect((await screen.findByTestId("chain-broken")).textContent).toContain("modifié hors de Paraphe");
    expect(screen.queryByRole("button", { name: "Annuler la demande" })).toBeNull();
    expect(screen.queryByTestId("actions")).toBeNull();
  });

  it("saves a document where the person says", async () => {
    const host = fakeHost({
      open_envelope: () => view(),
      save_document: ({ path }) => ({ path, sha256: digest("ab") }),
    });
    host.picked = ["/docs/Contrat.pdf"];
    render(EnvelopeScreen, { envelope: view().id });
    await userEvent.click(await screen.findByRole("button", { name: /Enregistrer sous….*Contrat/u }));
    expect((await screen.findByTestId("documents")).textContent).toContain("/docs/Contrat.pdf");
    expect(screen.getByRole("button", { name: "Afficher dans le dossier" })).toBeTruthy();
  });

  it("prints a document as it stands, and the sheets that belong to it", async () => {
    const sheet = {
      kind: "evidence_sheet" as const,
      name: "Feuille.pdf",
      sha256: digest("ab"),
      document: null,
      at: 0,
    };
    const log = { ...sheet, kind: "audit_trail" as const, name: "journal.json", sha256: digest("cd") };
    const host = fakeHost({
      open_envelope: () => view({ artifacts: [sheet, log] }),
      print_document: () => ({}),
    });
    render(EnvelopeScreen, { envelope: view().id });
    await userEvent.click(await screen.findByTestId("document-print"));
    await userEvent.click(screen.getByTestId("result-print"));
    expect(host.calls.slice(1)).toEqual([
      ["print_document", { envelope: "env_1", file: { type: "document", document: "doc_1" } }],
      ["print_document", { envelope: "env_1", file: { type: "artifact", sha256: sheet.sha256 } }],
    ]);
    expect(await screen.findByText(/Feuille\.pdf.*est parti à l’imprimante/u)).toBeTruthy();
    const refusal = { code: "refused", message: "error-print-nothing", params: {}, detail: "" };
    host.answer({ print_document: () => Promise.reject(refusal) });
    await userEvent.click(screen.getByTestId("document-print"));
    expect((await screen.findByRole("alert")).textContent).toContain("Ce système n’a rien pour imprimer");
  });

  it("says on top who declined and why, and leads to a copy that can be put right", async () => {
    const copy = { id: "drf_2", documents: [] } as unknown as DraftView;
    const declined = event("declined", { reason: "Le montant est faux" }, "rcp_1");
    const host = fakeHost({
      open_envelope: () =>
        view({
          status: "declined",
          events: [event("created"), declined],
          sent_with: { provider: "docage", account: "Cabinet", known: true },
        }),
      copy_envelope: () => copy,
    });
    render(EnvelopeScreen, { envelope: view().id });
    expect((await screen.findByTestId("ended")).textContent).toMatch(/Amélie Bérard.*Le montant est faux/su);
    await userEvent.click(screen.getByRole("button", { name: "Dupliquer et corriger" }));
    expect(host.calls.at(-1)).toEqual(["copy_envelope", { envelope: "env_1" }]);
    expect(navigation.screen).toEqual({ name: "prepare", draft: "drf_2" });
    expect(takeJustMade(copy.id)).toBe(copy);
    expect(isToldOnPurpose(copy.id)).toBe(true);
    expect(chosenAccount(copy.id)).toBe("Cabinet");
  });

  it("leads back to the batch it is a line of", async () => {
    const batch = { id: "bat_1", title: "Bail …", number: 3 } as unknown as NonNullable<
      EnvelopeView["batch"]
    >;
    fakeHost({ open_envelope: () => view({ batch }) });
    render(EnvelopeScreen, { envelope: view().id });
    const link = await screen.findByTestId("batch-link");
    expect(link.textContent).toMatch(/Bail ….*ligne .?3/u);
    await userEvent.click(link);
    expect(navigation.screen).toEqual({ name: "batch", batch: "bat_1" });
  });

  it("prepares a receipt that was wished for, says that nobody knows whether it left, and lets it be done", async () => {
    const wish = {
      recipient: personView("rcp_1").id,
      name: "Amélie Bérard",
      way: "email",
      address: "a@exemple.fr",
    } as const;
    let receipts: EnvelopeView["receipts"] = [{ ...wish, prepared_at: null }];
    const host = fakeHost({
      open_envelope: () => view({ receipts }),
      prepare_receipt: () => {
        receipts = [{ ...wish, prepared_at: 0 }];
        return {};
      },
      settle_receipt: () => {
        receipts = [];
        return {};
      },
    });
    render(EnvelopeScreen, { envelope: envelopeView().id });
    expect(await screen.findByText("Exemplaire à envoyer à Amélie Bérard (a@exemple.fr)")).toBeTruthy();
    expect(screen.getByTestId("wish-done").textContent).toContain("Retirer");
    await userEvent.click(screen.getByTestId("wish-prepare"));
    expect(await screen.findByText(/ne sait pas s’il est parti/u)).toBeTruthy();
    await userEvent.click(screen.getByTestId("wish-done"));
    await waitFor(() => expect(screen.queryByTestId("receipts")).toBeNull());
    const request = { envelope: "env_1", recipient: "rcp_1", way: "email" };
    const asked = host.calls.filter(([command]) => command.endsWith("_receipt"));
    expect(asked).toEqual([
      ["prepare_receipt", request],
      ["settle_receipt", request],
    ]);
  });

  it("says why no message could be prepared", async () => {
    const wish = {
      recipient: personView("rcp_1").id,
      name: "Zoë",
      way: "email",
      address: "z@exemple.fr",
      prepared_at: null,
    } as const;
    const refusal = { code: "refused", message: "error-mail-nothing", params: {}, detail: "" };
    fakeHost({
      open_envelope: () => view({ receipts: [wish] }),
      prepare_receipt: () => Promise.reject(refusal),
    });
    render(EnvelopeScreen, { envelope: envelopeView().id });
    await userEvent.click(await screen.findByTestId("wish-prepare"));
    expect((await screen.findByRole("alert")).textContent).toContain("aucune messagerie");
    expect(screen.queryByText(/ne sait pas s’il est parti/u)).toBeNull();
  });

  it("offers the timestamp that could not be had at the signing, and only then", async () => {
    const host = fakeHost({
      open_envelope: () => view({ status: "completed", timestamp: "missing" }),
      add_timestamp: () => view({ status: "completed", timestamp: "present" }),
    });
    render(EnvelopeScreen, { envelope: view().id });
    await userEvent.click(await screen.findByRole("button", { name: "Ajouter l’horodatage" }));
    expect(host.calls).toContainEqual(["add_timestamp", { envelope: "env_1" }]);
    cache.clear();
    cleanup();
    fakeHost({ open_envelope: () => view({ status: "completed", timestamp: "present" }) });
    render(EnvelopeScreen, { envelope: view().id });
    await screen.findByTestId("documents");
    expect(screen.queryByTestId("timestamp")).toBeNull();
  });
});
