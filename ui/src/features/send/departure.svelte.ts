import { announce } from "../../announce.svelte";
import type { EnvelopeStatus } from "../../bindings/EnvelopeStatus";
import { t } from "../../i18n";

/** How long the person can still think better of it. */
export const UNDO_SECONDS = 5;
const SECOND_MS = 1000;

/**
 * The last moment before a request leaves: pressed, counted down, gone. Until the countdown ends nothing has left this
 * window; closing the window while it counts sends nothing.
 */
export class Departure {
  phase = $state<"counting" | "leaving" | "left" | "reviewing">("reviewing");
  /** Seconds until it leaves. */
  left = $state(UNDO_SECONDS);
  #timer: ReturnType<typeof setInterval> | undefined;

  /** `send` answers how far the request has come; nothing when none was made: it can be tried again. */
  constructor(readonly send: () => Promise<EnvelopeStatus | null>) {}

  start(): void {
    if (this.phase !== "reviewing") return;
    this.phase = "counting";
    this.left = UNDO_SECONDS;
    this.#say();
    this.#timer = setInterval(() => this.#tick(), SECOND_MS);
  }

  /** Stops the countdown. What is leaving cannot be called back any more. */
  stop(): void {
    if (this.phase !== "counting") return;
    this.dispose();
    this.phase = "reviewing";
    announce(t("send-stopped"));
  }

  /** The sheet is gone: what was counting down must not leave by itself later. */
  dispose(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    this.left -= 1;
    if (this.left > 0) return;
    this.dispose();
    void this.#leave();
  }

  async #leave(): Promise<void> {
    this.phase = "leaving";
    announce(t("send-leaving"));
    const status = await this.send();
    if (status === null) this.phase = "reviewing";
    // One that waits for a network, was refused or may be lost is written down, and nobody has confirmed it.
    else if (isReceived(status)) this.phase = "left";
  }

  #say(): void {
    announce(`${t("send-countdown", { count: this.left })}. ${t("send-countdown.note")}`);
  }
}

/** Whether the service has it. */
function isReceived(status: EnvelopeStatus): boolean {
  return status === "sent" || status === "in_progress" || status === "completed";
}
