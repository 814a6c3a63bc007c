import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { EnvelopeView } from "../../bindings/EnvelopeView";
import { setLanguage } from "../../i18n";
import { navigation } from "../../navigation.svelte";
import { cache } from "../../query.svelte";
import { fakeHost } from "../../test_host";
import { actionView, digest, dispatchView, documentView, envelopeView, personView } from "../../test_views";
import { toasts } from "../../widgets/toasts.svelte";
import { missingLink } from "../../widgets/missing_link";
import { groupedActions, queued, shownActions, waitingTurns } from "./actions";
import { Doubt } from "./doubt.svelte";
import EnvelopeScreen from "./EnvelopeScreen.svelte";
import { Follow } from "./follow.svelte";

const docage = { provider: "docage", account: "Cabinet", known: true } as const;
const sent = (change: Partial<EnvelopeView> = {}) =>
  envelopeView({ sent_with: docage, status: "sent", dispatches: [dispatchView()], ...change });

beforeEach(() => {
  setLanguage("fr");
  cache.clear();
});

describe("what can be done with a request", () => {
  it("what cannot be done stays in sight with its reason; what has no meaning here does not", () => {
    const view = sent({
      actions: [
        actionView("refresh"),
        actionView("remind", "action-reason-no-remind"),
        actionView("settle", "action-reason-nothing-uncertain"),
        actionView("import_notice", "action-reason-in-person"),
      ],
    });
    expect(shownActions(view)).toEqual([
      { action: "refresh", reason: null },
      {
        action: "remind",
        reason: expect.stringContaining(
          "« Cabinet » ne sait pas relancer".replace(/ (?=»)|(?<=«) /gu, "\u202F"),
        ),
      },
    ]);
  });

  it("the same reason is said once, after what can be done", () => {
    const view = sent({
      actions: [
        actionView("refresh", "action-reason-account-gone"),
        actionView("remind", "action-reason-account-gone"),
        actionView("download"),
      ],
    });
    expect(groupedActions(view).map(({ actions }) => actions)).toEqual([["download"], ["refresh", "remind"]]);
  });

  it("of a closed one is only what can still be done", () => {
    const view = sent({
      actions: [
        actionView("refresh", "action-reason-final"),
        actionView("remind", "action-reason-no-remind"),
        actionView("download"),
        actionView("void", "action-reason-final"),
      ],
    });
    expect(groupedActions(view)).toEqual([{ reason: null, actions: ["download"] }]);
  });

  it("one thing at a time; a refusal is kept until the next attempt", async () => {
    let answer: (view: EnvelopeView) => void = () => {};
    const host = fakeHost({ refresh_envelope: () => new Promise((resolve) => (answer = resolve)) });
    const follow = new Follow(sent().id, () => sent());
    const first = follow.refresh();
    expect(await follow.remind()).toBe(false);
    answer(sent());
    expect(await first).toBe(true);
    expect(await follow.remind()).toBe(false);
    expect(follow.refusal?.code).toBe("internal");
    expect(host.calls.map(([command]) => command)).toEqual(["refresh_envelope", "remind_envelope"]);
    expect(follow.busy).toBeNull();
  });

  it("says that a request was sent only where it was", async () => {
    const due = dispatchView({ state: "pending", next_check_at: 1 });
    const told = async (view: EnvelopeView) => {
      fakeHost({ refresh_envelope: () => view });
      await new Follow(view.id, () => view).tryNow();
      return toasts.list.at(-1)?.text;
    };
    expect(await told(sent())).toContain("envoyée");
    expect(await told(sent({ status: "sending", dispatches: [due] }))).toContain("Pas encore de connexion");
    expect(await told(sent({ status: "expired" }))).toMatch(/: Expirée$/u);
    expect(await told(sent({ status: "uncertain" }))).toContain("Envoi incertain");
  });

  it("waits for the network, or for a turn", () => {
    const due = dispatchView({ state: "pending", next_check_at: 1 });
    const stuck = sent({ status: "sending", dispatches: [due] });
    expect([queued(stuck), waitingTurns(stuck)]).toEqual([due, []]);
    const staged = sent({
      dispatches: [dispatchView(), dispatchView({ number: 2, turn: 2, state: "pending" })],
    });
    expect([queued(staged), waitingTurns(staged)]).toEqual([null, [2]]);
    expect(queued({ ...stuck, status: "voided" })).toBeNull();
  });
});

