import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import App from "../../App.svelte";
import type { AppStateView } from "../../bindings/AppStateView";
import type { DocumentId } from "../../bindings/DocumentId";
import type { Error as Refusal } from "../../bindings/Error";
import type { KioskView } from "../../bindings/KioskView";
import type { Language } from "../../bindings/Language";
import type { ReceiptWay } from "../../bindings/ReceiptWay";
import type { ReceiptWishView } from "../../bindings/ReceiptWishView";
import type { SigningView } from "../../bindings/SigningView";
import { setLanguage, speakTo } from "../../i18n";
import { navigation } from "../../navigation.svelte";
import { cache } from "../../query.svelte";
import { appState } from "../../settings.svelte";
import { field } from "../../test_draft";
import { fakeHost, settle, type FakeHost } from "../../test_host";
import { digest, documentView, envelopeView, kioskView, personView } from "../../test_views";
import ReceiptFile from "./ReceiptFile.svelte";
import { checkKey, Hosting, newPinProblem } from "./hosting.svelte";
import { Idle } from "./idle.svelte";
import { isAllowedKey } from "./keys";
import { kiosk, Kiosk } from "./kiosk.svelte";
import { PinEntry } from "./pin.svelte";

const envelope = envelopeView().id;
const PIN = "271828";

function person(id: string, first: string, last: string, language: Language = "fr") {
  return personView(id, { first_name: first, last_name: last, language });
}

const ada = person("ada", "Ada", "Martin");
const salma = person("salma", "سلمى", "بن صالح", "ar");

/** The program's side: two people, one after the other, and the host's code. */
class FakeKiosk {
  view = kioskView();
  readonly people = [ada, salma];
  at = 0;
  wishes: ReceiptWishView[] = [];
  readonly host: FakeHost;

  constructor(change: Partial<KioskView> = {}) {
    this.view = kioskView(change);
    this.host = fakeHost({
      app_state: () => STATE,
      take_opened_files: () => ({ paths: [] }),
      list_history: () => ({ rows: [], next_cursor: null, counts: [] }),
      open_envelope: () => envelopeView({ recipients: this.people }),
      save_settings: (settings) => settings,
      kiosk_state: () => this.view,
      begin_kiosk: ({ host_name }) => this.become("hand_over", { host_name }),
      kiosk_start: ({ language }) => {
        const { signer } = this.view;
        return this.become("signing", { signer: signer && { ...signer, language } });
      },
      kiosk_lock: () => this.become("locked"),
      kiosk_unlock: ({ pin }) => this.#with(pin, () => this.become("hand_over")),
      kiosk_receipt: ({ ways, address }) => this.#wish(ways, address ?? ""),
      settle_receipt: ({ recipient, way }) => {
        this.wishes = this.wishes.filter((wish) => wish.recipient !== recipient || wish.way !== way);
        if (this.view.receipt)
          this.view = { ...this.view, receipt: { ...this.view.receipt, wishes: this.wishes } };
        return {};
      },
      kiosk_next: ({ pin }) => this.#with(pin, () => this.#next()),
      end_kiosk: ({ pin }) => this.#with(pin, () => this.become("off", { envelope: null, signer: null })),
      set_host_pin: () => (this.view = { ...this.view, pin_set: true }),
      note_signing: () => ({}),
      signing_key: () => ({ choice: { type: "identity", name: null }, certificate: null, ready: true }),
      page_text: () => ({ runs: [] }),
      begin_signing: () => this.#signing(),
      preview_signature: ({ mark }) => ({
        boxes: [
          { field: field("fld_1").id, svg: `<svg data-of="${mark.type === "typed" ? mark.name : ""}"/>` },
        ],
      }),
      sign_locally: () => {
        this.become("return", { receipt_question: { address: null } });
        return envelopeView({ recipients: this.people });
      },
      decline_signing: () => {
        this.become("return", { receipt_question: null });
        return envelopeView({ recipients: this.people });
      },
    });
  }

