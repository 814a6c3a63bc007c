import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { TemplateView } from "../../bindings/TemplateView";
import { askedFor } from "../../asked";
import { setLanguage } from "../../i18n";
import { navigation } from "../../navigation.svelte";
import { cache } from "../../query.svelte";
import { appState } from "../../settings.svelte";
import { draftView, recipient } from "../../test_draft";
import { fakeHost, settle, type FakeHost } from "../../test_host";
import { isToldOnPurpose } from "../../told";
import SaveTemplateSheet from "./SaveTemplateSheet.svelte";
import TemplatesScreen from "./TemplatesScreen.svelte";

const bail: TemplateView = {
  id: "tpl_1" as TemplateView["id"],
  name: "Bail: meublé",
  title: "Bail",
  people: [
    { recipient: recipient("ada").id, role: "signer", name: "", asked: "Le locataire" },
    { recipient: recipient("bea").id, role: "signer", name: "Béa Roy", asked: null },
  ],
  documents: [
    { document: "doc_1" as never, name: "Bail", sha256: "aa" as never, page_count: 3, asked: true },
  ],
  boxes: 4,
  uses: 2,
  used_at: 0,
};

async function open(templates: TemplateView[]): Promise<FakeHost> {
  const host = fakeHost({
    list_templates: () => ({ templates }),
    use_template: () => draftView(),
    export_template: ({ path }) => ({ path, sha256: "aa" as never }),
    import_template: () => bail,
    remove_template: () => ({}),
    read_people: ({ source }) => ({
      people: [
        {
          line: 1,
          text: "",
          contact: {
            first_name: "Zoé",
            last_name: source.from === "text" ? source.text : "",
            email: "",
            mobile: "",
            language: null,
          },
          problems: [],
        },
      ],
    }),
    suggest_contacts: () => ({ contacts: [] }),
  });
  render(TemplatesScreen, {});
  await settle();
  return host;
}

