import { announcer } from "../../announce.svelte";
import { Attempt } from "../../attempt.svelte";
import type { BeginKioskRequest } from "../../bindings/BeginKioskRequest";
import type { EnvelopeId } from "../../bindings/EnvelopeId";
import type { KioskView } from "../../bindings/KioskView";
import type { Language } from "../../bindings/Language";
import type { ReceiptWay } from "../../bindings/ReceiptWay";
import { speakTo } from "../../i18n";
import { cache } from "../../query.svelte";
import { rpc } from "../../rpc";
import { toasts } from "../../widgets/toasts.svelte";

/** Face to face, as the program tells where it stands. The window shows that and keeps nothing of it. */
export class Kiosk extends Attempt {
  view = $state.raw<KioskView | null>(null);
  /** Bumped whenever the device changes hands: what is on screen is made anew. */
  hand = $state(0);
  /** Bumped by each sign of life on a service's page. */
  signs = $state(0);
  #generation = 0;

  /** Whether the window belongs to a signer, or waits for the host. */
  get on(): boolean {
    return this.view !== null && this.view.phase !== "off";
  }

  async load(): Promise<void> {
    await this.#ask(() => rpc("kiosk_state", {}));
  }

  begin(request: BeginKioskRequest): Promise<boolean> {
    return this.#ask(() => rpc("begin_kiosk", request));
  }

  /** The signer pressed « Commencer »; the text they accept will be in this language. */
  start(language: Language): Promise<boolean> {
    return this.#ask(() => rpc("kiosk_start", { language }));
  }

  /** Whoever has just signed says how they wish to be handed their copy. */
  receipt(ways: ReceiptWay[], address: string | null): Promise<boolean> {
    return this.#ask(() => rpc("kiosk_receipt", { ways, address }));
  }

  /** The signer has done with the service's page. */
  leavePage(): Promise<boolean> {
    return this.#ask(() => rpc("kiosk_leave_page", {}));
  }

  hearSigner(): void {
    this.signs += 1;
  }

  lock(): Promise<boolean> {
    return this.#ask(() => rpc("kiosk_lock", {}));
  }

  unlock(pin: string): Promise<boolean> {
    return this.#ask(() => rpc("kiosk_unlock", { pin }));
  }

  next(pin: string): Promise<boolean> {
    return this.#ask(() => rpc("kiosk_next", { pin }));
  }

  /** The code is asked for while somebody may still hold the device; at the end it has been given. */
  end(pin: string | null): Promise<boolean> {
    return this.#ask(() => rpc("end_kiosk", { pin }));
  }

  /** Chooses the host's PIN; the former one is asked where there is one. */
  choosePin(pin: string, old: string | null): Promise<boolean> {
    return this.#ask(() => rpc("set_host_pin", { pin, old_pin: old }));
  }

  async take(view: KioskView): Promise<void> {
    const generation = ++this.#generation;
    const before = this.view;
    const moved = before?.phase !== view.phase || before.signer?.recipient !== view.signer?.recipient;
    // The new hand's language first, so that no screen is shown in the former one's.
    await speakTo(languageOf(view));
    if (generation !== this.#generation) return;
    this.view = view;
    if (!moved) return;
    this.hand += 1;
    if (before !== null) forget();
    if (before?.page && before.envelope && view.phase === "off") askHowItStands(before.envelope);
  }

  #ask(question: () => Promise<KioskView>): Promise<boolean> {
    return this.run(async () => this.take(await question()));
  }
}

/** The language of whoever holds the device; null where that is the host. */
function languageOf({ phase, signer }: KioskView): Language | null {
  const held = phase === "hand_over" || phase === "signing" || phase === "return";
  return held ? (signer?.language ?? null) : null;
}

/** Only the service knows what was done on its page. What keeps it from telling stands on the request. */
function askHowItStands(envelope: EnvelopeId): void {
  void rpc("refresh_envelope", { envelope }).catch(() => {});
}

/** Nothing that was read or said before stays for the next person. */
function forget(): void {
  cache.clear();
  for (const { id } of toasts.list) toasts.dismiss(id);
  announcer.text = "";
}

export const kiosk = new Kiosk();
