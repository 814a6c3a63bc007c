import { announce } from "../../announce.svelte";
import { Attempt } from "../../attempt.svelte";
import type { Contact } from "../../bindings/Contact";
import { t } from "../../i18n";
import { useQuery } from "../../query.svelte";
import { rpc } from "../../rpc";
import { toast } from "../../widgets/toasts.svelte";

/** What lies over the list. */
export type BookSheet =
  | { name: "edit"; contact: Contact | null }
  | { name: "forget"; contact: Contact }
  | { name: "export"; contact: Contact | null }
  | { name: "import"; known: readonly Contact[] };

/** The address book on screen: what is looked for, where the arrows are, what is being done. Made while a component starts. */
export class AddressBook extends Attempt {
  text = $state("");
  /** The row that Tab reaches. */
  active = $state(0);
  sheet = $state.raw<BookSheet | null>(null);
  readonly query = useQuery("list_contacts", () => ({ text: this.text.trim() }));

  constructor() {
    super();
    $effect(() => {
      const { data, loading, stale } = this.query;
      if (data && !loading && !stale && this.text.trim() !== "")
        announce(t("contacts-found", { count: data.found }));
    });
  }

  search(text: string): void {
    this.text = text;
    this.active = 0;
  }

  /** Moves the arrows' row within the list; where it is now. */
  move(step: number, length: number): number {
    this.active = Math.max(0, Math.min(length - 1, this.active + step));
    return this.active;
  }

  show(sheet: BookSheet): void {
    this.error = null;
    this.sheet = sheet;
  }

  close(): void {
    this.error = null;
    this.sheet = null;
  }

  /** Who is known already is not taken twice: all of the book counts, not what is being looked for. */
  openImport(): Promise<boolean> {
    return this.run(async () => {
      const { contacts } = await rpc("list_contacts", { text: "" });
      this.show({ name: "import", known: contacts.map(({ contact }) => contact) });
    });
  }

  add(contacts: Contact[]): Promise<boolean> {
    return this.run(async () => {
      const { added, known } = await rpc("add_contacts", { contacts });
      this.sheet = null;
      toast(
        [t("contacts-imported", { added }), ...(known > 0 ? [t("contacts-completed", { known })] : [])].join(
          " ",
        ),
        {
          tone: "ok",
        },
      );
    });
  }
}
