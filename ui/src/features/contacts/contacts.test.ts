import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { announcer } from "../../announce.svelte";
import type { Contact } from "../../bindings/Contact";
import { setLanguage } from "../../i18n";
import { fakeHost, settle, type FakeHost } from "../../test_host";
import { pointer } from "../../widgets/calm.svelte";
import { fullName } from "../../widgets/people";
import { toasts } from "../../widgets/toasts.svelte";
import ContactField from "./ContactField.svelte";
import { ContactSearch } from "./contact_search.svelte";

function contact(first_name: string, email: string): Contact {
  return { first_name, last_name: "Martin", email, mobile: "", language: "fr" };
}

const ada = contact("Ada", "ada@ex.fr");
const bea = contact("Béa", "bea@ex.fr");

function book(): FakeHost {
  return fakeHost({
    suggest_contacts: ({ text }) => ({
      contacts: [ada, bea].filter((one) => fullName(one).toLowerCase().startsWith(text.toLowerCase())),
    }),
    forget_contact: () => ({}),
    read_people: ({ source }) => ({
      people: (source.from === "text" ? source.text.split(";") : []).map((text, index) => ({
        line: index + 1,
        text,
        contact: { ...contact("", text.trim()), last_name: "" },
        problems: [],
      })),
    }),
  });
}

function open() {
  const calls = { onchoose: vi.fn(), onlist: vi.fn() };
  const host = book();
  const search = new ContactSearch(calls);
  render(ContactField, { label: "Ajouter une personne", search });
  return { ...calls, host, search, field: screen.getByRole("combobox", { name: "Ajouter une personne" }) };
}

const listed = () => within(screen.getByTestId("contact-list")).queryAllByRole("option");