describe("a sending in doubt", () => {
  const doubtful = sent({
    status: "uncertain",
    dispatches: [dispatchView({ state: "uncertain", remote: null })],
    actions: [actionView("settle")],
  });

  it("is never settled without an answer, and a number is needed to say that it is there", async () => {
    const host = fakeHost({ settle_dispatch: () => sent() });
    const doubt = new Doubt(new Follow(doubtful.id, () => doubtful), 1, "Docage");
    await doubt.confirmThere();
    expect(host.calls).toEqual([]);
    doubt.remote = " 1b4e28ba ";
    await doubt.confirmThere();
    expect(host.calls).toEqual([
      ["settle_dispatch", { envelope: "env_1", dispatch: 1, answer: { type: "sent", remote: "1b4e28ba" } }],
    ]);
  });

  it("says what is known and what to look at, and asks twice before it is called absent", async () => {
    let view = doubtful;
    const host = fakeHost({
      open_envelope: () => view,
      settle_dispatch: () => {
        view = sent({
          status: "failed",
          dispatches: [dispatchView({ state: "refused", remote: null })],
          actions: [actionView("send_again")],
        });
        return view;
      },
      send_again: () => sent(),
    });
    render(EnvelopeScreen, { envelope: view.id });
    const panel = await screen.findByTestId("uncertain");
    expect(panel.textContent).toContain("Rien ne sera renvoyé tout seul.");
    expect(panel.textContent).toContain("espace Docage");
    await userEvent.click(within(panel).getByRole("button", { name: "Elle n’y est pas…" }));
    expect(host.calls.some(([command]) => command === "settle_dispatch")).toBe(false);
    await userEvent.click(within(panel).getByRole("button", { name: /J’ai regardé/u }));
    await userEvent.click(await screen.findByTestId("send-again"));
    expect(host.calls).toContainEqual([
      "settle_dispatch",
      { envelope: "env_1", dispatch: 1, answer: { type: "not_sent" } },
    ]);
    expect(host.calls).toContainEqual(["send_again", { envelope: "env_1" }]);
  });

  it("is asked again with one press", async () => {
    const host = fakeHost({ open_envelope: () => doubtful, settle_dispatch: () => doubtful });
    render(EnvelopeScreen, { envelope: doubtful.id });
    await userEvent.click(await screen.findByTestId("settle-ask"));
    expect(host.calls).toContainEqual([
      "settle_dispatch",
      { envelope: "env_1", dispatch: 1, answer: { type: "ask" } },
    ]);
  });
});

