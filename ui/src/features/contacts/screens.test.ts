import { fireEvent, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Contact } from "../../bindings/Contact";
import type { KnownContact } from "../../bindings/KnownContact";
import { setLanguage } from "../../i18n";
import { cache } from "../../query.svelte";
import { fakeHost, settle, type FakeHost } from "../../test_host";
import { toasts } from "../../widgets/toasts.svelte";
import ContactsScreen from "./ContactsScreen.svelte";

function contact(first_name: string, last_name: string, email: string): Contact {
  return { first_name, last_name, email, mobile: "", language: null };
}

const ada = contact("Ada", "Bérard", "ada@ex.fr");
const bea = contact("Béa", "Martin", "bea@ex.fr");

/** A book as the program keeps it. */
class Book {
  people: Contact[];
  readonly host: FakeHost;

  constructor(...people: Contact[]) {
    this.people = people;
    this.host = fakeHost({
      list_contacts: ({ text }) => {
        const found = this.people.filter(({ last_name }) =>
          last_name.toLowerCase().startsWith(text.toLowerCase()),
        );
        return {
          contacts: found.map((one): KnownContact => ({ contact: one, uses: 2, used_at: 0 })),
          found: found.length,
          total: this.people.length,
        };
      },
      forget_contact: ({ contact: gone }) => {
        this.people = this.people.filter(({ email }) => email !== gone.email);
        return {};
      },
      save_contact: ({ former, contact: wanted }) => {
        if (!wanted.email.includes("@"))
          return { contact: wanted, problems: [{ code: "email_invalid", reason: { code: "no_at" } }] };
        this.people = [...this.people.filter(({ email }) => email !== former?.email), wanted];
        return { contact: wanted, problems: [] };
      },
      add_contacts: ({ contacts }) => {
        this.people = [...this.people, ...contacts];
        return { added: contacts.length, known: 0 };
      },
      export_contacts: ({ path }) => ({ path, sha256: "3f".repeat(32) as never }),
      read_people: () => ({
        people: [ada, contact("Zoé", "Roy", "zoe@ex.fr")].map((one, index) => ({
          line: index + 1,
          text: one.email,
          contact: one,
          problems: [],
        })),
      }),
    });
  }

  of(command: string) {
    return this.host.calls.filter(([name]) => name === command).map(([, request]) => request);
  }
}

async function open(...people: Contact[]): Promise<Book> {
  const book = new Book(...people);
  render(ContactsScreen);
  await settle();
  return book;
}

const names = () =>
  screen.queryAllByTestId("contact-row").map((row) => row.querySelector(".who .name")?.textContent);

describe("the address book", () => {
  beforeEach(() => {
    setLanguage("fr");
    cache.clear();
  });

  it("is searched, and says so when nobody matches", async () => {
    await open(ada, bea);
    expect(names()).toEqual(["Ada Bérard", "Béa Martin"]);
    const search = screen.getByRole<HTMLInputElement>("searchbox");
    await userEvent.type(search, "mar");
    await vi.waitFor(() => expect(names()).toEqual(["Béa Martin"]));
    await userEvent.type(search, "x");
    await screen.findByTestId("no-match");
    await userEvent.click(screen.getByRole("button", { name: "Effacer la recherche" }));
    await settle();
    expect(names()).toEqual(["Ada Bérard", "Béa Martin"]);
    expect(search.value).toBe("");
  });

  it("is gone through with the arrows; one row is reached by Tab, Delete asks before it forgets", async () => {
    const book = await open(ada, bea);
    const rows = screen.getAllByTestId("contact-row").map((row) => within(row).getAllByRole("button")[0]!);
    expect(rows.map((row) => row.tabIndex)).toEqual([0, -1]);
    rows[0]?.focus();
    await userEvent.keyboard("{ArrowDown}");
    await settle();
    expect(document.activeElement).toBe(rows[1]);
    await userEvent.keyboard("{Delete}");
    await settle();
    expect(screen.getByText(/Béa Martin.*seront effacés du carnet/u)).toBeTruthy();
    expect(book.of("forget_contact")).toEqual([]);
    await userEvent.click(screen.getByTestId("forget-confirm"));
    await settle();
    expect(book.of("forget_contact")).toEqual([{ contact: bea }]);
    expect(names()).toEqual(["Ada Bérard"]);
    expect(toasts.list.at(-1)?.text).toContain("Béa Martin");
  });

  it("is corrected, and says at the field what is wrong", async () => {
    const book = await open(ada);
    await userEvent.click(screen.getByRole("button", { name: /Ada Bérard.*ada@ex\.fr/u }));
    const email = screen.getByTestId<HTMLInputElement>("contact-email");
    await fireEvent.input(email, { target: { value: "ada" } });
    await userEvent.click(screen.getByTestId("contact-save"));
    await settle();
    expect(screen.getByText("Ce n’est pas une adresse e-mail.")).toBeTruthy();
    expect(document.activeElement).toBe(email);
    await fireEvent.input(email, { target: { value: "ada@cabinet.fr" } });
    await userEvent.click(screen.getByTestId("contact-save"));
    await settle();
    expect(book.of("save_contact").at(-1)).toEqual({
      former: ada,
      contact: { ...ada, email: "ada@cabinet.fr" },
    });
    expect(screen.queryByTestId("contact-sheet")).toBeNull();
  });

  it("takes people from a list, those who are known only where somebody says so", async () => {
    const book = await open(ada);
    await userEvent.click(screen.getByTestId("contacts-import"));
    await settle();
    await fireEvent.input(screen.getByTestId("paste-text"), { target: { value: "deux lignes" } });
    await settle();
    expect(within(screen.getByTestId("paste-preview")).getByText(/Déjà dans le carnet/u)).toBeTruthy();
    await userEvent.click(screen.getByTestId("paste-add"));
    await settle();
    expect(book.of("add_contacts")).toEqual([{ contacts: [contact("Zoé", "Roy", "zoe@ex.fr")] }]);
    expect(screen.queryByTestId("paste-sheet")).toBeNull();
    expect(toasts.list.at(-1)?.text).toBe("1 personne ajoutée.");
  });

  it("is written as a table, one person as a card", async () => {
    const book = await open(ada);
    book.host.picked = ["/tmp/carnet.csv"];
    await userEvent.click(screen.getByTestId("contacts-export"));
    await userEvent.click(screen.getByTestId("export-save"));
    await settle();
    book.host.picked = ["/tmp/ada.vcf"];
    await userEvent.click(screen.getByTestId("contact-export"));
    expect(screen.getByRole<HTMLInputElement>("radio", { name: /vCard/u }).checked).toBe(true);
    await userEvent.click(screen.getByTestId("export-save"));
    await settle();
    expect(book.of("export_contacts")).toEqual([
      { contact: null, path: "/tmp/carnet.csv" },
      { contact: ada, path: "/tmp/ada.vcf" },
    ]);
  });

  it("says how it fills up while it is empty, and offers nothing to save", async () => {
    await open();
    expect(screen.getByText("Le carnet est vide")).toBeTruthy();
    expect(screen.getByTestId<HTMLButtonElement>("contacts-export").disabled).toBe(true);
    expect(screen.queryByRole("searchbox")).toBeNull();
  });
});
