import type { Refusal } from "../../rpc";

export const PIN_DIGITS = 6;

/** The six digits as they are entered, and how long one has to wait after a wrong one. */
export class PinEntry {
  digits = $state("");
  /** Seconds until the next try. */
  wait = $state(0);
  /** The same as it was at first: who hears it is not told every second. */
  held = $state(0);
  wrong = $state(false);
  #timer: ReturnType<typeof setInterval> | undefined;

  get complete(): boolean {
    return this.digits.length === PIN_DIGITS && this.wait === 0;
  }

  /** Whatever was typed or pasted: its digits, six at most. */
  write(text: string): void {
    this.digits = western(text).replace(/\D/gu, "").slice(0, PIN_DIGITS);
    if (this.digits !== "") this.wrong = false;
  }

  press(digit: string): void {
    this.write(this.digits + digit);
  }

  erase(): void {
    this.write(this.digits.slice(0, -1));
  }

  /** Takes the digits away to try them: they do not stay in the field. */
  take(): string {
    const { digits } = this;
    this.digits = "";
    return digits;
  }

  /** It was refused; true when that was for the digits, and not for something else. */
  refused(refusal: Refusal): boolean {
    this.wrong = isWrongPin(refusal);
    if (this.wrong) this.hold(Number(refusal.params.wait_seconds ?? 0));
    return this.wrong;
  }

  hold(seconds: number): void {
    this.wait = this.held = Math.max(0, Math.ceil(seconds));
    clearInterval(this.#timer);
    if (this.wait === 0) return;
    this.#timer = setInterval(() => {
      this.wait -= 1;
      if (this.wait <= 0) this.stop();
    }, 1000);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.wait = Math.max(0, this.wait);
  }
}

export function isWrongPin({ message }: Refusal): boolean {
  return message === "error-kiosk-wrong-pin";
}

/** One digit over and over, or each the next of the one before: what somebody tries first. */
export function isEasyPin(pin: string): boolean {
  return /^(\d)\1*$/u.test(pin) || "01234567890".includes(pin) || "09876543210".includes(pin);
}

/** Digits of an Arabic keyboard are the same digits. */
function western(text: string): string {
  return text.replace(/[\u0660-\u0669]/gu, (digit) => String(digit.charCodeAt(0) - 0x0660));
}
