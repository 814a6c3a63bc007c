// Screens a start does not show, fetched when they are needed: the less there is to read, the sooner the window is usable.

const fetchers = {
  batch: () => import("./features/bulk/BatchScreen.svelte").then((file) => file.default),
  bulk: () => import("./features/bulk/BulkScreen.svelte").then((file) => file.default),
  contacts: () => import("./features/contacts/ContactsScreen.svelte").then((file) => file.default),
  envelope: () => import("./features/envelope/EnvelopeScreen.svelte").then((file) => file.default),
  handover: () => import("./features/send/HandoverScreen.svelte").then((file) => file.default),
  hosting: () => import("./features/kiosk/HostScreen.svelte").then((file) => file.default),
  kiosk: () => import("./features/kiosk/KioskScreen.svelte").then((file) => file.default),
  notice: () => import("./features/accounts/NoticeSheet.svelte").then((file) => file.default),
  prepare: () => import("./Preparation.svelte").then((file) => file.default),
  settings: () => import("./features/settings/SettingsScreen.svelte").then((file) => file.default),
  saveTemplate: () => import("./features/templates/SaveTemplateSheet.svelte").then((file) => file.default),
  sign: () => import("./features/sign/SignScreen.svelte").then((file) => file.default),
  verifyMany: () => import("./features/verify/ManyScreen.svelte").then((file) => file.default),
  templates: () => import("./features/templates/TemplatesScreen.svelte").then((file) => file.default),
  verify: () => import("./features/verify/VerifyScreen.svelte").then((file) => file.default),
};

type Name = keyof typeof fetchers;
type Fetched = { [N in Name]: Awaited<ReturnType<(typeof fetchers)[N]>> };

class Screens {
  #fetched = $state.raw<Partial<Fetched>>({});
  readonly #asked = new Map<Name, Promise<void>>();

  /** The screen; null until it is here. */
  take<N extends Name>(name: N): Fetched[N] | null {
    const screen = this.#fetched[name];
    if (screen) return screen;
    void this.fetch(name);
    return null;
  }

  /** Fetches all there are, so that going to one shows it at once; one after the other, for a person may press meanwhile. */
  async fetchAll(): Promise<void> {
    for (const name of Object.keys(fetchers) as Name[]) await this.fetch(name);
  }

  /** Fetches one that will be shown soon. */
  fetch(name: Name): Promise<void> {
    let asked = this.#asked.get(name);
    if (!asked) {
      asked = fetchers[name]().then((screen) => {
        this.#fetched = { ...this.#fetched, [name]: screen };
      });
      this.#asked.set(name, asked);
      asked.catch(() => this.#asked.delete(name));
    }
    return asked;
  }
}

export const screens = new Screens();