describe("choosing somebody of the address book", () => {
  beforeEach(() => setLanguage("fr"));

  it("suggests while typing, is heard, and is taken with arrows and Enter", async () => {
    const said = vi.spyOn(announcer, "say");
    const { field, onchoose } = open();
    expect(field.getAttribute("aria-expanded")).toBe("false");
    await userEvent.type(field, "b");
    await settle();
    expect(listed().map((one) => one.textContent?.replace(/\s+/gu, " ").trim())).toEqual([
      "Béa Martin bea@ex.fr",
    ]);
    expect(field.getAttribute("aria-expanded")).toBe("true");
    await vi.waitFor(() => expect(said).toHaveBeenCalledWith(expect.stringContaining("1 personne trouvée")));
    said.mockRestore();
    await userEvent.keyboard("{ArrowDown}");
    const [option] = listed();
    expect(field.getAttribute("aria-activedescendant")).toBe(option?.id);
    expect(option?.getAttribute("aria-selected")).toBe("true");
    await userEvent.keyboard("{Enter}");
    expect(onchoose).toHaveBeenCalledWith(bea);
    expect((field as HTMLInputElement).value).toBe("");
    expect(listed()).toEqual([]);
  });

  it("shows those used last with an arrow, goes round, and Escape closes", async () => {
    const { field, onchoose } = open();
    field.focus();
    await userEvent.keyboard("{ArrowDown}");
    await settle();
    expect(listed()).toHaveLength(2);
    await userEvent.keyboard("{ArrowUp}");
    expect(listed()[1]?.getAttribute("aria-selected")).toBe("true");
    await userEvent.keyboard("{Escape}");
    expect(listed()).toEqual([]);
    expect(onchoose).not.toHaveBeenCalled();
  });

  it("forgets a person with Delete, and says so", async () => {
    const { field, host } = open();
    field.focus();
    await userEvent.keyboard("{ArrowDown}");
    await settle();
    await userEvent.keyboard("{Delete}");
    await settle();
    expect(host.calls).toContainEqual(["forget_contact", { contact: ada }]);
    expect(listed()).toHaveLength(1);
    expect(toasts.list.at(-1)?.text).toContain("Ada Martin n’est plus dans le carnet");
  });

  it("reads what is typed when nothing is chosen; several people become a list", async () => {
    const { field, onchoose, onlist } = open();
    await userEvent.type(field, "zoe@ex.fr{Enter}");
    await settle();
    expect(onchoose).toHaveBeenCalledWith(expect.objectContaining({ email: "zoe@ex.fr" }));
    await userEvent.type(field, "a@ex.fr;b@ex.fr{Enter}");
    await settle();
    expect(onlist).toHaveBeenCalledWith("a@ex.fr;b@ex.fr");
    await userEvent.click(field);
    await userEvent.paste("c@ex.fr\nd@ex.fr");
    expect(onlist).toHaveBeenLastCalledWith("c@ex.fr\nd@ex.fr");
    await userEvent.paste("Alice Dupont");
    expect((field as HTMLInputElement).value).toBe("Alice Dupont");
  });

  it("takes the one of the book who is called as was typed, and keeps what nobody can be made of", async () => {
    const { field, search, host, onchoose } = open();
    await userEvent.type(field, "béa martin");
    await settle();
    search.close();
    expect(await search.enter()).toBe(true);
    expect(onchoose).toHaveBeenCalledExactlyOnceWith(bea);
    const line = { line: 1, text: "---", contact: contact("", ""), problems: [{ code: "nothing_found" }] };
    host.answer({ read_people: () => ({ people: [line] }) as never });
    await userEvent.type(field, "---{Enter}");
    await settle();
    expect(onchoose).toHaveBeenCalledTimes(1);
    expect((field as HTMLInputElement).value).toBe("---");
    expect(toasts.list.at(-1)?.text).toContain("Ni nom ni adresse");
  });

  it("its list stays while a button below it is pressed, so that the press meets it", async () => {
    const { field } = open();
    await userEvent.type(field, "b");
    await settle();
    pointer.held = true;
    field.blur();
    await settle();
    expect(listed()).toHaveLength(1);
    pointer.held = false;
    await settle();
    expect(listed()).toEqual([]);
  });

  it("takes what was typed once, however often it is asked to, and leaves what is typed meanwhile", async () => {
    const { onchoose, search } = open();
    search.text = "Zoé";
    expect(await Promise.all([search.enter(), search.enter()])).toEqual([true, true]);
    expect([onchoose.mock.calls.length, search.text]).toEqual([1, ""]);
    search.text = "Léa";
    const taken = search.enter();
    search.text = "Marc";
    await taken;
    expect([onchoose.mock.calls.length, search.text]).toEqual([2, "Marc"]);
  });

  it("says why a name could not be read, and keeps it", async () => {
    const { host, onchoose, search } = open();
    host.answer({ read_people: () => Promise.reject(new Error("gone")) });
    search.text = "Zoé";
    expect(await search.enter()).toBe(false);
    expect([onchoose.mock.calls.length, search.text, toasts.list.length > 0]).toEqual([0, "Zoé", true]);
  });

  it("says how many were found once, as long as it stays as many", async () => {
    const said = vi.spyOn(announcer, "say");
    const { search } = open();
    await search.type("b");
    await search.type("bé");
    expect(said).toHaveBeenCalledTimes(1);
    await search.type("");
    await search.type("b");
    expect(said).toHaveBeenCalledTimes(2);
  });

  it("an answer that comes late changes nothing, and a book that cannot be read keeps nobody from typing", async () => {
    const host = book();
    const waiting: ((contacts: Contact[]) => void)[] = [];
    host.answer({
      suggest_contacts: () => new Promise((resolve) => waiting.push((contacts) => resolve({ contacts }))),
    });
    const search = new ContactSearch({ onchoose: vi.fn() });
    const first = search.type("a");
    const second = search.type("b");
    waiting[1]?.([bea]);
    await second;
    waiting[0]?.([ada]);
    await first;
    expect(search.found).toEqual([bea]);
    host.answer({ suggest_contacts: () => Promise.reject(new Error("gone")) });
    await search.type("x");
    expect([search.open, search.text]).toEqual([false, "x"]);
  });
});
