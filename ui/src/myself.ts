import type { Contact } from "./bindings/Contact";
import { NOBODY } from "./model/recipients";
import { rpc } from "./rpc";
import { appState } from "./settings.svelte";
import { fullName } from "./widgets/people";

/** The person whose computer it is, with the address the book has for them; null where nobody has said their name. */
export async function myself(): Promise<Contact | null> {
  const name = appState.settings?.host_name?.trim() ?? "";
  if (name === "") return null;
  const [known, read] = await Promise.all([
    rpc("suggest_contacts", { text: name }),
    rpc("read_people", { source: { from: "text", text: name } }),
  ]);
  const me = known.contacts.find((one) => fullName(one).toLowerCase() === name.toLowerCase());
  return me ?? read.people[0]?.contact ?? { ...NOBODY, last_name: name };
}
