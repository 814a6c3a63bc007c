import { announce } from "../announce.svelte";

export interface ToastAction {
  label: string;
  run: () => void | Promise<void>;
}

export interface Toast {
  id: number;
  text: string;
  tone: "neutral" | "ok" | "error";
  action: ToastAction | null;
}

/** Long enough to read and reach the button; a toast under the pointer or the focus stays. */
export const TOAST_MS = 8000;

export class Toasts {
  list = $state.raw<readonly Toast[]>([]);
  #next = 1;
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  show(text: string, options: { tone?: Toast["tone"]; action?: ToastAction } = {}): number {
    const toast: Toast = {
      id: this.#next++,
      text,
      tone: options.tone ?? "neutral",
      action: options.action ?? null,
    };
    // What only confirms gives way to what comes next: a pile of it would lie over what one wants to press.
    const passing = this.list.filter((old) => old.tone === "ok" && old.action === null);
    for (const old of [...passing, ...this.list.slice(0, -2)]) this.dismiss(old.id);
    this.list = [...this.list, toast];
    this.resume(toast.id);
    announce(toast.action ? `${text} ${toast.action.label}` : text);
    return toast.id;
  }

  dismiss(id: number): void {
    this.hold(id);
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  /** Keeps a toast while somebody is on it. */
  hold(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  resume(id: number): void {
    this.hold(id);
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), TOAST_MS),
    );
  }
}

export const toasts = new Toasts();

export function toast(text: string, options: { tone?: Toast["tone"]; action?: ToastAction } = {}): number {
  return toasts.show(text, options);
}
