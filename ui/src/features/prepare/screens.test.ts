import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { DraftDesk } from "../../draft.svelte";
import { setLanguage } from "../../i18n";
import { draftView, FakeDraft, recipient } from "../../test_draft";
import { settle } from "../../test_host";
import { documentView } from "../../test_views";
import DocumentsPanel from "./DocumentsPanel.svelte";
import { Preparation } from "./preparation.svelte";
import SendPanel from "./SendPanel.svelte";
import SignersPanel from "./SignersPanel.svelte";
import StopBar from "./StopBar.svelte";

async function start(draft: FakeDraft): Promise<Preparation> {
  const desk = new DraftDesk(draft.view.id);
  await desk.load();
  return new Preparation(desk);
}

const ada = recipient("ada").id;

describe("the panels", () => {
  beforeEach(() => setLanguage("fr"));

  it("the stops say what is missing, to the eye and to the ear", async () => {
    const preparation = await start(
      new FakeDraft(draftView({ problems: [{ problem: { code: "no_title" }, path: "title" }] })),
    );
    render(StopBar, { preparation });
    expect(
      screen.getByRole("button", { name: /Documents.*1 point à compléter/u }).getAttribute("aria-current"),
    ).toBe("step");
    await userEvent.click(screen.getByRole("button", { name: /Signataires.*complet/u }));
    expect(preparation.stop).toBe("signers");
  });

  it("documents are renamed, moved by keyboard without losing the focus, and removed with a way back", async () => {
    const draft = new FakeDraft(
      draftView({ documents: [documentView(), documentView({ id: "doc_2" as never, name: "Annexe" })] }),
    );
    const preparation = await start(draft);
    render(DocumentsPanel, { preparation, onfiles: vi.fn(), onshow: vi.fn() });
    const second = screen.getByRole("textbox", { name: /document .*2/u });
    second.focus();
    await userEvent.keyboard("{Alt>}{ArrowUp}{/Alt}");
    await settle();
    expect(draft.view.documents.map(({ name }) => name)).toEqual(["Annexe", "Contrat"]);
    expect(document.activeElement).toHaveProperty("value", "Annexe");
    expect(screen.getByRole<HTMLButtonElement>("button", { name: /Monter .*Annexe/u }).disabled).toBe(true);
  });

  it("a person is added with the focus in the first field; nothing is wrong before it is written", async () => {
    const draft = new FakeDraft(draftView({ recipients: [] }));
    render(SignersPanel, { preparation: await start(draft) });
    await userEvent.click(screen.getByRole("button", { name: "Ajouter un signataire" }));
    await settle();
    const first = screen.getByRole("textbox", { name: "Prénom" });
    expect(document.activeElement).toBe(first);
    await userEvent.type(first, "Łucja");
    await userEvent.type(screen.getByRole("textbox", { name: "Nom" }), "Đặng-Œuvray");
    await settle();
    expect(draft.view.recipients[0]).toMatchObject({ first_name: "Łucja", last_name: "Đặng-Œuvray" });
    expect(screen.getByText("Łucja Đặng-Œuvray")).toBeTruthy();
  });

  it("a wrong address is said once the field is left", async () => {
    const problem = { code: "email_invalid", recipient: ada, reason: { code: "no_at" } } as const;
    const preparation = await start(new FakeDraft(draftView({ problems: [{ problem, path: "" }] })));
    preparation.open = ada;
    render(SignersPanel, { preparation });
    const email = screen.getByRole("textbox", { name: /E-mail/u });
    await userEvent.type(email, "ada");
    expect(email.getAttribute("aria-invalid")).toBeNull();
    await userEvent.tab();
    expect(email.getAttribute("aria-invalid")).toBe("true");
  });

  it("sending with something missing leads to it instead", async () => {
    const problem = { code: "signer_without_field", recipient: ada } as const;
    const draft = new FakeDraft(draftView({ problems: [{ problem, path: "" }] }));
    const preparation = await start(draft);
    const onplace = vi.fn();
    const onsent = vi.fn();
    render(SendPanel, { preparation, onplace, onsent });
    await userEvent.click(screen.getByRole("button", { name: "Enregistrer et faire signer ici" }));
    expect(onsent).not.toHaveBeenCalled();
    const list = screen.getByTestId("problems");
    expect(list.contains(document.activeElement)).toBe(true);
    await userEvent.click(within(list).getByRole("button"));
    expect(onplace).toHaveBeenCalledWith({ at: "boxes", recipient: ada });
  });
});
