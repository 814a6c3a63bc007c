import { cleanup, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { DraftOperation } from "../../bindings/DraftOperation";
import type { DraftView } from "../../bindings/DraftView";
import type { OffersView } from "../../bindings/OffersView";
import type { Refusal } from "../../rpc";
import { setLanguage } from "../../i18n";
import { navigation } from "../../navigation.svelte";
import { cache } from "../../query.svelte";
import { draftView, recipient } from "../../test_draft";
import { fakeHost } from "../../test_host";
import { actionView, envelopeView, offerView, personView } from "../../test_views";
import { toasts } from "../../widgets/toasts.svelte";
import { canCorrect, Correcting, needsCopy } from "./correcting.svelte";
import EnvelopeScreen from "./EnvelopeScreen.svelte";

const KARIM = personView("rcp_2", {
  first_name: "Karim",
  last_name: "Ben Salah",
  email: "karim@exmple.fr",
  delivery: "provider_mails",
});
const request = (change: Parameters<typeof envelopeView>[0] = {}) =>
  envelopeView({
    recipients: [personView("rcp_1", { status: "signed", is_turn: false }), KARIM],
    actions: [actionView("void")],
    sent_with: { provider: "ngsign", account: "NGSign", known: true },
    status: "in_progress",
    ...change,
  });
const copy = (): DraftView =>
  draftView({
    recipients: [
      recipient("rcp_1", { first_name: "Amélie", last_name: "Bérard" }),
      recipient("rcp_2", { first_name: "Karim", last_name: "Ben Salah", email: "karim@exmple.fr" }),
    ],
  });
const offers = (change: Partial<OffersView> = {}): OffersView => ({
  problems: [],
  offers: [offerView({ account: "NGSign", provider: "ngsign" })],
  preferred: "NGSign",
  preferred_for: null,
  ...change,
});
const refused: Refusal = { code: "provider", message: "error-provider-offline", params: {}, detail: "" };

function hosted() {
  const written: DraftOperation[] = [];
  const host = fakeHost({
    open_envelope: () => request(),
    copy_envelope: copy,
    apply_operation: ({ operation }) => {
      written.push(operation);
      return copy();
    },
    compare_accounts: () => offers(),
    void_envelope: () => request({ status: "voided" }),
    send_envelope: () => request({ id: "env_2" as never }),
    delete_draft: () => ({}),
  });
  const changes = () =>
    host.calls.map(([command]) => command).filter((command) => command !== "open_envelope");
  return { host, written, changes };
}

beforeEach(() => {
  setLanguage("fr");
  cache.clear();
});
afterEach(cleanup);

it("takes the request back and sends the same with the address put right, after all that may be refused was asked", async () => {
  const { host, written, changes } = hosted();
  render(EnvelopeScreen, { envelope: request().id });
  const user = userEvent.setup();
  expect(await screen.findAllByTestId("correct-person-open")).toHaveLength(1);
  await user.click(screen.getByRole("button", { name: "Corriger les coordonnées de Karim Ben Salah" }));
  expect(screen.getByTestId("correct-person").textContent).toContain("Une personne a déjà signé");
  expect((screen.getByTestId("correct-send") as HTMLButtonElement).disabled).toBe(true);
  const email = screen.getByLabelText("E-mail");
  await user.clear(email);
  await user.type(email, "karim@exemple.fr");
  await user.click(screen.getByTestId("correct-send"));
  expect(changes()).toEqual([
    "copy_envelope",
    "apply_operation",
    "compare_accounts",
    "void_envelope",
    "send_envelope",
  ]);
  expect(written).toEqual([
    { type: "update_recipient", recipient: { ...copy().recipients[1], email: "karim@exemple.fr" } },
  ]);
  const told = host.calls.find(([command]) => command === "void_envelope")?.[1];
  expect(told).toEqual({
    envelope: request().id,
    reason: expect.stringMatching(/Karim Ben Salah.* étaient inexactes/),
  });
  expect(navigation.screen).toEqual({ name: "envelope", envelope: "env_2" });
});

it("says what remains where the service takes nothing back, as long as somebody has not answered", async () => {
  const bound = request({ actions: [actionView("void", "action-reason-no-void")] });
  fakeHost({ open_envelope: () => bound });
  render(EnvelopeScreen, { envelope: bound.id });
  expect((await screen.findByTestId("correct-by-copy")).textContent).toMatch(/NGSign.*site.*Dupliquer/su);
  expect(screen.queryByTestId("correct-person-open")).toBeNull();
  expect(needsCopy(request())).toBe(false);
  expect(needsCopy({ ...bound, recipients: [{ ...KARIM, status: "signed" }] })).toBe(false);
});

it("takes nothing back where the account would refuse the new one, and leaves no draft behind", async () => {
  const { host, changes } = hosted();
  host.answer({
    compare_accounts: () =>
      offers({ problems: [{ path: "", problem: { code: "invalid_email", recipient: "rcp_2" } as never }] }),
  });
  const correcting = new Correcting(request(), KARIM);
  correcting.details.email = "karim";
  expect(await correcting.run()).toBeNull();
  expect(correcting.problems).toHaveLength(1);
  expect(changes()).toEqual(["copy_envelope", "apply_operation", "compare_accounts", "delete_draft"]);
});

it("a request that cannot be taken back stays the only one", async () => {
  const { host, changes } = hosted();
  host.answer({ void_envelope: () => Promise.reject(refused) });
  const correcting = new Correcting(request(), KARIM);
  correcting.details.email = "karim@exemple.fr";
  expect(await correcting.run()).toBeNull();
  expect(correcting.error?.code).toBe("provider");
  expect(changes().slice(-2)).toEqual(["void_envelope", "delete_draft"]);
});

it("one that was taken back and could not leave is opened, ready to be sent", async () => {
  const { host } = hosted();
  host.answer({ send_envelope: () => Promise.reject(refused) });
  render(EnvelopeScreen, { envelope: request().id });
  const user = userEvent.setup();
  await user.click(await screen.findByTestId("correct-person-open"));
  await user.type(screen.getByLabelText("Nom"), " Trabelsi");
  await user.click(screen.getByTestId("correct-send"));
  expect(navigation.screen).toEqual({ name: "prepare", draft: copy().id, stop: "send" });
  expect(toasts.list.at(-1)?.tone).toBe("error");
  expect(host.calls.map(([command]) => command)).not.toContain("delete_draft");
});

it("one that was written down before its sending went wrong is opened, and never offered to be sent again", async () => {
  const { host } = hosted();
  const written = { ...refused, params: { envelope: "env_2" } };
  host.answer({
    send_envelope: () => Promise.reject(written),
    open_envelope: ({ envelope }) => envelopeView({ id: envelope, status: "uncertain" }),
  });
  const correcting = new Correcting(request(), KARIM);
  correcting.details.email = "karim@exemple.fr";
  expect(await correcting.run()).toMatchObject({ sent: { id: "env_2", status: "uncertain" } });
});

it("is offered only where the request can be taken back and the person has not answered", () => {
  expect(canCorrect(request(), KARIM)).toBe(true);
  expect(canCorrect(request(), { ...KARIM, status: "signed" })).toBe(false);
  expect(canCorrect(request({ actions: [actionView("void", "action-reason-no-void")] }), KARIM)).toBe(false);
  expect(
    canCorrect(request({ sent_with: { provider: "ngsign", account: "NGSign", known: false } }), KARIM),
  ).toBe(false);
});
