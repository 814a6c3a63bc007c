import type { AccountCheckView } from "../../bindings/AccountCheckView";
import type { AccountForm } from "../../bindings/AccountForm";
import type { AccountSettings } from "../../bindings/AccountSettings";
import type { AccountView } from "../../bindings/AccountView";
import type { AuthMethod } from "../../bindings/AuthMethod";
import type { ProviderFormView } from "../../bindings/ProviderFormView";
import type { ProviderId } from "../../bindings/ProviderId";
import type { SaveAccountRequest } from "../../bindings/SaveAccountRequest";
import { rpc, toRefusal, type Refusal } from "../../rpc";
import { providerName } from "./words";

const MOST_MEGABYTES = 65_535;

export type Environment = "live" | "trial";

/** An account being added or changed: what is typed, what it means, and what became of it. */
export class AccountEditor {
  provider = $state<ProviderId | null>(null);
  name = $state("");
  user = $state("");
  auth = $state<AuthMethod | null>(null);
  /** Only ever what is typed now: a stored secret does not come back. */
  secret = $state("");
  baseUrl = $state("");
  authUrl = $state("");
  trialAll = $state(false);
  /** The largest document it is given, in megabytes, as typed; empty where nobody knows of a limit. */
  largest = $state("");
  options = $state<Record<string, string>>({});
  busy = $state<"saving" | "testing" | null>(null);
  error = $state.raw<Refusal | null>(null);
  check = $state.raw<AccountCheckView | null>(null);
  /** As last stored; none until then. */
  stored = $state.raw<AccountView | null>(null);

  constructor(
    readonly providers: readonly ProviderFormView[],
    readonly accounts: readonly AccountView[],
    existing: AccountView | null = null,
  ) {
    if (!existing) return;
    const { settings } = existing;
    this.stored = existing;
    this.provider = settings.provider;
    this.name = existing.name;
    this.user = settings.user ?? "";
    this.auth = settings.auth ?? this.form?.auth[0] ?? null;
    this.baseUrl = settings.base_url ?? "";
    this.authUrl = settings.auth_url ?? "";
    this.trialAll = settings.test;
    this.largest = settings.max_document_megabytes?.toString() ?? "";
    this.options = { ...settings.options };
  }

  get chosen(): ProviderFormView | null {
    return this.providers.find(({ form }) => form.provider === this.provider) ?? null;
  }

  get form(): AccountForm | null {
    return this.chosen?.form ?? null;
  }

  get needsUser(): boolean {
    return this.auth !== null && (this.form?.user_with.includes(this.auth) ?? false);
  }

  /** Whether the provider must know who asks: then the address is worth asking for although nobody logs in with it. */
  get wantsUser(): boolean {
    return this.needsUser || (this.chosen?.capability.requester ?? false);
  }

  /** A kind of secret that was stored stays valid; another kind needs to be typed. */
  get needsSecret(): boolean {
    if (this.auth === null) return false;
    const before = this.stored?.settings.auth ?? this.form?.auth[0] ?? null;
    return !this.stored?.has_secret || before !== this.auth;
  }

  /** The limit that is typed is none. */
  get isLargestInvalid(): boolean {
    const typed = this.largest.trim();
    return typed !== "" && !(/^\d+$/u.test(typed) && Number(typed) >= 1 && Number(typed) <= MOST_MEGABYTES);
  }

  get complete(): boolean {
    return (
      this.provider !== null &&
      !this.isLargestInvalid &&
      this.name.trim() !== "" &&
      !(this.needsUser && this.user.trim() === "") &&
      !(this.needsSecret && this.secret.trim() === "")
    );
  }

  /** Which of the provider's two addresses is used. An address of the person's own counts as production. */
  get environment(): Environment {
    return this.form?.test_url != null && this.baseUrl.trim() === this.form.test_url ? "trial" : "live";
  }

  set environment(wanted: Environment) {
    this.baseUrl = wanted === "trial" ? (this.form?.test_url ?? "") : "";
  }

  choose(provider: ProviderId): void {
    if (provider === this.provider) return;
    this.provider = provider;
    this.auth = this.form?.auth[0] ?? null;
    this.name = this.#freeName(provider);
    this.secret = this.baseUrl = this.authUrl = this.largest = "";
    this.trialAll = false;
    this.options = {};
    this.error = null;
  }

  option(name: string): string {
    const usual = this.form?.options.find((option) => option.name === name)?.default ?? "";
    return this.options[name] ?? usual;
  }

  setOption(name: string, value: string): void {
    this.options = { ...this.options, [name]: value };
  }

  /** Null for whatever was left as the provider has it: what is usual may change with a later version. */
  settings(): AccountSettings | null {
    const { form } = this;
    if (!form) return null;
    const said = form.options
      .map(({ name, default: usual }) => [name, this.option(name).trim(), usual] as const)
      .filter(([, value, usual]) => value !== usual && value !== "");
    return {
      provider: form.provider,
      base_url: orNull(this.baseUrl),
      auth_url: form.auth_url === null ? null : orNull(this.authUrl),
      user: orNull(this.user),
      auth: this.auth,
      test: (form.test && this.trialAll) || this.environment === "trial",
      max_document_megabytes: Number(this.largest.trim()) || null,
      options: Object.fromEntries(said.map(([name, value]) => [name, value])),
    };
  }

  /**
   * Asks the provider once, changing nothing there, and stores the account when it can be used: a key that is refused takes the
   * place of none that works. False when it was not stored.
   */
  saveAndTest(): Promise<boolean> {
    return this.#run("testing", async (request) => {
      const { stored, check } = await rpc("try_account", request);
      this.check = check;
      return stored;
    });
  }

  /** Stores it as it is, although the test did not succeed: the service may be out of order. */
  saveAnyway(): Promise<boolean> {
    return this.#run("saving", (request) => rpc("save_account", request));
  }

  async #run(
    busy: "saving" | "testing",
    run: (request: SaveAccountRequest) => Promise<AccountView | null>,
  ): Promise<boolean> {
    const settings = this.settings();
    if (!settings || !this.complete || this.busy !== null) return false;
    this.error = this.check = null;
    this.busy = busy;
    try {
      const replaces = this.stored?.name ?? null;
      const stored = await run({ name: this.name.trim(), settings, secret: orNull(this.secret), replaces });
      if (stored === null) return false;
      this.stored = stored;
      this.name = stored.name;
      this.secret = "";
      return true;
    } catch (thrown) {
      this.error = toRefusal(thrown);
      return false;
    } finally {
      this.busy = null;
    }
  }

  #freeName(provider: ProviderId): string {
    const [name = provider] = providerName(provider).split(" ");
    const taken = new Set(this.accounts.map((account) => account.name.toLocaleLowerCase()));
    let free = name;
    for (let number = 2; taken.has(free.toLocaleLowerCase()); number += 1) free = `${name}-${number}`;
    return free;
  }
}

/** Whether everything sent with these settings is only a trial. */
export function isTrial(settings: AccountSettings, form: AccountForm | null): boolean {
  return settings.test || (form?.test_url != null && settings.base_url === form.test_url);
}

function orNull(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === "" ? null : trimmed;
}
