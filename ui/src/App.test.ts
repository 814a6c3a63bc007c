import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import App from "./App.svelte";
import type { AppStateView } from "./bindings/AppStateView";
import type { BatchId } from "./bindings/BatchId";
import type { DraftView } from "./bindings/DraftView";
import type { EnvelopeId } from "./bindings/EnvelopeId";
import { historyList } from "./features/home/history.svelte";
import { navigation } from "./navigation.svelte";
import { cache } from "./query.svelte";
import { appState } from "./settings.svelte";
import { fakeHost, type FakeHost } from "./test_host";
import { historyRow, kioskView } from "./test_views";

const STATE: AppStateView = {
  version: "0.1.0",
  data_folder: "/data",
  secret_store: "keychain",
  demo: { active: false, available: true },
  settings: {
    language: "fr",
    theme: "system",
    unit: "millimetre",
    host_name: "",
    first_run_done: true,
    single_key_shortcuts: true,
    notifications: true,
    proxy: null,
    proxy_login: false,
    extra_roots: null,
  },
};

function start(change: Partial<AppStateView["settings"]> = {}): FakeHost {
  const state = { ...STATE, settings: { ...STATE.settings, ...change } };
  return fakeHost({
    app_state: () => state,
    kiosk_state: () => kioskView(),
    save_settings: (settings) => settings,
    take_opened_files: () => ({ paths: [] }),
    list_history: () => ({ rows: [], next_cursor: null, counts: [] }),
    list_identities: () => ({ identities: [] }),
    list_accounts: () => ({ accounts: [], providers: [] }),
    enter_demo: () => ({ ...state, demo: { active: true, available: true } }),
    leave_demo: () => state,
    list_trust: () => ({ anchors: [] }),
    create_sample_draft: () => ({ id: "drf_1" }) as DraftView,
    inspect_files: ({ paths }) => ({
      files: paths.map((path) => ({
        path,
        name: path,
        byte_size: 1,
        page_count: 1,
        first_page: null,
        signatures: 1,
        findings: [{ code: "already_signed" as const, signatures: 1 }],
        problem: null,
      })),
    }),
    verify_history: () => ({ envelopes: 2, events: 9, breaks: [] }),
  });
}

beforeEach(() => {
  cache.clear();
  appState.view = null;
  navigation.go({ name: "home" });
  Object.assign(historyList, { known: false, rows: [] });
  delete document.documentElement.dataset.ready;
});

