import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { AccountCheckView } from "../../bindings/AccountCheckView";
import type { AccountForm } from "../../bindings/AccountForm";
import type { AppStateView } from "../../bindings/AppStateView";
import type { AccountView } from "../../bindings/AccountView";
import type { Capability } from "../../bindings/Capability";
import type { ProviderFormView } from "../../bindings/ProviderFormView";
import type { SaveAccountRequest } from "../../bindings/SaveAccountRequest";
import { setLanguage } from "../../i18n";
import { appState } from "../../settings.svelte";
import { cache } from "../../query.svelte";
import { fakeHost, type FakeHost } from "../../test_host";
import Accounts from "./Accounts.svelte";
import { clockSentence } from "./check";
import { AccountEditor, isTrial } from "./editor.svelte";
import { NoticeReader } from "./notice.svelte";
import { capabilityLine, optionWords, secretSteps } from "./words";

const capability = (change: Partial<Capability> = {}): Capability => ({
  documents: "many",
  signers: "many",
  routing: "parallel",
  placement: "coordinates",
  own_size: false,
  boxless: "refused",
  roles: ["signer"],
  field_kinds: ["signature"],
  authentication: ["email_code", "sms_code"],
  delivery: ["provider_mails"],
  progress: "polled",
  artifacts: ["signed_documents"],
  remind: true,
  void: true,
  max_document_bytes: null,
  options: [],
  signature_modes: [],
  message: true,
  message_texts: "one",
  expiry: "deadline",
  tier: "simple",
  price_cents: null,
  counts_credits: false,
  names_signers: true,
  poll_seconds: 300,
  idempotent: false,
  reminder_days: [],
  email: false,
  full_names: false,
  requester: false,
  notice_addresses: "one_web",
  logo_form: "picture_or_address",
  judging: "never",
  ...change,
});

const form = (change: Partial<AccountForm> & Pick<AccountForm, "provider">): AccountForm => ({
  base_url: "https://api.example",
  test_url: null,
  auth_url: null,
  auth: ["api-key"],
  user_with: [],
  test: false,
  options: [],
  help_url: null,
  ...change,
});

const DOCAGE = form({
  provider: "docage",
  user_with: ["api-key"],
  test: true,
  options: [{ name: "origin", default: "bottom-left", values: ["bottom-left", "top-left"] }],
  help_url: "https://documentation.docage.com",
});
const NGSIGN = form({
  provider: "ngsign",
  test_url: "https://sandbox.example",
  auth: ["token", "password"],
  user_with: ["password"],
});
const PROVIDERS: ProviderFormView[] = [
  { form: DOCAGE, capability: capability() },
  {
    form: NGSIGN,
    capability: capability({ authentication: ["none"], delivery: ["links"], price_cents: 30 }),
  },
  { form: form({ provider: "local", auth: [] }), capability: capability() },
];

function account(change: Partial<AccountView> = {}): AccountView {
  return {
    name: "local",
    settings: {
      provider: "local",
      base_url: null,
      auth_url: null,
      user: null,
      auth: null,
      test: false,
      max_document_megabytes: null,
      options: {},
    },
    masked: "",
    has_secret: false,
    open: 0,
    failed: null,
    ...change,
  };
}

const LOCAL = account();
const CABINET = account({
  name: "Cabinet",
  settings: { ...LOCAL.settings, provider: "docage", user: "moi@ex.fr", auth: "api-key" },
  masked: "••••4f2a",
  has_secret: true,
});
const GOOD: AccountCheckView = {
  ok: true,
  account: "Cabinet Petit",
  credits: 42,
  test_mode: false,
  clock_off_seconds: null,
  problem: null,
};

/** A program that keeps accounts as the real one does, and never hands a secret back. */
function keeper(accounts: AccountView[], check: AccountCheckView = GOOD): FakeHost {
  return fakeHost({
    list_accounts: () => ({ accounts, providers: PROVIDERS }),
    save_account: ({ name, settings, secret }) =>
      account({ name, settings, masked: "••••9z9z", has_secret: secret !== null }),
    test_account: () => check,
    try_account: ({ name, settings, secret }) => ({
      stored: check.ok ? account({ name, settings, masked: "••••9z9z", has_secret: secret !== null }) : null,
      check,
    }),
    remove_account: () => ({}),
  });
}

const saved = (host: FakeHost) =>
  host.calls
    .filter(([command]) => command === "save_account" || command === "try_account")
    .map(([, params]) => params as SaveAccountRequest);

beforeEach(() => {
  setLanguage("fr");
  cache.clear();
});

