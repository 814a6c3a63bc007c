import { fireEvent, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { announcer } from "../../announce.svelte";
import type { DraftHint } from "../../bindings/DraftHint";
import type { PersonLine } from "../../bindings/PersonLine";
import { DraftDesk } from "../../draft.svelte";
import { setLanguage } from "../../i18n";
import { appState } from "../../settings.svelte";
import { draftView, FakeDraft, field, recipient } from "../../test_draft";
import { settle } from "../../test_host";
import { documentView } from "../../test_views";
import DocumentsPanel from "./DocumentsPanel.svelte";
import { Preparation } from "./preparation.svelte";
import ProblemsButton from "./ProblemsButton.svelte";
import SignersPanel from "./SignersPanel.svelte";

async function start(draft: FakeDraft): Promise<Preparation> {
  const desk = new DraftDesk(draft.view.id);
  await desk.load();
  return new Preparation(desk);
}

function line(
  number: number,
  first_name: string,
  email: string,
  change: Partial<PersonLine> = {},
): PersonLine {
  const contact = { first_name, last_name: "Roy", email, mobile: "", language: null };
  return { line: number, text: `${first_name} ${email}`, contact, problems: [], ...change };
}

const ids = (draft: FakeDraft) => draft.view.recipients.map(({ id }) => id);
const ada = recipient("ada").id;

const NADIA = { first_name: "Nadia", last_name: "Haddad", email: "nadia@ex.fr", mobile: "", language: null };

describe("several people at once", () => {
  beforeEach(() => setLanguage("fr"));

  it("shows what was understood, leaves out who is there, and adds the rest in one step", async () => {
    const known = recipient("ada", { first_name: "Ada", last_name: "Roy", email: "ada@ex.fr" });
    const draft = new FakeDraft(draftView({ recipients: [known] }));
    draft.host.answer({
      read_people: () => ({
        people: [
          line(1, "Ada", "ADA@ex.fr"),
          line(2, "Zoé", "zoe@ex", { problems: [{ code: "email_invalid", reason: { code: "no_at" } }] }),
          line(3, "Léa", "lea@ex.fr"),
          line(4, "", "", { text: "---", problems: [{ code: "nothing_found" }] }),
        ],
      }),
    });
    const preparation = await start(draft);
    render(SignersPanel, { preparation });
    await userEvent.click(screen.getByTestId("paste-people"));
    await fireEvent.input(screen.getByTestId("paste-text"), { target: { value: "quatre lignes" } });
    await settle();
    const preview = screen.getByTestId("paste-preview");
    expect(within(preview).getByText(/Ligne 1.*Déjà dans la demande/u)).toBeTruthy();
    expect(within(preview).getByText(/Ligne 2.*Ce n’est pas une adresse e-mail/u)).toBeTruthy();
    expect(within(preview).getByText(/---.*laissée de côté/u)).toBeTruthy();
    const ticks = within(preview).getAllByRole<HTMLInputElement>("checkbox");
    expect(ticks.map(({ checked, disabled }) => [checked, disabled])).toEqual([
      [false, false],
      [true, false],
      [true, false],
      [false, true],
    ]);
    await userEvent.click(screen.getByRole("button", { name: "Inverser prénom et nom" }));
    await userEvent.click(screen.getByRole("button", { name: "Ajouter 2 personnes" }));
    await settle();
    expect(draft.operations).toHaveLength(1);
    expect(draft.view.recipients.slice(1)).toMatchObject([
      { first_name: "Roy", last_name: "Zoé", email: "zoe@ex" },
      { first_name: "Roy", last_name: "Léa" },
    ]);
    await preparation.desk.undo();
    expect(ids(draft)).toEqual(["ada"]);
  });

  it("says of who is in the list twice that it is so, and takes them once", async () => {
    const draft = new FakeDraft(draftView({ recipients: [] }));
    draft.host.answer({
      read_people: () => ({ people: [line(1, "Léa", "lea@ex.fr"), line(2, "Léa", "lea@ex.fr")] }),
    });
    render(SignersPanel, { preparation: await start(draft) });
    await userEvent.click(screen.getByTestId("paste-people"));
    await fireEvent.input(screen.getByTestId("paste-text"), { target: { value: "deux lignes" } });
    await settle();
    const preview = screen.getByTestId("paste-preview");
    expect(within(preview).getByText(/Ligne 2.*Deux fois dans cette liste/u)).toBeTruthy();
    expect(within(preview).queryByText(/Déjà/u)).toBeNull();
    const ticks = within(preview).getAllByRole<HTMLInputElement>("checkbox");
    expect(ticks.map(({ checked }) => checked)).toEqual([true, false]);
  });

  it("leaves out by itself who has neither a name nor an address, and counts no lines where all are in one", async () => {
    const draft = new FakeDraft(draftView({ recipients: [] }));
    const invalid = { code: "email_invalid", reason: { code: "no_at" } } as const;
    const nameless = { first_name: "", last_name: "", email: "pas@bon", mobile: "", language: null };
    draft.host.answer({
      read_people: () => ({
        people: [
          line(1, "Léa", "lea@ex", { problems: [invalid] }),
          line(1, "", "", { contact: nameless, problems: [invalid, { code: "name_missing" }] }),
        ],
      }),
    });
    render(SignersPanel, { preparation: await start(draft) });
    await userEvent.click(screen.getByTestId("paste-people"));
    await fireEvent.input(screen.getByTestId("paste-text"), { target: { value: "Léa, pas@bon" } });
    await settle();
    const preview = screen.getByTestId("paste-preview");
    const ticks = within(preview).getAllByRole<HTMLInputElement>("checkbox");
    expect(ticks.map(({ checked, disabled }) => [checked, disabled])).toEqual([
      [true, false],
      [false, false],
    ]);
    expect(preview.textContent).not.toContain("Ligne 1");
    expect(screen.getByTestId("paste-add").textContent).toContain("1 personne");
  });

  it("the button below the field adds who is typed there, and what is typed waits at another stop", async () => {
    const draft = new FakeDraft(draftView({ recipients: [] }));
    draft.host.answer({
      suggest_contacts: () => ({ contacts: [] }),
      read_people: ({ source }) => ({ people: [line(1, source.from === "text" ? source.text : "", "")] }),
    });
    const preparation = await start(draft);
    const { unmount } = render(SignersPanel, { preparation });
    await userEvent.type(screen.getByTestId("add-contact"), "Xavier");
    unmount();
    render(SignersPanel, { preparation });
    const field = screen.getByTestId<HTMLInputElement>("add-contact");
    expect(field.value).toBe("Xavier");
    await userEvent.click(screen.getByTestId("add-signer"));
    await settle();
    expect(draft.view.recipients.map(({ first_name }) => first_name)).toEqual(["Xavier"]);
    expect([field.value, document.activeElement === field]).toEqual(["", true]);
    expect(preparation.open).toBeNull();
  });

  it("a file that is no list is told, and adds nobody", async () => {
    const draft = new FakeDraft();
    const refusal = {
      code: "documentUnreadable",
      message: "error-people-no-text",
      params: { name: "x.xlsx" },
      detail: "",
    };
    draft.host.answer({ read_people: () => Promise.reject(refusal) });
    draft.host.picked = ["/tmp/x.xlsx"];
    render(SignersPanel, { preparation: await start(draft) });
    await userEvent.click(screen.getByTestId("paste-people"));
    await userEvent.click(screen.getByTestId("paste-file"));
    await settle();
    expect(screen.getByText(/x\.xlsx.*n’est pas un fichier de texte/u)).toBeTruthy();
    expect(screen.getByTestId<HTMLButtonElement>("paste-add").disabled).toBe(true);
  });

  it("adds the person whose computer it is once, as the book knows them", async () => {
    const draft = new FakeDraft();
    draft.host.answer({
      suggest_contacts: () => ({ contacts: [NADIA] }),
      read_people: () => ({ people: [] }),
    });
    appState.view = { settings: { host_name: "Nadia Haddad" } } as never;
    try {
      const preparation = await start(draft);
      render(SignersPanel, { preparation });
      await userEvent.click(screen.getByRole("button", { name: "Je signe aussi" }));
      await settle();
      expect(draft.view.recipients.at(-1)).toMatchObject({ last_name: "Haddad", email: "nadia@ex.fr" });
      expect(screen.queryByRole("button", { name: "Je signe aussi" })).toBeNull();
    } finally {
      appState.view = null;
    }
  });

  it("asks whose computer it is where nobody has said it, and adds nobody before", async () => {
    const draft = new FakeDraft();
    const kept: string[] = [];
    draft.host.answer({
      suggest_contacts: () => ({ contacts: [] }),
      read_people: () => ({ people: [{ contact: { ...NADIA, email: "" } }] }) as never,
      save_settings: (settings) => {
        kept.push(settings.host_name);
        return settings;
      },
    });
    appState.view = { settings: { host_name: "", language: "fr", theme: "system" } } as never;
    try {
      const preparation = await start(draft);
      const before = draft.view.recipients.length;
      render(SignersPanel, { preparation });
      await userEvent.click(screen.getByRole("button", { name: "Je signe aussi" }));
      await userEvent.type(screen.getByLabelText("Votre nom"), "Nadia Haddad");
      expect(draft.view.recipients).toHaveLength(before);
      await userEvent.keyboard("{Enter}");
      await settle();
      expect(kept).toEqual(["Nadia Haddad"]);
      expect(draft.view.recipients.at(-1)).toMatchObject({ last_name: "Haddad" });
      expect(screen.queryByTestId("my-name-sheet")).toBeNull();
    } finally {
      appState.view = null;
    }
  });
});

describe("hints", () => {
  beforeEach(() => setLanguage("fr"));

  it("are heard, and taken by Enter without leaving the field", async () => {
    const hints: DraftHint[] = [{ code: "email_typo", recipient: ada, suggestion: "ada@gmail.com" }];
    const people = [recipient("ada", { email: "ada@gmial.com" }), recipient("bea")];
    const draft = new FakeDraft(draftView({ recipients: people, hints }));
    const preparation = await start(draft);
    preparation.open = ada;
    render(SignersPanel, { preparation });
    await settle();
    expect(screen.getByTestId("hint").textContent).toContain("Vouliez-vous dire ada@gmail.com");
    await vi.waitFor(() => expect(announcer.text).toContain("Entrée pour corriger"));
    const email = screen.getByTestId<HTMLInputElement>("email");
    email.focus();
    await userEvent.keyboard("{Enter}");
    await settle();
    expect(draft.view.recipients[0]?.email).toBe("ada@gmail.com");
    expect(email.value).toBe("ada@gmail.com");
    expect(document.activeElement).toBe(email);
  });

  it("wait until the letters have stopped", async () => {
    const hints: DraftHint[] = [{ code: "email_typo", recipient: ada, suggestion: "ada@gmail.com" }];
    const draft = new FakeDraft(draftView({ hints }));
    const preparation = await start(draft);
    preparation.open = ada;
    render(SignersPanel, { preparation });
    vi.useFakeTimers();
    try {
      await fireEvent.input(screen.getByTestId("email"), { target: { value: "ada@gmail.co" } });
      expect(screen.queryByTestId("hint")).toBeNull();
      await vi.advanceTimersByTimeAsync(800);
      expect(screen.getByTestId("hint")).toBeTruthy();
      // What was said is said to its end while this clock is the clock.
      await vi.advanceTimersByTimeAsync(2000);
    } finally {
      vi.useRealTimers();
    }
  });

  it("stand on the closed card as well", async () => {
    const hints: DraftHint[] = [{ code: "same_person", recipient: recipient("bea").id, other: ada }];
    render(SignersPanel, { preparation: await start(new FakeDraft(draftView({ hints }))) });
    expect(screen.getByText("Même nom que la personne 1.")).toBeTruthy();
  });

  it("are taken from the closed card, and the focus does not go with the button", async () => {
    const hints: DraftHint[] = [{ code: "email_typo", recipient: ada, suggestion: "ada@gmail.com" }];
    const people = [recipient("ada", { email: "ada@gmial.com" }), recipient("bea")];
    const draft = new FakeDraft(draftView({ recipients: people, hints }));
    render(SignersPanel, { preparation: await start(draft) });
    await userEvent.click(screen.getByTestId("hint-accept"));
    await settle();
    expect(draft.view.recipients[0]?.email).toBe("ada@gmail.com");
    expect(document.activeElement).toBe(screen.getAllByTestId("edit-signer")[0]);
  });
});

/** Rows of 40 px, one below the other: what a browser would measure. */
function rowsOf(list: HTMLElement) {
  [...list.children].forEach((row, index) => {
    row.getBoundingClientRect = () => new DOMRect(0, index * 40, 200, 40);
  });
}

async function drag(list: HTMLElement, from: number, toY: number, key?: string) {
  rowsOf(list);
  const handle = within(list).getAllByTestId("drag-handle")[from]!;
  await fireEvent.pointerDown(handle, { button: 0, isPrimary: true, clientY: from * 40 + 20 });
  await fireEvent.pointerMove(handle, { clientY: toY });
  if (key) await userEvent.keyboard(key);
  await fireEvent.pointerUp(handle);
  await settle();
}

describe("order by drag", () => {
  beforeEach(() => setLanguage("fr"));

  it("moves a person over several others; each place keeps its rank; Escape stops it", async () => {
    const people = ["ada", "bea", "cleo"].map((id, index) => recipient(id, { routing_order: index + 1 }));
    const draft = new FakeDraft(draftView({ recipients: people }));
    render(SignersPanel, { preparation: await start(draft) });
    await drag(screen.getByTestId("signer-list"), 0, 110, "{Escape}");
    expect(draft.operations).toEqual([]);
    await drag(screen.getByTestId("signer-list"), 0, 110);
    expect(ids(draft)).toEqual(["bea", "cleo", "ada"]);
    expect(draft.view.recipients.map(({ routing_order: rank }) => rank)).toEqual([1, 2, 3]);
    expect(draft.operations).toHaveLength(1);
    await vi.waitFor(() => expect(announcer.text).toContain("en position 3 sur 3"));
  });

  it("moves a document, and a press without carrying moves nothing", async () => {
    const documents = ["a", "b"].map((id) => documentView({ id: `doc_${id}` as never, name: id }));
    const draft = new FakeDraft(draftView({ documents }));
    render(DocumentsPanel, {
      preparation: await start(draft),
      onfiles: vi.fn(),
      onshow: vi.fn(),
      onplace: vi.fn(),
    });
    await drag(screen.getByTestId("document-list"), 1, 61);
    expect(draft.operations).toEqual([]);
    await drag(screen.getByTestId("document-list"), 1, 5);
    expect(draft.view.documents.map(({ name }) => name)).toEqual(["b", "a"]);
  });
});

it("who is typed and not added is told by the stop that is left, and by the list of what is missing", async () => {
  setLanguage("fr");
  const preparation = await start(new FakeDraft(draftView({ fields: [] })));
  preparation.stop = "signers";
  const { unmount } = render(SignersPanel, { preparation });
  const said = vi.spyOn(announcer, "say");
  await fireEvent.input(screen.getByTestId("add-contact"), { target: { value: "Łucja" } });
  await settle();
  said.mockClear();
  expect([preparation.missing.isComplete("signers"), preparation.missing.remarked.length]).toEqual([true, 0]);
  preparation.stop = "boxes";
  unmount();
  expect(said).toHaveBeenCalledWith(expect.stringMatching(/Łucja.*pas encore ajouté/u));
  expect(preparation.missing.isComplete("signers")).toBe(false);
  expect(preparation.missing.remarked).toEqual([
    { text: expect.stringContaining("Łucja"), place: { at: "signers" } },
  ]);
});

describe("all problems", () => {
  beforeEach(() => setLanguage("fr"));

  it("a signer's card has the choice to sign without a box as long as there is none", async () => {
    const draft = new FakeDraft(draftView({ fields: [field("fld_1")] }));
    const preparation = await start(draft);
    preparation.open = recipient("ada").id;
    render(SignersPanel, { preparation });
    const choice = () =>
      screen.queryByRole<HTMLInputElement>("checkbox", { name: "Signer sans cadre visible" });
    expect(choice(), "ADA has a box").toBeNull();
    preparation.open = recipient("bea").id;
    await settle();
    await userEvent.click(choice() ?? document.body);
    await settle();
    expect(draft.view.recipients.map(({ signature }) => signature)).toEqual(["visible", "invisible"]);
    expect(choice()?.checked).toBe(true);
    preparation.open = null;
    await settle();
    expect(screen.getByTestId("signer-list").textContent).toContain("sans cadre visible");
    expect(preparation.missing.isComplete("boxes")).toBe(true);
  });

  it("a signer without a box signs without one by a press beside that line, and by nothing else", async () => {
    const told = (id: string) => ({
      problem: { code: "signer_without_field", recipient: recipient(id).id } as const,
      path: "",
    });
    const draft = new FakeDraft(draftView({ problems: [told("ada"), told("bea")] }));
    const preparation = await start(draft);
    render(ProblemsButton, { preparation, onplace: vi.fn() });
    await userEvent.click(screen.getByTestId("all-problems"));
    const [choice] = screen.getAllByRole("button", { name: "Signer sans cadre visible" });
    if (!choice) throw new Error("no choice");
    draft.view = { ...draft.view, problems: [told("bea")] };
    choice.focus();
    await userEvent.keyboard("{Enter}");
    await settle();
    expect(draft.view.recipients.map(({ signature }) => signature)).toEqual(["invisible", "visible"]);
    expect(draft.operations).toHaveLength(1);
    await vi.waitFor(() => expect(announcer.text).toContain("ADA Martin signera sans cadre visible"));
    expect(screen.getByTestId("problems").contains(document.activeElement), "the keyboard stays").toBe(true);
    await preparation.desk.undo();
    expect(draft.view.recipients.map(({ signature }) => signature)).toEqual(["visible", "visible"]);
  });

  it("are counted in the header, lead to their place, and are heard when they change", async () => {
    const problems = [
      { problem: { code: "no_title" } as const, path: "" },
      { problem: { code: "field_doubtful", field: field("fld_1").id } as const, path: "" },
    ];
    const draft = new FakeDraft(
      draftView({ fields: [field("fld_1")], doubtful: [field("fld_1").id], problems }),
    );
    const preparation = await start(draft);
    const onplace = vi.fn();
    render(ProblemsButton, { preparation, onplace });
    const button = screen.getByRole("button", { name: "2 points à compléter" });
    await userEvent.click(button);
    expect(button.getAttribute("aria-expanded")).toBe("true");
    expect(screen.getByTestId("problems").contains(document.activeElement)).toBe(true);
    await userEvent.click(screen.getByRole("button", { name: "Il est bien placé" }));
    await settle();
    expect(draft.operations).toEqual([{ type: "confirm_field", field: "fld_1" }]);
    draft.view = { ...draft.view, problems: problems.slice(0, 1) };
    await preparation.desk.load();
    await settle();
    await vi.waitFor(() => expect(announcer.text).toContain("Il reste 1 point à compléter"));
    await userEvent.click(screen.getByRole("button", { name: "Il manque le titre." }));
    expect(onplace).toHaveBeenCalledWith({ at: "title" });
    expect(screen.queryByTestId("problems")).toBeNull();
    await userEvent.click(button);
    await userEvent.keyboard("{Escape}");
    expect(button.getAttribute("aria-expanded")).toBe("false");
  });

  it("a replaced file says how many boxes are to be looked at", async () => {
    const draft = new FakeDraft(draftView({ fields: [field("fld_1")] }));
    const preparation = await start(draft);
    draft.host.answer({
      replace_document: () => ({ draft: { ...draft.view, doubtful: [field("fld_1").id] }, rejected: [] }),
    });
    await preparation.replacing.replace("doc_1" as never, "/tmp/v2.pdf");
    expect(preparation.view?.doubtful).toEqual(["fld_1"]);
    const error = { code: "documentUnreadable", message: "error-not-a-pdf", params: {}, detail: "" } as const;
    draft.host.answer({
      replace_document: () => ({ draft: draft.view, rejected: [{ path: "", name: "x", error }] }),
    });
    await preparation.replacing.replace("doc_1" as never, "/tmp/x.txt");
    expect(preparation.view?.doubtful).toEqual(["fld_1"]);
  });
});

describe("the order of signing", () => {
  beforeEach(() => setLanguage("fr"));

  it("is drawn: who comes after whom, and who signs together", async () => {
    const [first, second, third] = [
      recipient("ada", { routing_order: 2 }),
      recipient("bea", { routing_order: 1 }),
      recipient("cleo", { routing_order: 2 }),
    ] as const;
    const copy = recipient("dora", { role: "carbon_copy", routing_order: 3 });
    const preparation = await start(new FakeDraft(draftView({ recipients: [first, second, third, copy] })));
    render(SignersPanel, { preparation });
    const steps = within(screen.getByRole("list", { name: "Qui signe après qui" })).getAllByRole("listitem");
    expect(steps.map(({ textContent }) => textContent?.replaceAll(/\s+/gu, " ").trim())).toEqual([
      "BM2 BEA Martin",
      "AM1CM3 ADA Martin et CLEO Martin",
    ]);
  });
});

describe("what comes of leaving a field", () => {
  beforeEach(() => setLanguage("fr"));

  it("waits until the press that left it has been let go: nothing moves under the pointer", async () => {
    const nobody = recipient("ada", { first_name: "", last_name: "" });
    const problem = { code: "name_missing", recipient: nobody.id } as const;
    const draft = new FakeDraft(
      draftView({ recipients: [nobody], problems: [{ problem, path: "recipients[0]" }] }),
    );
    const preparation = await start(draft);
    preparation.open = nobody.id;
    render(SignersPanel, { preparation });
    const last = () => screen.getByTestId("last-name");
    last().focus();
    await fireEvent.pointerDown(screen.getByTestId("add-signer"), { button: 0 });
    await fireEvent.blur(last());
    await settle();
    expect(last().getAttribute("aria-invalid")).toBeNull();
    await fireEvent.pointerUp(screen.getByTestId("add-signer"), { button: 0 });
    expect(last().getAttribute("aria-invalid")).toBeNull();
    await settle();
    expect(last().getAttribute("aria-invalid")).toBe("true");
  });

  it("comes at once where no pointer is pressed", async () => {
    const nobody = recipient("ada", { first_name: "", last_name: "" });
    const problem = { code: "name_missing", recipient: nobody.id } as const;
    const problems = [{ problem, path: "recipients[0]" }];
    const preparation = await start(new FakeDraft(draftView({ recipients: [nobody], problems })));
    preparation.open = nobody.id;
    render(SignersPanel, { preparation });
    screen.getByTestId("last-name").focus();
    await fireEvent.blur(screen.getByTestId("last-name"));
    await settle();
    expect(screen.getByTestId("last-name").getAttribute("aria-invalid")).toBe("true");
  });
});
