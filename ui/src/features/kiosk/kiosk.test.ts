import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import App from "../../App.svelte";
import { settle } from "../../test_host";
import { isAllowedKey } from "./keys";
import { Kiosk } from "./kiosk.svelte";
import { ada, eachAtHome, enterPin, envelope, FakeKiosk, wrongPin } from "./test_kiosk";

eachAtHome();

async function readAndAccept(): Promise<void> {
  await userEvent.click(await screen.findByTestId("have-read"));
  await userEvent.click(screen.getByTestId("consent-box"));
  await userEvent.click(screen.getByTestId("consent-continue"));
}

async function signTyping(): Promise<void> {
  await readAndAccept();
  await userEvent.click(screen.getByTestId("tab-type"));
  await userEvent.click(screen.getByTestId("typed-mine"));
  await userEvent.click(screen.getByTestId("validate"));
  await userEvent.click(await screen.findByTestId("sign-for-good"));
}

async function wishForNothing(): Promise<void> {
  await userEvent.click(await screen.findByTestId("wish-go"));
}

describe("the window handed over", () => {
  it("shows nothing but the person's name, whatever was on it and whatever arrives", async () => {
    const fake = new FakeKiosk();
    render(App);
    expect(await screen.findByRole("navigation")).toBeTruthy();
    fake.become("hand_over", { host_name: "Marc Petit" });
    fake.host.emit({ type: "kiosk_changed", on: true });
    expect(await screen.findByRole("heading", { name: "Ada Martin, c’est à vous." })).toBeTruthy();
    expect([screen.queryByRole("navigation"), screen.queryByTestId("toasts")]).toEqual([null, null]);
    const asked = fake.host.calls.length;
    fake.host.emit({ type: "files_dropped", paths: ["secret.pdf"] });
    fake.host.emit({ type: "open_envelope", envelope });
    fake.host.emit({ type: "changed", tags: ["history"] });
    await settle();
    expect([fake.host.calls.length, screen.queryByTestId("choice-sheet")]).toEqual([asked, null]);
  });

  it("opens locked after a crash, and asks for nothing else before that is known", async () => {
    const fake = new FakeKiosk();
    fake.become("locked");
    render(App);
    expect(await screen.findByTestId("locked")).toBeTruthy();
    const commands = fake.host.calls.map(([command]) => command);
    expect(commands).toEqual(["app_state", "kiosk_state"]);
    expect(document.body.textContent).not.toContain("Ada");
    await enterPin("000000");
    expect(screen.getByTestId("pin-told").textContent).toContain("pas le bon code");
    await enterPin();
    expect(await screen.findByTestId("hand-over")).toBeTruthy();
  });

  it("calls no code wrong that is only being typed, and tries none before its time", async () => {
    const fake = new FakeKiosk();
    fake.become("locked");
    fake.host.answer({ kiosk_unlock: () => Promise.reject(wrongPin(60)) });
    render(App);
    await enterPin("000000");
    const told = screen.getByTestId("pin-told").textContent;
    expect(told).toContain("60 secondes");
    await enterPin();
    expect(screen.getByTestId("pin-told").textContent).toBe(told);
    expect(screen.getByTestId("pin-heard").textContent).toBe(told);
    expect(screen.queryByTestId("error-box")).toBeNull();
    expect(fake.host.calls.filter(([command]) => command === "kiosk_unlock")).toHaveLength(1);
  });

  it("goes from one person to the next, and nothing of the first stays", async () => {
    const fake = new FakeKiosk();
    fake.become("hand_over", { host_name: "Marc Petit" });
    render(App);
    await userEvent.click(await screen.findByTestId("start"));
    await signTyping();
    await wishForNothing();
    expect(await screen.findByRole("heading", { name: /Rendez l’appareil à Marc Petit/u })).toBeTruthy();
    await enterPin();
    expect(await screen.findByTestId("hand-over")).toBeTruthy();
    expect(document.documentElement.outerHTML).not.toMatch(/Ada|Martin|data-of/u);
    expect(document.documentElement.outerHTML).toContain("سلمى");
    await waitFor(() =>
      expect([document.documentElement.lang, document.documentElement.dir]).toEqual(["ar", "rtl"]),
    );
    await userEvent.click(screen.getByTestId("start"));
    await readAndAccept();
    await userEvent.click(screen.getByTestId("tab-other"));
    await userEvent.click(screen.getByTestId("way-decline"));
    await userEvent.click(screen.getByTestId("decline-confirm"));
    await enterPin();
    expect(await screen.findByTestId("receipt")).toBeTruthy();
    expect([document.documentElement.lang, document.documentElement.dir]).toEqual(["fr", "ltr"]);
  });

  it("lets the signer choose the language, and starts in it", async () => {
    const fake = new FakeKiosk();
    fake.become("hand_over");
    render(App);
    await userEvent.click(await screen.findByTestId("language-it"));
    expect(await screen.findByRole("heading", { name: "Ada Martin, tocca a Lei." })).toBeTruthy();
    await userEvent.click(screen.getByTestId("start"));
    expect(fake.host.calls).toContainEqual(["kiosk_start", { language: "it" }]);
    expect(await screen.findByRole("heading", { name: "Legga il documento" })).toBeTruthy();
  });

  it("records when each thing happened, once", async () => {
    const fake = new FakeKiosk();
    fake.become("hand_over");
    render(App);
    await userEvent.click(await screen.findByTestId("start"));
    await signTyping();
    await screen.findByTestId("receipt-question");
    const noted = fake.host.calls.filter(([command]) => command === "note_signing");
    const steps = noted.map(([, params]) => (params as { step: string }).step);
    // No page has a size here, so none is in sight.
    expect(steps).toEqual(["opened", "consented", "last_stroke", "confirmed"]);
    const [, signed] = fake.host.calls.find(([command]) => command === "sign_locally") ?? [];
    expect(signed).toMatchObject({ capture: { input: "typed", points: null }, biometrics: null });
  });

  it("does not take a typed name for a signature before the person says it is theirs", async () => {
    const fake = new FakeKiosk();
    fake.become("hand_over");
    render(App);
    await userEvent.click(await screen.findByTestId("start"));
    await readAndAccept();
    await userEvent.click(screen.getByTestId("tab-type"));
    await userEvent.click(screen.getByTestId("validate"));
    expect(screen.getByText(/Cochez la case pour confirmer/u)).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByTestId("typed-mine"));
  });

  it("locks when another window comes before it", async () => {
    const fake = new FakeKiosk();
    fake.become("hand_over");
    render(App);
    await userEvent.click(await screen.findByTestId("start"));
    await screen.findByTestId("have-read");
    vi.spyOn(document, "hasFocus").mockReturnValue(true);
    await fireEvent.blur(window);
    await settle();
    expect(fake.view.phase).toBe("signing");
    vi.spyOn(document, "hasFocus").mockReturnValue(false);
    await fireEvent.blur(window);
    expect(await screen.findByTestId("locked")).toBeTruthy();
  });

  it("gives the device back unsigned to whoever cannot sign now", async () => {
    const fake = new FakeKiosk();
    fake.become("hand_over");
    render(App);
    await userEvent.click(await screen.findByTestId("start"));
    await readAndAccept();
    await userEvent.click(screen.getByTestId("tab-other"));
    await userEvent.click(screen.getByTestId("way-later"));
    // While the sheet is there, the browser gives the focus to nothing outside, whoever asks for it.
    const focus = vi.spyOn(HTMLInputElement.prototype, "focus");
    focus.mockImplementationOnce(() => {}).mockImplementationOnce(() => {});
    await userEvent.click(screen.getByTestId("later-do"));
    expect(await screen.findByTestId("locked")).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId("pin")));
  });
});