describe("an account being added", () => {
  it("asks for what the provider's form asks for, and proposes a name that is free", () => {
    const editor = new AccountEditor(PROVIDERS, [LOCAL, account({ name: "docage" })]);
    expect(editor.complete).toBe(false);
    editor.choose("docage");
    expect([editor.name, editor.auth, editor.needsUser, editor.needsSecret]).toEqual([
      "Docage-2",
      "api-key",
      true,
      true,
    ]);
    editor.secret = "k";
    expect(editor.complete).toBe(false);
    editor.user = "moi@ex.fr";
    expect(editor.complete).toBe(true);
  });

  it("leaves out whatever is as the provider has it", () => {
    const editor = new AccountEditor(PROVIDERS, [LOCAL]);
    editor.choose("docage");
    editor.user = " moi@ex.fr ";
    editor.setOption("origin", "top-left");
    expect(editor.settings()).toEqual({
      provider: "docage",
      base_url: null,
      auth_url: null,
      user: "moi@ex.fr",
      auth: "api-key",
      test: false,
      max_document_megabytes: null,
      options: { origin: "top-left" },
    });
    editor.setOption("origin", "bottom-left");
    expect(editor.settings()?.options).toEqual({});
  });

  it("keeps the largest size of a document as the office was told, and stores none that is none", () => {
    const settings = { ...CABINET.settings, max_document_megabytes: 10 };
    const editor = new AccountEditor(PROVIDERS, [LOCAL], { ...CABINET, settings });
    expect([editor.largest, editor.complete]).toEqual(["10", true]);
    for (const wrong of ["0", "-1", "2,5", "dix", "65536"]) {
      editor.largest = wrong;
      expect([wrong, editor.isLargestInvalid, editor.complete]).toEqual([wrong, true, false]);
    }
    editor.largest = " 25 ";
    expect([editor.complete, editor.settings()?.max_document_megabytes]).toEqual([true, 25]);
    editor.largest = "";
    expect([editor.complete, editor.settings()?.max_document_megabytes]).toEqual([true, null]);
  });

  it("goes to the provider's trial address, and takes the person's own for production", () => {
    const editor = new AccountEditor(PROVIDERS, [LOCAL]);
    editor.choose("ngsign");
    editor.environment = "trial";
    expect(editor.settings()).toMatchObject({ base_url: "https://sandbox.example", test: true });
    expect(isTrial({ ...LOCAL.settings, base_url: "https://sandbox.example" }, NGSIGN)).toBe(true);
    editor.baseUrl = "https://own.example";
    expect(editor.environment).toBe("live");
    expect(editor.settings()).toMatchObject({ base_url: "https://own.example", test: false });
    editor.environment = "live";
    expect(editor.settings()?.base_url).toBeNull();
  });

  it("is asked for an address where the provider must know who asks, and may do without", () => {
    const asking = { form: NGSIGN, capability: capability({ requester: true }) };
    const editor = new AccountEditor([asking], [LOCAL]);
    editor.choose("ngsign");
    editor.secret = "jeton";
    expect([editor.wantsUser, editor.needsUser, editor.complete]).toEqual([true, false, true]);
  });

  it("keeps nothing of another provider", () => {
    const editor = new AccountEditor(PROVIDERS, [LOCAL]);
    editor.choose("docage");
    editor.secret = "of docage";
    editor.setOption("origin", "top-left");
    editor.choose("ngsign");
    expect([editor.secret, editor.options]).toEqual(["", {}]);
  });

  it("is tested once, and stored when it can be used; what was typed as secret is gone from the form", async () => {
    const host = keeper([LOCAL]);
    const editor = new AccountEditor(PROVIDERS, [LOCAL]);
    editor.choose("ngsign");
    editor.secret = "jeton";
    expect(await editor.saveAndTest()).toBe(true);
    expect(host.calls.map(([command]) => command)).toEqual(["try_account"]);
    expect(saved(host)[0]).toMatchObject({ name: "NGSign", secret: "jeton", replaces: null });
    expect([editor.secret, editor.check?.ok, editor.needsSecret]).toEqual(["", true, false]);
    // A second press changes the same account.
    editor.name = "Tunis";
    await editor.saveAndTest();
    expect(saved(host)[1]).toMatchObject({ name: "Tunis", secret: null, replaces: "NGSign" });
  });

  it("keeps what was typed when it was refused", async () => {
    const host = keeper([LOCAL]);
    const { rpc } = host;
    const refusal = { code: "refused", message: "error-account-exists", params: {}, detail: "" };
    host.rpc = (command, params) =>
      command === "try_account" ? Promise.reject(refusal) : rpc(command, params);
    const editor = new AccountEditor(PROVIDERS, [LOCAL]);
    editor.choose("ngsign");
    editor.secret = "jeton";
    expect(await editor.saveAndTest()).toBe(false);
    expect([editor.error?.message, editor.stored, editor.secret]).toEqual([
      "error-account-exists",
      null,
      "jeton",
    ]);
    expect(host.calls).toEqual([]);
  });
});

