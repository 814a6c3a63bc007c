import type { AppStateView } from "./bindings/AppStateView";
import type { SettingsView } from "./bindings/SettingsView";
import { setLanguage } from "./i18n";
import { rpc } from "./rpc";

/** What the program told at start-up, and the settings as last stored. */
class AppState {
  view = $state.raw<AppStateView | null>(null);

  get settings(): SettingsView | null {
    return this.view?.settings ?? null;
  }

  async load(): Promise<AppStateView> {
    return this.show(await rpc("app_state", {}));
  }

  /** Takes over what the program says of itself, at once. */
  show(view: AppStateView): AppStateView {
    this.view = view;
    apply(view.settings);
    return view;
  }

  /** Shows the change at once and stores it; when storing fails, the former settings come back. */
  async change(change: Partial<SettingsView>): Promise<void> {
    const before = this.view;
    if (before === null) return;
    const wanted = { ...before.settings, ...change };
    this.view = { ...before, settings: wanted };
    apply(wanted);
    try {
      const stored = await rpc("save_settings", wanted);
      this.view = { ...this.view, settings: stored };
      apply(stored);
    } catch (refusal) {
      this.view = before;
      apply(before.settings);
      throw refusal;
    }
  }
}

function apply(settings: SettingsView): void {
  setLanguage(settings.language);
  const root = document.documentElement;
  if (settings.theme === "system") delete root.dataset.theme;
  else root.dataset.theme = settings.theme;
}

export const appState = new AppState();