  become(phase: KioskView["phase"], change: Partial<KioskView> = {}): KioskView {
    const who = this.people[this.at];
    const name = `${who?.first_name} ${who?.last_name}`;
    this.view = {
      ...this.view,
      envelope,
      title: "Bail",
      signer: who ? { recipient: who.id, name, language: who.language } : null,
      phase,
      ...change,
    };
    return this.view;
  }

  #wish(ways: ReceiptWay[], address: string): KioskView {
    const { id: recipient, first_name: name } = this.people[this.at] ?? ada;
    if (ways.includes("email") && !address.includes("@")) {
      // oxlint-disable-next-line no-throw-literal
      throw { code: "refused", message: "error-receipt-address", params: {}, detail: "" } satisfies Refusal;
    }
    const wish = (way: ReceiptWay) => ({
      recipient,
      name,
      way,
      address: way === "email" ? address : null,
      prepared_at: null,
    });
    this.wishes = [...this.wishes, ...ways.map(wish)];
    return this.become("return", { receipt_question: null });
  }

  #next(): KioskView {
    this.at += 1;
    if (this.at < this.people.length) return this.become("hand_over");
    const documents = [{ id: documentView().id, name: "Bail", sha256: digest("3f") }];
    return this.become("receipt", {
      done: 2,
      receipt: { envelope, documents, sheets: [], wishes: this.wishes },
    });
  }

  #with(pin: unknown, run: () => KioskView): KioskView {
    // oxlint-disable-next-line no-throw-literal
    if (pin !== PIN) throw wrongPin(0);
    return run();
  }

  #signing(): SigningView {
    const recipient = this.people[this.at] ?? ada;
    const language = this.view.signer?.language ?? "fr";
    return {
      envelope,
      title: "Bail",
      recipient,
      documents: [documentView()],
      fields: [field("fld_1")],
      entries: [],
      consent: { language, version: "1", text: "J’accepte.", sha256: digest("ab") },
      biometric_consent: null,
      next: [],
    };
  }
}

function wrongPin(wait_seconds: number): Refusal {
  return {
    code: "refused",
    message: "error-kiosk-wrong-pin",
    params: { wait_seconds: String(wait_seconds) },
    detail: "",
  };
}

const STATE = {
  version: "0",
  data_folder: "/data",
  secret_store: "keychain",
  demo: { active: false, available: false },
  settings: {
    language: "fr",
    theme: "system",
    unit: "millimetre",
    host_name: "Marc Petit",
    first_run_done: true,
  },
} as unknown as AppStateView;

beforeEach(() => {
  setLanguage("fr");
  cache.clear();
  appState.view = null;
  kiosk.view = null;
  kiosk.error = null;
  navigation.go({ name: "home" });
});
afterEach(() => speakTo(null));

async function enterPin(pin = PIN): Promise<void> {
  await userEvent.type(await screen.findByTestId("pin"), `${pin}{Enter}`);
  await settle();
}

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
    await userEvent.click(screen.getByTestId("later-do"));
    expect(await screen.findByTestId("locked")).toBeTruthy();
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

describe("nobody there", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is asked after a minute, and locked half a minute later", () => {
    const onlock = vi.fn();
    const idle = new Idle(60, 30, onlock);
    const rest = idle.watch();
    vi.advanceTimersByTime(59_000);
    window.dispatchEvent(new Event("pointermove"));
    vi.advanceTimersByTime(59_000);
    expect(idle.left).toBeNull();
    vi.advanceTimersByTime(1000);
    expect(idle.left).toBe(30);
    idle.stay();
    vi.advanceTimersByTime(60_000);
    // A pointer that is bumped does not answer the question.
    window.dispatchEvent(new Event("pointermove"));
    vi.advanceTimersByTime(29_000);
    expect([idle.left, onlock.mock.calls.length]).toEqual([1, 0]);
    vi.advanceTimersByTime(1000);
    expect(onlock).toHaveBeenCalledOnce();
    rest();
    vi.advanceTimersByTime(200_000);
    expect(onlock).toHaveBeenCalledOnce();
  });

  it("waits as long as the program says after a wrong code", () => {
    const entry = new PinEntry();
    entry.write("12a3٤56789");
    expect([entry.digits, entry.complete]).toEqual(["123456", true]);
    expect([entry.take(), entry.digits]).toEqual(["123456", ""]);
    expect(entry.refused(wrongPin(5))).toBe(true);
    entry.write("123456");
    expect([entry.wait, entry.complete]).toEqual([5, false]);
    vi.advanceTimersByTime(5000);
    expect([entry.wait, entry.complete]).toEqual([0, true]);
    expect(entry.refused({ ...wrongPin(5), message: "error-storage" })).toBe(false);
  });
});

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
    expect([newPinProblem("12345", "12345"), newPinProblem(PIN, PIN)]).toEqual(["hosting-pin-six", null]);
  });
});