describe("an account being changed", () => {
  it("keeps its secret unless another is typed, or another kind is chosen", () => {
    const NG = account({
      name: "NG",
      settings: { ...LOCAL.settings, provider: "ngsign", auth: "token" },
      has_secret: true,
    });
    const editor = new AccountEditor(PROVIDERS, [LOCAL, NG], NG);
    expect([editor.needsSecret, editor.complete]).toEqual([false, true]);
    editor.auth = "password";
    editor.user = "moi@ex.fr";
    expect([editor.needsSecret, editor.complete]).toEqual([true, false]);
  });
});

describe("words", () => {
  it("say what a provider does from its capability alone", () => {
    expect(capabilityLine(capability())).toBe("Écrit aux signataires · code par e-mail ou SMS");
    const links = { authentication: ["none" as const], delivery: ["links" as const], price_cents: 30 };
    expect(capabilityLine(capability({ ...links, documents: "one" }))).toMatch(
      /^Vous transmettez les liens · un PDF à la fois · à partir de 0,30\s€ HT par signataire$/,
    );
  });

  it("exist for every provider's way of finding a key, and pass on what is not known", () => {
    for (const [provider, auth] of [
      ["docage", "api-key"],
      ["gesdocs", "token"],
      ["gesdocs", "password"],
      ["ngsign", "token"],
      ["ngsign", "password"],
      ["openapi", "token"],
      ["openapi", "api-key"],
      ["sigtool", "api-key"],
    ] as const) {
      expect(secretSteps(provider, auth).length, `${provider} ${auth}`).toBeGreaterThan(1);
    }
    const later = optionWords({ name: "of_a_later_version", default: "", values: ["x"] });
    expect(later).toEqual({
      label: "of_a_later_version",
      hint: undefined,
      values: [{ value: "x", label: "x" }],
    });
  });

  it("name the minutes between two clocks, at least one", () => {
    expect(clockSentence({ ...GOOD, clock_off_seconds: -310 }, "docage")).toContain("5 minutes");
    expect(clockSentence(GOOD, "docage")).toBeNull();
  });
});

