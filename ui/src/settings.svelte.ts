import type { AppStateView } from "./bindings/AppStateView";
import type { SettingsView } from "./bindings/SettingsView";
import { setLanguage } from "./i18n";
import { rpc } from "./rpc";

/** What the program told at start-up, and the settings as last stored. */
class AppState {
  view = $state.raw<AppStateView | null>(null);
  /** The settings as stored, while changes of them are on their way. */
  #stored: SettingsView | null = null;
  #waiting: readonly Partial<SettingsView>[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  get settings(): SettingsView | null {
    return this.view?.settings ?? null;
  }

  async load(): Promise<AppStateView> {
    return this.show(await rpc("app_state", {}));
  }

  /** Takes over what the program says of itself, at once. */
  show(view: AppStateView): AppStateView {
    this.view = view;
    this.#stored = view.settings;
    this.#showSettings();
    return view;
  }

  /**
   * Shows the change at once and stores it, after those before it; when storing fails, what it changed comes back, and
   * nothing else.
   */
  change(change: Partial<SettingsView>): Promise<void> {
    if (this.view === null) return Promise.resolve();
    if (this.#waiting.length === 0) this.#stored = this.view.settings;
    this.#waiting = [...this.#waiting, change];
    this.#showSettings();
    const done = this.#turn.then(() => this.#store(change));
    this.#turn = done.catch(() => {});
    return done;
  }

  async #store(change: Partial<SettingsView>): Promise<void> {
    try {
      if (this.#stored) this.#stored = await rpc("save_settings", { ...this.#stored, ...change });
    } finally {
      this.#waiting = this.#waiting.filter((one) => one !== change);
      this.#showSettings();
    }
  }

  /** As stored, with the changes that are on their way. */
  #showSettings(): void {
    if (this.view === null || this.#stored === null) return;
    const settings = this.#waiting.reduce<SettingsView>((all, one) => ({ ...all, ...one }), this.#stored);
    this.view = { ...this.view, settings };
    apply(settings);
  }
}

function apply(settings: SettingsView): void {
  setLanguage(settings.language);
  const root = document.documentElement;
  if (settings.theme === "system") delete root.dataset.theme;
  else root.dataset.theme = settings.theme;
}

export const appState = new AppState();