describe("templates", () => {
  beforeEach(() => {
    setLanguage("fr");
    cache.clear();
  });

  it("ask only for what changes, and open the new request", async () => {
    const host = await open([bail]);
    expect(screen.getByText(/À renseigner\s: Le locataire et Bail/u)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: /Utiliser le modèle Bail: meublé/u }));
    expect(screen.queryByText(/Béa Roy/u)).toBeNull();
    await userEvent.type(screen.getByRole("combobox", { name: /Le locataire/u }), "Martin{Enter}");
    await settle();
    expect(screen.getByText(/Le locataire\s: Zoé Martin/u)).toBeTruthy();
    host.picked = ["C:\\Baux\\dupont.pdf"];
    await userEvent.click(screen.getByTestId("use-file"));
    await settle();
    expect(screen.getByText("dupont.pdf")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Créer la demande" }));
    await settle();
    expect(host.calls.find(([command]) => command === "use_template")?.[1]).toEqual({
      template: "tpl_1",
      title: "Bail",
      people: { ada: { first_name: "Zoé", last_name: "Martin", email: "", mobile: "", language: null } },
      documents: { doc_1: { path: "C:\\Baux\\dupont.pdf", password: null } },
    });
    expect(navigation.screen).toEqual({ name: "prepare", draft: "drf_1" });
    expect(isToldOnPurpose(draftView().id)).toBe(true);
  });

  it("take who is typed when the request is made, without Enter, and call by its word who has no name", async () => {
    const other = { recipient: recipient("cleo").id, role: "signer", name: "", asked: "Le garant" } as const;
    const host = await open([{ ...bail, people: [...bail.people, other] }]);
    await userEvent.click(screen.getByRole("button", { name: /Utiliser le modèle/u }));
    expect(document.activeElement).toBe(screen.getByTestId("use-title"));
    await userEvent.type(screen.getByRole("combobox", { name: /Le locataire/u }), "Martin");
    await userEvent.click(screen.getByRole("button", { name: "Créer la demande" }));
    await settle();
    const [, sent] = host.calls.find(([command]) => command === "use_template") ?? [];
    expect(sent).toMatchObject({ people: { ada: { last_name: "Martin" } } });
    expect(askedFor(draftView().id, other.recipient)).toBe("Le garant");
  });

  it("make no request while nobody can be made of what is typed, and show where", async () => {
    const host = await open([bail]);
    host.answer({ read_people: () => ({ people: [] }) });
    await userEvent.click(screen.getByRole("button", { name: /Utiliser le modèle/u }));
    const field = screen.getByRole("combobox", { name: /Le locataire/u });
    await userEvent.type(field, "---");
    await userEvent.click(screen.getByRole("button", { name: "Créer la demande" }));
    await settle();
    expect(host.calls.map(([command]) => command)).not.toContain("use_template");
    expect(document.activeElement).toBe(field);
  });

  it("the keyboard goes on with the next person once one is taken", async () => {
    const other = { recipient: recipient("cleo").id, role: "signer", name: "", asked: "Le garant" } as const;
    await open([{ ...bail, people: [...bail.people, other] }]);
    await userEvent.click(screen.getByRole("button", { name: /Utiliser le modèle/u }));
    await userEvent.type(screen.getByRole("combobox", { name: /Le locataire/u }), "Martin{Enter}");
    await settle();
    expect(document.activeElement).toBe(screen.getByRole("combobox", { name: /Le garant/u }));
    await userEvent.keyboard("Roy{Enter}");
    await settle();
    expect(document.activeElement).toBe(screen.getByTestId("use-create"));
  });

  it("go into a file and come from one; what is no template is told", async () => {
    const host = await open([bail]);
    const suggested: string[] = [];
    host.pickSavePath = async (name) => {
      suggested.push(name);
      return "/tmp/bail.paraphe-template";
    };
    await userEvent.click(screen.getByTestId("export-template"));
    await settle();
    expect(suggested).toEqual(["Bail- meublé.paraphe-template"]);
    host.picked = ["/tmp/x.paraphe-template"];
    const newer = {
      code: "documentUnreadable",
      message: "error-template-newer",
      params: { name: "x" },
      detail: "",
    };
    host.answer({ import_template: () => Promise.reject(newer) });
    await userEvent.click(screen.getByTestId("import-template"));
    await settle();
    expect(screen.getByText(/version plus récente de Paraphe/u)).toBeTruthy();
  });

  it("are removed only after a question", async () => {
    const host = await open([bail]);
    await userEvent.click(screen.getByTestId("remove-template"));
    expect(host.calls.map(([command]) => command)).not.toContain("remove_template");
    await userEvent.click(screen.getByRole("button", { name: "Supprimer" }));
    await settle();
    expect(host.calls).toContainEqual(["remove_template", { template: "tpl_1" }]);
  });

  it("an empty list says how one is made", async () => {
    await open([]);
    expect(screen.getByText(/Enregistrer comme modèle/u)).toBeTruthy();
  });
});

describe("making a template", () => {
  beforeEach(() => setLanguage("fr"));

  it("asks for everybody but the person whose computer it is, each with a word", async () => {
    const host = fakeHost({ save_template: ({ name }) => ({ ...bail, name }) });
    appState.view = { settings: { host_name: "BEA Martin" } } as never;
    const onclose = vi.fn();
    try {
      const view = draftView();
      render(SaveTemplateSheet, { source: { from: "draft", draft: view.id }, view, onclose });
      expect(screen.getByRole<HTMLInputElement>("checkbox", { name: "ADA Martin" }).checked).toBe(true);
      expect(screen.getByRole<HTMLInputElement>("checkbox", { name: "BEA Martin" }).checked).toBe(false);
      const word = screen.getByRole("textbox", { name: /Comment appeler ADA Martin/u });
      await userEvent.clear(word);
      await userEvent.type(word, "Le client");
      await userEvent.click(screen.getByRole("checkbox", { name: view.documents[0]?.name ?? "" }));
      await userEvent.click(screen.getByRole("button", { name: "Enregistrer le modèle" }));
      await settle();
      expect(host.calls.at(-1)).toEqual([
        "save_template",
        {
          source: { from: "draft", draft: "drf_1" },
          name: "Contrat",
          asked_people: { ada: "Le client" },
          asked_documents: ["doc_1"],
        },
      ]);
      expect(onclose).toHaveBeenCalled();
    } finally {
      appState.view = null;
    }
  });
});