describe("keys", () => {
  const press = (key: string, more: KeyboardEventInit = {}) => new KeyboardEvent("keydown", { key, ...more });

  it("that leave, reload or open do nothing; those that sign do", async () => {
    const fake = new FakeKiosk();
    fake.become("hand_over");
    const { unmount } = render(App);
    await screen.findByTestId("hand-over");
    const control = { ctrlKey: true };
    const held = [press("Escape"), press("F5"), press("F11"), press("r", control), press("k", control)];
    held.push(
      press("n", control),
      press("p", control),
      press(",", control),
      press("ArrowLeft", { altKey: true }),
    );
    for (const event of held) expect(isAllowedKey(event), event.key).toBe(false);
    for (const key of ["a", "Tab", "Enter", " ", "ArrowDown", "Backspace", "é"]) {
      expect(isAllowedKey(press(key)), key).toBe(true);
    }
    expect(isAllowedKey(press("@", { ctrlKey: true, altKey: true }))).toBe(true);
    expect(isAllowedKey(press("+", control))).toBe(true);
    for (const name of ["contextmenu", "drop", "paste"]) {
      expect(await fireEvent(document.body, new Event(name, { bubbles: true, cancelable: true })), name).toBe(
        false,
      );
    }
    expect(await fireEvent.keyDown(document.body, { key: "F5" })).toBe(false);
    unmount();
    expect(await fireEvent.keyDown(document.body, { key: "F5" })).toBe(true);
  });
});

it("a late answer does not bring a former hand back", async () => {
  const fake = new FakeKiosk();
  const one = new Kiosk();
  const late = one.take(
    fake.become("signing", { signer: { recipient: ada.id, name: "Ada", language: "it" } }),
  );
  await one.take(fake.become("locked"));
  await late;
  expect(one.view?.phase).toBe("locked");
});
