import type { AccountsView } from "../../bindings/AccountsView";
import type { FieldKind } from "../../bindings/FieldKind";
import { t } from "../../i18n";
import { useQuery } from "../../query.svelte";

/** What the account that is to send takes, and what it is called. */
export interface Taken {
  account: string;
  kinds: readonly FieldKind[];
  /** Its signatures have a size of their own, whatever that of the box. */
  ownSize: boolean;
  /** How large a document it is given at most, where the office set a limit. */
  megabytes?: number | null;
}

/** Has the palette offer what the account takes that is chosen to send with. To be called while a component is made. */
export function followAccount(tools: { taken: () => Taken | null }, chosen: () => string): void {
  const accounts = useQuery("list_accounts", () => ({}));
  tools.taken = () => takenBy(accounts.data, chosen());
}

/** Null as long as the account is not known: then everything may be placed. */
export function takenBy(accounts: AccountsView | null, name: string): Taken | null {
  const account = accounts?.accounts.find((one) => one.name === name);
  const id = account?.settings.provider;
  const provider = accounts?.providers.find(({ form }) => form.provider === id);
  if (!provider) return null;
  const { field_kinds: kinds, own_size: ownSize, progress } = provider.capability;
  const megabytes = account?.settings.max_document_megabytes ?? null;
  return { account: progress === "immediate" ? t("prepare-local") : name, kinds, ownSize, megabytes };
}
