import { screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach } from "vitest";
import type { AppStateView } from "../../bindings/AppStateView";
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
import { kiosk } from "./kiosk.svelte";

export const envelope = envelopeView().id;
export const PIN = "271828";

function person(id: string, first: string, last: string, language: Language = "fr") {
  return personView(id, { first_name: first, last_name: last, language });
}

export const ada = person("ada", "Ada", "Martin");
export const salma = person("salma", "سلمى", "بن صالح", "ar");

/** The program's side: two people, one after the other, and the host's code. */
export class FakeKiosk {
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
      kiosk_leave_page: () => this.become("return", { receipt_question: null }),
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
      end_kiosk: ({ pin }) => {
        const end = () => this.become("off", { envelope: null, signer: null });
        return this.view.phase === "receipt" && pin === null ? end() : this.#with(pin, end);
      },
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
      receipt: { envelope, documents, sheets: [], wishes: this.wishes, refusal: null },
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

export function wrongPin(wait_seconds: number): Refusal {
  return {
    code: "refused",
    message: "error-kiosk-wrong-pin",
    params: { wait_seconds: String(wait_seconds) },
    detail: "",
  };
}

/** The program as it is opened, the host known by name. */
export const STATE = {
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

/** Each test begins at home, in French, with nobody's turn. */
export function eachAtHome(): void {
  beforeEach(() => {
    setLanguage("fr");
    cache.clear();
    appState.view = null;
    kiosk.view = null;
    kiosk.error = null;
    navigation.go({ name: "home" });
  });
  afterEach(() => speakTo(null));
}

/** The host enters a code, the right one unless said otherwise. */
export async function enterPin(pin = PIN): Promise<void> {
  await userEvent.type(await screen.findByTestId("pin"), `${pin}{Enter}`);
  await settle();
}