it("the receipt is printed by the system, and what keeps it from that is said", async () => {
  setLanguage("fr");
  const host = fakeHost({ print_document: () => ({}) });
  const print = { envelope, file: { type: "document" as const, document: "doc_1" as DocumentId } };
  render(ReceiptFile, { name: "Bail", suggested: "Bail.pdf", write: vi.fn(), print });
  const button = screen.getByRole("button", { name: /Imprimer.*Bail/u });
  await userEvent.click(button);
  expect(await screen.findByText(/Bail.*est parti à l’imprimante/u)).toBeTruthy();
  expect(host.calls).toEqual([["print_document", print]]);
  const refusal = { code: "refused", message: "error-print-nothing", params: {}, detail: "" };
  host.answer({ print_document: () => Promise.reject(refusal) });
  await userEvent.click(button);
  expect((await screen.findByRole("alert")).textContent).toContain("Ce système n’a rien pour imprimer");
  expect(screen.queryByText(/est parti à l’imprimante/u)).toBeNull();
});

it("whoever has signed says how they want their copy, in their language, and the host reads it at the end", async () => {
  const fake = new FakeKiosk();
  fake.at = 1;
  fake.become("return", { host_name: "Marc", receipt_question: { address: null } });
  render(App);
  const question = await screen.findByTestId("receipt-question");
  await waitFor(() => expect(document.documentElement.lang).toBe("ar"));
  expect(question.textContent).toContain("Marc");
  expect(screen.queryByTestId("wish-address")).toBeNull();
  const none = screen.getByTestId("wish-go").textContent;
  await userEvent.click(screen.getByTestId("wish-email"));
  await userEvent.click(screen.getByTestId("wish-paper"));
  expect(screen.getByTestId("wish-go").textContent).not.toBe(none);
  await userEvent.click(screen.getByTestId("wish-go"));
  expect(document.activeElement).toBe(screen.getByTestId("wish-address"));
  expect(screen.getByTestId("wish-address").getAttribute("aria-invalid")).toBe("true");
  await userEvent.type(screen.getByTestId("wish-address"), "salma@exemple.tn");
  expect(screen.getByTestId("wish-address").getAttribute("aria-invalid")).not.toBe("true");
  await userEvent.click(screen.getByTestId("wish-go"));
  const calls = fake.host.calls.filter(([command]) => command === "kiosk_receipt");
  expect(calls.at(-1)?.[1]).toEqual({ ways: ["email", "paper"], address: "salma@exemple.tn" });
  await enterPin();
  const wishes = await screen.findAllByTestId("receipt-wish");
  expect(wishes.map((wish) => wish.querySelector("p")?.textContent)).toEqual([
    "Reçu à envoyer à سلمى (salma@exemple.tn)".replace("سلمى", "\u2068سلمى\u2069"),
    "Reçu à imprimer pour \u2068سلمى\u2069",
  ]);
  // The window is still the mode's: no mail program is opened over it.
  expect(screen.queryByTestId("wish-prepare")).toBeNull();
  await userEvent.click(screen.getByTestId("wish-done"));
  await waitFor(() => expect(screen.getAllByTestId("receipt-wish")).toHaveLength(1));
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