describe("the page of a request sent elsewhere", () => {
  const url = "https://sign.example.org/1";
  const links = [{ recipient: "rcp_1" as never, url }];

  it("somebody who sits here is handed the provider's page, never ours", async () => {
    const host = fakeHost({ open_envelope: () => sent({ dispatches: [dispatchView({ links })] }) });
    render(EnvelopeScreen, { envelope: sent().id });
    await userEvent.click(await screen.findByTestId("open-page"));
    expect(navigation.screen).toEqual({ name: "hosting", envelope: "env_1", link: url });
    expect([host.pages, host.opened]).toEqual([[], []]);
    expect(screen.queryByTestId("sign-here")).toBeNull();
  });

  it("links to hand over are offered on top and beside the person", async () => {
    const people = [personView("rcp_1", { delivery: "links" })];
    fakeHost({ open_envelope: () => sent({ recipients: people, dispatches: [dispatchView({ links })] }) });
    render(EnvelopeScreen, { envelope: sent().id });
    expect((await screen.findByTestId("links")).textContent).toContain("Un lien est à remettre.");
    await userEvent.click(screen.getByTestId("hand-link"));
    expect(navigation.screen).toEqual({ name: "handover", envelope: "env_1" });
  });

  it("whoever is asked by a link that never came is named, with what to do", async () => {
    const person = personView("rcp_1", { delivery: "links", missing_link: "never" });
    const silent = sent({ recipients: [person], dispatches: [dispatchView()] });
    fakeHost({ open_envelope: () => silent });
    render(EnvelopeScreen, { envelope: silent.id });
    expect((await screen.findByTestId("link-missing")).textContent).toContain(
      "cherchez-le dans votre espace",
    );
    expect(missingLink(silent, { ...person, missing_link: "yet" })).toContain(
      "une actualisation le montrera",
    );
    expect(missingLink(silent, { ...person, missing_link: null })).toBeNull();
  });

  it("a queued request says that it will leave, and can be tried now or stopped", async () => {
    const stuck = sent({
      status: "sending",
      dispatches: [dispatchView({ state: "pending", remote: null, next_check_at: 1 })],
      actions: [actionView("refresh"), actionView("void")],
    });
    const host = fakeHost({ open_envelope: () => stuck, refresh_envelope: () => stuck });
    render(EnvelopeScreen, { envelope: stuck.id });
    const banner = await screen.findByTestId("queued");
    expect(banner.textContent).toContain("Partira à la prochaine connexion.");
    await userEvent.click(within(banner).getByTestId("try-now"));
    expect(host.calls).toContainEqual(["refresh_envelope", { envelope: "env_1" }]);
    // Nothing has left: one way to stop it, and the draft comes back.
    expect(screen.queryByTestId("action-void")).toBeNull();
    host.answer({ stop_sending: () => ({ id: "drf_9", documents: [] }) as never });
    await userEvent.click(within(banner).getByTestId("stop-queued"));
    const sheet = screen.getByTestId("void-sheet");
    expect(sheet.textContent).toContain("Rien n’est parti");
    expect(sheet.textContent).not.toContain("Plus personne ne pourra signer");
    await userEvent.click(within(sheet).getByRole("button", { name: "Ne plus envoyer" }));
    await waitFor(() => expect(navigation.screen).toEqual({ name: "prepare", draft: "drf_9" }));
    expect(host.calls).toContainEqual(["stop_sending", { envelope: "env_1" }]);
  });

  it("a draft that may have stayed at the provider is told of, with its name and its day", async () => {
    const left = sent({ dispatches: [dispatchView({ left_behind: Date.UTC(2026, 10, 24, 9, 30) })] });
    fakeHost({ open_envelope: () => left });
    render(EnvelopeScreen, { envelope: left.id });
    const banner = await screen.findByTestId("left-behind");
    expect(banner.textContent).toContain("24 nov. 2026");
    expect(banner.textContent).toMatch(/un brouillon «\u202f?Bail\u202f?»/u);
  });

  it("what has left in part is taken back, not kept from leaving", () => {
    const queuedTurn = dispatchView({ state: "pending", remote: null, next_check_at: 1 });
    const part = sent({
      status: "sending",
      dispatches: [dispatchView(), queuedTurn],
      actions: [actionView("void")],
    });
    expect(shownActions(part).map(({ action }) => action)).toContain("void");
    expect(shownActions({ ...part, dispatches: [queuedTurn] })).toEqual([]);
  });

  it("results are saved where the person says", async () => {
    const artifact = {
      kind: "audit_trail" as const,
      name: "journal.json",
      sha256: digest("ab"),
      document: null,
      at: 0,
    };
    const host = fakeHost({
      open_envelope: () => sent({ artifacts: [artifact] }),
      save_artifact: ({ path }) => ({ path, sha256: digest("ab") }),
    });
    host.picked = ["/docs/journal.json"];
    render(EnvelopeScreen, { envelope: sent().id });
    await userEvent.click(await screen.findByRole("button", { name: /Enregistrer sous….*journal\.json/u }));
    expect((await screen.findByTestId("results")).textContent).toContain("/docs/journal.json");
  });

  it("a signed file that came another way is given to its document", async () => {
    const host = fakeHost({
      open_envelope: () =>
        sent({
          documents: [documentView(), documentView({ id: "doc_2" as never, name: "Annexe" })],
          actions: [actionView("import_signed")],
        }),
      import_signed: () => ({
        envelope: sent(),
        verdict: "identity_to_confirm",
        sentence: { id: "verdict-sentence-revocation-unknown", params: { name: "Bruno Morel" } },
        signers: ["Alice Dupont", "Bruno Morel"],
      }),
    });
    host.picked = ["/recu/annexe.pdf"];
    render(EnvelopeScreen, { envelope: sent().id });
    await userEvent.click(await screen.findByTestId("action-import_signed"));
    await userEvent.click(screen.getByRole("radio", { name: "Annexe" }));
    await userEvent.click(screen.getByTestId("signed-choose"));
    expect(host.calls).toContainEqual([
      "import_signed",
      { envelope: "env_1", document: "doc_2", path: "/recu/annexe.pdf" },
    ]);
    const found = await screen.findByTestId("signed-found");
    expect(found.textContent).toContain("révocation à vérifier");
    expect(found.textContent).toContain("ne prouve qu’il n’était pas révoqué");
    expect(found.textContent).toContain("Alice Dupont, Bruno Morel");
    await userEvent.click(screen.getByTestId("signed-close"));
    expect(screen.queryByTestId("signed-sheet")).toBeNull();
  });

  it("a signed file whose signature is broken is refused, and nothing is said to be signed", async () => {
    const host = fakeHost({
      open_envelope: () => sent({ actions: [actionView("import_signed")] }),
      import_signed: () => {
        throw { code: "refused", message: "error-signed-broken", params: { name: "x.pdf" }, detail: "" };
      },
    });
    host.picked = ["/recu/x.pdf"];
    render(EnvelopeScreen, { envelope: sent().id });
    await userEvent.click(await screen.findByTestId("action-import_signed"));
    await userEvent.click(screen.getByTestId("signed-choose"));
    expect((await screen.findByTestId("signed-sheet")).textContent).toContain("ne tient pas");
    expect(screen.queryByTestId("signed-found")).toBeNull();
  });

  it("a signed file with fewer signatures than people is taken only when the person says that everybody signed", async () => {
    const host = fakeHost({
      open_envelope: () => sent({ actions: [actionView("import_signed")] }),
      import_signed: ({ everybody }) => {
        if (!everybody) {
          const params = { count: "1", people: "2", signers: "Cabinet Petit" };
          throw { code: "refused", message: "error-signed-fewer", params, detail: "" };
        }
        const sentence = { id: "verdict-sentence-self-made", params: {} };
        return { envelope: sent(), verdict: "identity_to_confirm", sentence, signers: ["Cabinet Petit"] };
      },
    });
    host.picked = ["/recu/x.pdf"];
    render(EnvelopeScreen, { envelope: sent().id });
    await userEvent.click(await screen.findByTestId("action-import_signed"));
    await userEvent.click(screen.getByTestId("signed-choose"));
    expect((await screen.findByTestId("signed-sheet")).textContent).toContain("Cabinet Petit");
    expect(screen.queryByTestId("signed-found")).toBeNull();
    await userEvent.click(screen.getByTestId("signed-everybody"));
    await screen.findByTestId("signed-found");
  });

  it("a signed file that shows something else than what was sent is taken only when the person has compared them", async () => {
    const host = fakeHost({
      open_envelope: () => sent({ actions: [actionView("import_signed")] }),
      import_signed: ({ everybody, differing }) => {
        const params = { name: "x.pdf", how: "pages", pages: "1, 3", count: "2", people: "2", signers: "" };
        const refuse = (message: string) => ({ code: "refused" as const, message, params, detail: "" });
        if (!everybody) throw refuse("error-signed-fewer");
        if (!differing) throw refuse("error-signed-unlike");
        const sentence = { id: "verdict-sentence-self-made", params: {} };
        return { envelope: sent(), verdict: "identity_to_confirm", sentence, signers: ["Cabinet Petit"] };
      },
    });
    host.picked = ["/recu/x.pdf"];
    render(EnvelopeScreen, { envelope: sent().id });
    await userEvent.click(await screen.findByTestId("action-import_signed"));
    await userEvent.click(screen.getByTestId("signed-choose"));
    await userEvent.click(await screen.findByTestId("signed-everybody"));
    const differing = await screen.findByTestId("signed-differing");
    expect(screen.getByTestId("signed-sheet").textContent).toContain("1, 3");
    expect(screen.queryByTestId("signed-found")).toBeNull();
    await userEvent.click(differing);
    await screen.findByTestId("signed-found");
  });

  it("a message is read by whoever owns that sheet", async () => {
    fakeHost({ open_envelope: () => sent({ actions: [actionView("import_notice")] }) });
    const onnotice = vi.fn();
    render(EnvelopeScreen, { envelope: sent().id, onnotice });
    await userEvent.click(await screen.findByTestId("action-import_notice"));
    expect(onnotice).toHaveBeenCalledWith("Cabinet");
  });
});
