import { cleanup, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Refusal } from "../../rpc";
import { setLanguage } from "../../i18n";
import { go, navigation } from "../../navigation.svelte";
import { cache } from "../../query.svelte";
import { fakeHost } from "../../test_host";
import { actionView, envelopeView, personView } from "../../test_views";
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
const RIGHT = { first_name: "Karim", last_name: "Ben Salah", email: "karim@exemple.fr", mobile: "" };
const refused: Refusal = { code: "provider", message: "error-provider-offline", params: {}, detail: "" };
const unfinished = (change: Parameters<typeof envelopeView>[0] = {}, taken_back = false) =>
  request({ correction: { recipient: KARIM.id, details: RIGHT, taken_back }, ...change });

function hosted(former = request()) {
  const host = fakeHost({
    open_envelope: () => former,
    correct_person: () => ({ type: "replaced", envelope: request({ id: "env_2" as never }) }),
    settle_correction: ({ answer }) => (answer === "give_up" ? former : request({ id: "env_2" as never })),
  });
  const asked = () => host.calls.filter(([command]) => command !== "open_envelope");
  return { host, asked };
}

beforeEach(() => {
  setLanguage("fr");
  cache.clear();
});
afterEach(cleanup);

it("has the request taken back and sent again with the address put right", async () => {
  const { asked } = hosted();
  render(EnvelopeScreen, { envelope: request().id });
  const user = userEvent.setup();
  expect(await screen.findAllByTestId("correct-person-open")).toHaveLength(1);
  await user.click(screen.getByRole("button", { name: /^Corriger les coordonnées.: Karim Ben Salah$/u }));
  expect(screen.getByTestId("correct-person").textContent).toContain("Une personne a déjà signé");
  expect((screen.getByTestId("correct-send") as HTMLButtonElement).disabled).toBe(true);
  const email = screen.getByLabelText("E-mail");
  await user.clear(email);
  await user.type(email, "karim@exemple.fr");
  await user.click(screen.getByTestId("correct-send"));
  const reason = expect.stringMatching(/inexactes \(Karim Ben Salah\)/);
  const wanted = { envelope: request().id, recipient: KARIM.id, details: RIGHT, reason };
  expect(asked()).toEqual([["correct_person", wanted]]);
  expect(navigation.screen).toEqual({ name: "envelope", envelope: "env_2" });
  expect(toasts.list.at(-1)?.tone).toBe("ok");
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

it("says that nothing is left to correct when the person has answered meanwhile", async () => {
  let now = request();
  fakeHost({ open_envelope: () => now, correct_person: () => Promise.reject(refused) });
  render(EnvelopeScreen, { envelope: now.id });
  await userEvent.click(await screen.findByTestId("correct-person-open"));
  now = request({ status: "completed", recipients: [{ ...KARIM, status: "signed" }], actions: [] });
  await userEvent.type(screen.getByLabelText("E-mail"), "x");
  await userEvent.click(screen.getByTestId("correct-send"));
  expect((await screen.findByTestId("correct-late")).textContent).toContain("plus rien à corriger");
  expect(screen.queryByTestId("correct-send")).toBeNull();
  expect(screen.getByTestId("correct-person").textContent).not.toContain("Changez ce qui est signalé");
});

it("tells what has to be put right before anything is taken back", async () => {
  const { host, asked } = hosted();
  const problem = { path: "", problem: { code: "invalid_email", recipient: "rcp_2" } as never };
  host.answer({ correct_person: () => ({ type: "kept", problems: [problem, problem], refusals: [] }) });
  const correcting = new Correcting(request(), KARIM);
  correcting.details.email = "karim";
  expect(await correcting.run()).toBeNull();
  expect(correcting.problems).toHaveLength(1);
  expect(asked()).toHaveLength(1);
});

it("what is wrong with a document or another person is said of them", async () => {
  const { host } = hosted();
  const wrong = { path: "", problem: { code: "email_invalid", recipient: "rcp_1", found: "x" } as never };
  const locked = { code: "document_locked", params: { name: "bail.pdf" } } as never;
  host.answer({ correct_person: () => ({ type: "kept", problems: [wrong], refusals: [locked] }) });
  const correcting = new Correcting(request(), KARIM);
  await correcting.run();
  expect(correcting.problems.join(" ")).toContain("bail.pdf");
  expect(correcting.problems.join(" ")).not.toContain("Karim");
});

it("a request that cannot be taken back stays, with the reason", async () => {
  const { host } = hosted();
  host.answer({
    correct_person: () => Promise.reject({ ...refused, params: { envelope: request().id } }),
  });
  const correcting = new Correcting(request(), KARIM);
  expect(await correcting.run()).toBeNull();
  expect(correcting.error?.code).toBe("provider");
});

it("a new request that has not left is opened: its page says what came in between", async () => {
  const { host } = hosted();
  host.answer({
    correct_person: () => Promise.reject({ ...refused, params: { envelope: "env_2" } }),
    open_envelope: ({ envelope }) => request({ id: envelope, status: "failed" }),
  });
  render(EnvelopeScreen, { envelope: request().id });
  const user = userEvent.setup();
  host.answer({ open_envelope: ({ envelope }) => request({ id: envelope }) });
  await user.click(await screen.findByTestId("correct-person-open"));
  await user.type(screen.getByLabelText("Nom"), " Trabelsi");
  await user.click(screen.getByTestId("correct-send"));
  expect(navigation.screen).toEqual({ name: "envelope", envelope: "env_2" });
  expect(toasts.list.at(-1)?.tone).toBe("error");
});

it("one that was cut short says so, and what was intended leaves, or not, by one press", async () => {
  const { asked } = hosted(unfinished());
  render(EnvelopeScreen, { envelope: request().id });
  const user = userEvent.setup();
  const told = await screen.findByTestId("correction");
  expect(told.textContent).toMatch(/n’est pas allée au bout \(Karim Ben Salah\).*n’est pas partie/su);
  expect(screen.queryByTestId("correct-person-open"), "one at a time").toBeNull();
  await user.click(screen.getByTestId("correction-give-up"));
  await user.click(screen.getByTestId("correction-seen"));
  await user.click(screen.getByTestId("correction-go-on"));
  const settled = (answer: string) => ["settle_correction", { envelope: request().id, answer }];
  expect(asked()).toEqual(["give_up", "taken_back", "go_on"].map(settled));
  expect(navigation.screen).toEqual({ name: "envelope", envelope: "env_2" });
});

it("what was taken back without a successor offers to send it; with one, to open that", async () => {
  const { host } = hosted(unfinished({ status: "voided" }, true));
  const { unmount } = render(EnvelopeScreen, { envelope: request().id });
  expect((await screen.findByTestId("correction")).textContent).toMatch(
    /la demande corrigée n’est pas partie/u,
  );
  expect(screen.getByTestId("correction-go-on").textContent).toContain("Envoyer la demande corrigée");
  expect(screen.queryByTestId("correction-seen")).toBeNull();
  unmount();
  cache.clear();
  host.answer({ open_envelope: () => request({ status: "voided", replaced_by: "env_2" as never }) });
  render(EnvelopeScreen, { envelope: request().id });
  await userEvent.setup().click(await screen.findByRole("button", { name: "Ouvrir la nouvelle demande" }));
  expect(navigation.screen).toEqual({ name: "envelope", envelope: "env_2" });
});

it("a part that may still be out is no request taken back, whatever its status", async () => {
  hosted(unfinished({ status: "voided" }));
  render(EnvelopeScreen, { envelope: request().id });
  expect((await screen.findByTestId("correction")).textContent).toMatch(/On ne sait pas si/u);
  expect(screen.queryByTestId("correction-seen")).not.toBeNull();
});

it("a new request that was refused after the old one was replaced is opened, and the reason told", async () => {
  const { host } = hosted(unfinished());
  host.answer({
    settle_correction: () => Promise.reject({ ...refused, params: { envelope: "env_2" } }),
    open_envelope: ({ envelope }) => (envelope === request().id ? unfinished() : request({ id: envelope })),
  });
  go({ name: "home" });
  render(EnvelopeScreen, { envelope: request().id });
  await userEvent.setup().click(await screen.findByTestId("correction-go-on"));
  await vi.waitFor(() => expect(navigation.screen).toEqual({ name: "envelope", envelope: "env_2" }));
  expect(toasts.list.at(-1)?.tone).toBe("error");
});

it("is offered only where the request can be taken back and the person has not answered", () => {
  expect(canCorrect(request(), KARIM)).toBe(true);
  expect(canCorrect(request(), { ...KARIM, status: "signed" })).toBe(false);
  expect(canCorrect(request({ actions: [actionView("void", "action-reason-no-void")] }), KARIM)).toBe(false);
  expect(
    canCorrect(request({ sent_with: { provider: "ngsign", account: "NGSign", known: false } }), KARIM),
  ).toBe(false);
});