describe("the window", () => {
  it("starts on the history, says it is ready, names itself, and puts the focus on the heading", async () => {
    start();
    render(App);
    const heading = await screen.findByRole("heading", { level: 1, name: "Accueil" });
    expect(document.activeElement).toBe(heading);
    expect(document.title).toBe("Accueil — Paraphe");
    expect(document.documentElement.dataset.ready).toBe("true");
    expect(screen.getByRole("navigation", { name: "Navigation principale" })).toBeTruthy();
    expect(screen.getByRole("link", { name: "Accueil" }).getAttribute("aria-current")).toBe("page");
  });

  it("gives the focus to the heading of a screen that could not take it while a sheet was there", async () => {
    start();
    render(App);
    await screen.findByRole("heading", { level: 1, name: "Accueil" });
    vi.spyOn(HTMLHeadingElement.prototype, "focus").mockImplementationOnce(() => {});
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    navigation.go({ name: "templates" });
    const heading = await screen.findByRole("heading", { level: 1, name: "Modèles" });
    await waitFor(() => expect(document.activeElement).toBe(heading));
  });

  it("shows why it cannot start, and starts when that is mended", async () => {
    const refusal = { code: "storage", message: "error-history-busy", params: {}, detail: "" };
    const broken = fakeHost({ app_state: () => Promise.reject(refusal) });
    render(App);
    expect((await screen.findByRole("alert")).textContent).toContain("utilisé par un autre programme");
    const { rpc } = start();
    broken.rpc = rpc;
    await userEvent.click(screen.getByRole("button", { name: "Réessayer" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Accueil" })).toBeTruthy();
  });

  it("asks what to do with dropped files; signed ones are to be verified", async () => {
    const host = start();
    render(App);
    await screen.findByRole("heading", { level: 1 });
    host.emit({ type: "files_hovering", over: true });
    expect(await screen.findByTestId("drop-overlay")).toBeTruthy();
    host.emit({ type: "files_dropped", paths: ["bail.pdf"] });
    const verify = await screen.findByRole<HTMLInputElement>("radio", { name: /Vérifier/ });
    expect(verify.checked).toBe(true);
    expect(screen.getByTestId("incoming-file").textContent).toContain("Déjà signé 1 fois");
    expect(screen.queryByTestId("drop-overlay")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Annuler" }));
    expect(screen.queryByTestId("choice-sheet")).toBeNull();
  });

  it("has the password of a protected file typed at once", async () => {
    const host = start();
    const problem = { code: "passwordNeeded", message: "error-password-needed", params: {}, detail: "" };
    const found = { name: "paie.pdf", byte_size: 1, page_count: null, first_page: null, signatures: 0 };
    host.answer({
      inspect_files: ({ paths }) => ({
        files: paths.map((path) => ({ ...found, path, findings: [], problem })) as never,
      }),
    });
    render(App);
    await screen.findByRole("heading", { level: 1 });
    host.emit({ type: "files_dropped", paths: ["paie.pdf"] });
    const field = await screen.findByLabelText(/Mot de passe/u);
    await waitFor(() => expect(document.activeElement).toBe(field));
    await userEvent.click(screen.getByRole("button", { name: "Annuler" }));
  });

  it("goes to the settings by keyboard, but not while a sheet is open", async () => {
    const host = start();
    render(App);
    await screen.findByRole("heading", { level: 1 });
    host.emit({ type: "files_dropped", paths: ["bail.pdf"] });
    await screen.findByRole("radio", { name: /Vérifier/ });
    await userEvent.keyboard("{Control>},{/Control}");
    expect(navigation.screen.name).toBe("home");
    await userEvent.click(screen.getByRole("button", { name: "Fermer" }));
    await userEvent.keyboard("{Control>},{/Control}");
    expect(await screen.findByRole("heading", { level: 1, name: "Réglages" })).toBeTruthy();
  });
});

describe("a notification that is pressed", () => {
  it("leads to what it is about: one request, or the batch that came to its end", async () => {
    const host = start();
    render(App);
    await screen.findByRole("heading", { level: 1 });
    host.emit({ type: "open_batch", batch: "bat_1" as BatchId });
    expect(navigation.screen).toEqual({ name: "batch", batch: "bat_1" });
    host.emit({ type: "open_envelope", envelope: "env_1" as EnvelopeId });
    expect(navigation.screen).toEqual({ name: "envelope", envelope: "env_1" });
  });
});

describe("the first run", () => {
  it("is skipped with Esc and does not come back", async () => {
    const host = start({ first_run_done: false });
    render(App);
    await screen.findByRole("heading", { level: 1, name: "Bienvenue dans Paraphe" });
    await userEvent.keyboard("{Escape}");
    expect(await screen.findByRole("heading", { level: 1, name: "Accueil" })).toBeTruthy();
    expect(host.calls).toContainEqual(["save_settings", { ...STATE.settings, first_run_done: true }]);
  });

  it("loses no press while a look that was chosen is being kept", async () => {
    const host = start({ first_run_done: false });
    const { rpc } = host;
    let keep = () => {};
    const kept = new Promise<void>((resolve) => (keep = resolve));
    host.rpc = async (command, params) => {
      if (command === "save_settings" && !("first_run_done" in params && params.first_run_done)) await kept;
      return rpc(command, params);
    };
    render(App);
    await userEvent.click(await screen.findByRole("radio", { name: "Sombre" }));
    await userEvent.click(screen.getByRole("button", { name: /^Passer/ }));
    expect(screen.getByRole("heading", { level: 1, name: "Bienvenue dans Paraphe" })).toBeTruthy();
    keep();
    expect(await screen.findByRole("heading", { level: 1, name: "Accueil" })).toBeTruthy();
    const both = { ...STATE.settings, theme: "dark", first_run_done: true };
    expect(host.calls.filter(([command]) => command === "save_settings").at(-1)).toEqual([
      "save_settings",
      both,
    ]);
  });

  it("changes language and colours at once", async () => {
    start({ first_run_done: false });
    render(App);
    await userEvent.click(await screen.findByRole("radio", { name: "English" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Welcome to Paraphe" })).toBeTruthy();
    await userEvent.click(screen.getByRole("radio", { name: "Dark" }));
    expect(document.documentElement.dataset.theme).toBe("dark");
    await userEvent.click(screen.getByRole("radio", { name: "Like the system" }));
    expect(document.documentElement.dataset.theme).toBeUndefined();
  });
});

describe("the settings", () => {
  it("are stored as they are changed, and come back when storing fails", async () => {
    const host = start();
    render(App);
    await userEvent.click(await screen.findByRole("link", { name: /Réglages/ }));
    await userEvent.click(await screen.findByRole("radio", { name: "Points" }));
    expect(host.calls).toContainEqual(["save_settings", { ...STATE.settings, unit: "point" }]);
    const { rpc } = host;
    const refusal = { code: "storage", message: "error-disk-full", params: { path: "/data" }, detail: "" };
    host.rpc = (command, params) =>
      command === "save_settings" ? Promise.reject(refusal) : rpc(command, params);
    await userEvent.click(screen.getByRole("checkbox", { name: "Raccourcis d’une seule lettre" }));
    expect(appState.settings?.single_key_shortcuts).toBe(true);
    expect(screen.getByTestId("toasts").textContent).toContain("Le disque est plein");
  });

  it("begin where somebody was sent, and every section is in the index", async () => {
    start();
    render(App);
    await screen.findByRole("heading", { level: 1 });
    navigation.go({ name: "settings", section: "accounts" });
    const accounts = await screen.findByRole("heading", { level: 2, name: "Comptes" });
    await waitFor(() => expect(document.activeElement).toBe(accounts));
    const index = screen.getByRole("navigation", { name: "Sections des réglages" });
    const listed = within(index)
      .getAllByRole("link")
      .map(({ textContent }) => textContent);
    const sections = within(screen.getByTestId("settings")).getAllByRole("heading", { level: 2 });
    expect(listed).toEqual(sections.map(({ textContent }) => textContent));
  });

  it("check the history and say what was found", async () => {
    start();
    render(App);
    await userEvent.click(await screen.findByRole("link", { name: /Réglages/ }));
    await userEvent.click(await screen.findByRole("button", { name: "Contrôler l’historique" }));
    expect(
      await screen.findByText(/Historique intact\s*: 2 demandes, 9 événements/, { selector: "p" }),
    ).toBeTruthy();
  });
});

describe("the demonstration", () => {
  const titles = (demo: boolean) => (demo ? ["Bail de démonstration"] : []);

  /** Two sets of data, as the program keeps them. */
  function twoSets(): FakeHost {
    const host = start();
    const { rpc } = host;
    let demo = false;
    host.rpc = (command, params) => {
      if (command === "enter_demo") demo = true;
      if (command === "leave_demo") demo = false;
      if (command !== "list_history") return rpc(command, params);
      const rows = titles(demo).map((title) => historyRow({ title }));
      return Promise.resolve({ rows, next_cursor: null, counts: [] }) as never;
    };
    return host;
  }

  it("is opened from the empty history, marks the window, and gives the own data back", async () => {
    const host = twoSets();
    render(App);
    await userEvent.click(await screen.findByRole("button", { name: "Voir la démonstration" }));
    expect(await screen.findByText("Bail de démonstration")).toBeTruthy();
    expect(screen.getByTestId("demo-ribbon").textContent).toContain("rien ne quitte cet ordinateur");
    await waitFor(() => expect(document.activeElement?.tagName).toBe("H1"));
    await userEvent.click(screen.getByRole("link", { name: /Réglages/ }));
    const leave = await screen.findAllByRole("button", { name: "Quitter la démonstration" });
    expect(leave).toHaveLength(3);
    await userEvent.click(leave[1] as HTMLElement);
    const sheet = await screen.findByTestId("leave-demo");
    expect(sheet.textContent).toContain("ne sont pas gardés");
    await userEvent.click(within(sheet).getByRole("button", { name: "Annuler" }));
    expect(screen.queryByTestId("leave-demo")).toBeNull();
    expect(screen.getByTestId("demo-ribbon").textContent).toContain("rien n’y est gardé");
    expect(host.calls.map(([command]) => command)).not.toContain("leave_demo");
    await userEvent.click(leave[0] as HTMLElement);
    await userEvent.click(await screen.findByRole("button", { name: "Quitter et tout effacer" }));
    expect(await screen.findByRole("button", { name: "Voir la démonstration" })).toBeTruthy();
    expect(screen.queryByTestId("leave-demo")).toBeNull();
    expect(navigation.screen.name).toBe("home");
    expect(screen.queryByTestId("demo-ribbon")).toBeNull();
    expect(screen.queryByText("Bail de démonstration")).toBeNull();
  });

  it("is left without a question where nothing was made in it, and with one where nobody can tell", async () => {
    const host = start();
    render(App);
    const enter = async () =>
      userEvent.click(await screen.findByRole("button", { name: "Voir la démonstration" }));
    const leave = async () =>
      userEvent.click(await screen.findByRole("button", { name: "Quitter la démonstration" }));
    await enter();
    await leave();
    expect(await screen.findByRole("button", { name: "Voir la démonstration" })).toBeTruthy();
    expect(screen.queryByTestId("leave-demo")).toBeNull();
    await enter();
    await screen.findByTestId("demo-ribbon");
    const refusal = { code: "storage", message: "error-history-busy", params: {}, detail: "" };
    host.answer({ list_history: () => Promise.reject(refusal) });
    await leave();
    expect(await screen.findByTestId("leave-demo")).toBeTruthy();
    expect(host.calls.filter(([command]) => command === "leave_demo")).toHaveLength(1);
    await userEvent.keyboard("{Escape}");
  });

  it("stays on the own data and says why when it cannot be opened", async () => {
    const host = start();
    const { rpc } = host;
    const refusal = { code: "refused", message: "error-demo-unavailable", params: {}, detail: "" };
    host.rpc = (command, params) =>
      command === "enter_demo" ? Promise.reject(refusal) : rpc(command, params);
    render(App);
    await userEvent.click(await screen.findByRole("button", { name: "Voir la démonstration" }));
    await waitFor(() =>
      expect(screen.getByTestId("toasts").textContent).toContain("n’est pas disponible ici"),
    );
    expect(screen.queryByTestId("demo-ribbon")).toBeNull();
  });

  it("is one of the first things to do, and finishes the first run", async () => {
    const host = start({ first_run_done: false });
    render(App);
    await userEvent.click(await screen.findByTestId("first-run-demo"));
    expect(await screen.findByTestId("demo-ribbon")).toBeTruthy();
    const order = host.calls.map(([command]) => command);
    expect(order.indexOf("save_settings")).toBeLessThan(order.indexOf("enter_demo"));
  });

  it("cannot be left by a signer who has the window", async () => {
    start();
    render(App);
    await userEvent.click(await screen.findByRole("button", { name: "Voir la démonstration" }));
    await screen.findByTestId("demo-ribbon");
    navigation.go({ name: "sign", envelope: "env_1" as never, recipient: "rec_1" as never });
    await waitFor(() =>
      expect(screen.queryByRole("button", { name: "Quitter la démonstration" })).toBeNull(),
    );
    expect(screen.getByTestId("demo-ribbon")).toBeTruthy();
  });
});
