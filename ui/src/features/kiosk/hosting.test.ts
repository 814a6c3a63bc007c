import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import App from "../../App.svelte";
import { navigation } from "../../navigation.svelte";
import { envelopeView } from "../../test_views";
import { checkKey, Hosting, newPinProblem } from "./hosting.svelte";
import { ada, eachAtHome, envelope, FakeKiosk, PIN, salma, STATE } from "./test_kiosk";

eachAtHome();

describe("before the device leaves the host's hands", () => {
  it("asks for a name and a code the first time, then hands over", async () => {
    const fake = new FakeKiosk({ pin_set: false });
    const settings = { ...STATE.settings, host_name: "" };
    fake.host.answer({ app_state: () => ({ ...STATE, settings }) });
    navigation.go({ name: "hosting", envelope });
    render(App);
    await userEvent.click(await screen.findByTestId("hand-over-now"));
    expect(document.activeElement).toBe(screen.getByTestId("host-name"));
    expect(screen.getByText(/Six chiffres/u)).toBeTruthy();
    await userEvent.type(screen.getByTestId("host-name"), "Marc Petit");
    await userEvent.type(screen.getByTestId("new-pin"), PIN);
    await userEvent.type(screen.getByTestId("new-pin-again"), "271829");
    await userEvent.click(screen.getByTestId("hand-over-now"));
    expect(screen.getByText(/ne sont pas les mêmes/u)).toBeTruthy();
    await userEvent.clear(screen.getByTestId("new-pin-again"));
    await userEvent.type(screen.getByTestId("new-pin-again"), PIN);
    await userEvent.click(screen.getAllByRole("radio", { name: "Pièce d’identité vue" })[0] as HTMLElement);
    await userEvent.type(screen.getByRole("textbox", { name: /Quatre derniers/u }), "42AB");
    await userEvent.click(screen.getByTestId("hand-over-now"));
    expect(await screen.findByTestId("hand-over")).toBeTruthy();
    expect(fake.host.calls).toContainEqual(["set_host_pin", { pin: PIN, old_pin: null }]);
    expect(fake.host.calls).toContainEqual([
      "begin_kiosk",
      {
        envelope,
        host_name: "Marc Petit",
        evidence: "standard",
        level: null,
        checks: [
          { recipient: "ada", kind: "document_seen", label: null, last4: "42AB" },
          { recipient: "salma", kind: "not_checked", label: null, last4: null },
        ],
        link: null,
      },
    ]);
  });

  it("says why it cannot begin, and stays", async () => {
    const fake = new FakeKiosk();
    const refusal = { code: "storage", message: "error-disk-full", params: { path: "/data" }, detail: "" };
    fake.host.answer({ begin_kiosk: () => Promise.reject(refusal) });
    navigation.go({ name: "hosting", envelope });
    render(App);
    await userEvent.click(await screen.findByTestId("hand-over-now"));
    expect((await screen.findByRole("alert")).textContent).toContain("Le disque est plein");
  });

  it("lets the host sign without handing over", async () => {
    const fake = new FakeKiosk();
    navigation.go({ name: "hosting", envelope });
    render(App);
    await userEvent.click((await screen.findAllByTestId("sign-myself"))[0] as HTMLElement);
    expect(navigation.screen).toEqual({ name: "sign", envelope, recipient: "ada" });
    expect(fake.view.phase).toBe("off");
  });

  it("an organisation's own list is what can be chosen; without « not checked » everybody is checked", () => {
    const card = { kind: "other", label: "Carte professionnelle vue" } as const;
    const hosting = new Hosting(() => [{ kind: "document_seen" }, card]);
    hosting.show(envelopeView({ recipients: [ada] }));
    expect(hosting.checkMissing).toBe(true);
    const [only] = hosting.checks;
    if (only) [only.key, only.last4] = [checkKey(card), " 7X "];
    expect([hosting.checkMissing, only?.asksLast4]).toEqual([false, true]);
    expect(hosting.request(envelope).checks).toEqual([
      { recipient: "ada", kind: "other", label: "Carte professionnelle vue", last4: "7X" },
    ]);
  });

  it("keeps what was said of somebody when the request changes, and forgets who is through", () => {
    const hosting = new Hosting();
    hosting.show(envelopeView({ recipients: [ada, salma] }));
    const [, second] = hosting.checks;
    if (second) second.key = "known_personally";
    hosting.show(envelopeView({ recipients: [{ ...ada, status: "signed" }, salma] }));
    expect(hosting.checks.map(({ person: { id }, choice }) => [id, choice?.kind])).toEqual([
      ["salma", "known_personally"],
    ]);
    for (const easy of ["111111", "123456", "654321", "567890"])
      expect(newPinProblem(easy, easy)).toBe("hosting-pin-easy");
    expect([newPinProblem("12345", "12345"), newPinProblem(PIN, PIN)]).toEqual(["hosting-pin-six", null]);
  });
});