describe("the accounts in the settings", () => {
  const show = () => render(Accounts, { store: "trousseau du système" });

  it("begin with this computer, and never show a secret", async () => {
    keeper([LOCAL, { ...CABINET, open: 2 }]);
    show();
    const rows = await screen.findAllByTestId("account-row");
    expect(rows[0]?.textContent).toContain("Sur cet ordinateur");
    expect(within(rows[0] as HTMLElement).queryByRole("button")).toBeNull();
    expect(rows[1]?.textContent).toMatch(/Docage · moi@ex.fr · Clé d’API ••••4f2a · 2 demandes en cours/);
    await userEvent.click(screen.getByRole("button", { name: "Modifier Cabinet" }));
    expect(screen.getByLabelText<HTMLInputElement>("Clé d’API").value).toBe("");
    expect(screen.getByTestId("account-sheet").textContent).toContain("••••4f2a");
  });

  it("are added from a provider's card to a test that says what there is, by keyboard", async () => {
    const host = keeper([LOCAL]);
    show();
    const add = await screen.findByRole<HTMLButtonElement>("button", { name: "Ajouter un compte" });
    await waitFor(() => expect(add.disabled).toBe(false));
    await userEvent.click(add);
    expect(screen.queryByTestId("provider-local")).toBeNull();
    screen.getByTestId("provider-docage").focus();
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("E-mail du compte")));
    await userEvent.keyboard("moi@ex.fr");
    await userEvent.type(screen.getByLabelText("Clé d’API"), "cle");
    await userEvent.click(screen.getByRole("button", { name: "Enregistrer et tester" }));
    const check = await screen.findByTestId("account-check");
    expect(check.textContent).toContain("Compte de Cabinet Petit.");
    expect(check.textContent).toContain("Il reste 42 envois.");
    expect(saved(host)[0]).toMatchObject({ name: "Docage", secret: "cle" });
    expect(screen.getByRole("heading", { name: /Compte «.Docage.»/ })).toBeTruthy();
  });

  it("say why a test went wrong, and that a clock is off", async () => {
    const problem = {
      code: "provider" as const,
      message: "error-provider-credentials",
      params: { account: "Cabinet" },
      detail: "HTTP 401",
    };
    keeper([LOCAL, CABINET], { ...GOOD, ok: false, clock_off_seconds: 300, problem });
    show();
    await userEvent.click(await screen.findByRole("button", { name: "Tester Cabinet" }));
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toMatch(/ne reconnaît pas la clé du compte «.Cabinet.»/);
    expect(screen.getByTestId("account-check").textContent).toContain("5 minutes");
  });

  it("keep what works when another key is refused, unless it is wanted all the same", async () => {
    const problem = {
      code: "provider" as const,
      message: "error-provider-credentials",
      params: { account: "Cabinet" },
      detail: "HTTP 401",
    };
    const host = keeper([LOCAL, CABINET], { ...GOOD, ok: false, problem });
    show();
    await userEvent.click(await screen.findByRole("button", { name: "Modifier Cabinet" }));
    await userEvent.type(screen.getByLabelText("Clé d’API"), "fausse");
    await userEvent.click(screen.getByRole("button", { name: "Enregistrer et tester" }));
    const check = await screen.findByTestId("account-check");
    expect(check.textContent).toContain("le compte garde sa clé");
    expect(check.textContent).not.toContain("rien n’est en doute");
    expect(host.calls.map(([command]) => command)).not.toContain("save_account");
    expect(screen.getByTestId("account-sheet").textContent).toContain("••••4f2a");
    expect(screen.getByRole("button", { name: "Annuler" })).toBeTruthy();
    await userEvent.click(screen.getByTestId("save-anyway"));
    await waitFor(() => expect(screen.queryByTestId("account-sheet")).toBeNull());
    expect(saved(host).at(-1)).toMatchObject({ name: "Cabinet", secret: "fausse", replaces: "Cabinet" });
    // What is stored now is tried, so that the list can say how it stands.
    expect(host.calls).toContainEqual(["test_account", { name: "Cabinet" }]);
  });

  it("say of an account how its last test failed, until it is tried again", async () => {
    const at = Date.UTC(2026, 10, 24, 9, 30);
    keeper([LOCAL, { ...CABINET, failed: { at, why: "credentials" } }]);
    show();
    const row = (await screen.findAllByTestId("account-row"))[1] as HTMLElement;
    expect(row.textContent).toMatch(/Dernier essai le 24 nov\. 2026.*: clé refusée/u);
    await userEvent.click(screen.getByRole("button", { name: "Tester Cabinet" }));
    await screen.findByTestId("account-check");
    expect(row.textContent).not.toContain("clé refusée");
  });

  it("are not added in the demonstration, which is left from here", async () => {
    keeper([LOCAL]);
    const before = appState.view;
    appState.view = { demo: { active: true, available: true } } as AppStateView;
    show();
    expect(await screen.findByTestId("leave-for-this")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Ajouter un compte" })).toBeNull();
    expect(screen.getByTestId("accounts").textContent).toContain("rien n’en sort");
    appState.view = before;
  });

  it("are removed only after it was asked, and stay with the reason when refused", async () => {
    const host = keeper([LOCAL, CABINET]);
    const { rpc } = host;
    const refusal = { code: "refused", message: "error-account-open", params: { count: "2" }, detail: "" };
    host.rpc = (command, params) =>
      command === "remove_account" ? Promise.reject(refusal) : rpc(command, params);
    show();
    await userEvent.click(await screen.findByRole("button", { name: "Retirer Cabinet" }));
    await userEvent.click(screen.getByRole("button", { name: "Retirer" }));
    expect((await screen.findByRole("alert")).textContent).toContain(
      "2 demandes envoyées avec ce compte sont encore en cours",
    );
    expect(screen.queryByRole("button", { name: "Retirer" })).toBeNull();
  });
});

describe("a message that came another way", () => {
  it("is given as it came, with its headers", async () => {
    const host = fakeHost({ import_notice: () => ({ id: "env_1", title: "Bail" }) as never });
    const reader = new NoticeReader("Cabinet");
    reader.where = "text";
    reader.text = ' {"Status": 5}\n';
    reader.headers = "Content-Type: application/json\n\n X-Sig : a:b ";
    expect((await reader.read())?.title).toBe("Bail");
    expect(host.calls[0]).toEqual([
      "import_notice",
      {
        account: "Cabinet",
        source: { type: "text", text: ' {"Status": 5}\n' },
        headers: [
          ["Content-Type", "application/json"],
          ["X-Sig", "a:b"],
        ],
      },
    ]);
  });

  it("is not read before it is whole, and a line that is no header is named", async () => {
    const host = fakeHost({ import_notice: () => ({}) as never });
    const reader = new NoticeReader("Cabinet");
    expect(await reader.read()).toBeNull();
    host.picked = ["/tmp/avis.json"];
    await reader.choose();
    expect([reader.fileName, reader.complete]).toEqual(["avis.json", true]);
    reader.headers = "A: b\nno header";
    expect([reader.wrongLine, reader.complete]).toEqual([2, false]);
    expect(host.calls).toEqual([]);
  });
});
