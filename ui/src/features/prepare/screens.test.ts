import { fireEvent, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { DraftDesk } from "../../draft.svelte";
import { setLanguage } from "../../i18n";
import { navigation } from "../../navigation.svelte";
import { draftView, FakeDraft, recipient } from "../../test_draft";
import { settle } from "../../test_host";
import { cache } from "../../query.svelte";
import { capability, documentView, localOffer, offerView } from "../../test_views";
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
    render(DocumentsPanel, { preparation, onfiles: vi.fn(), onshow: vi.fn(), onplace: vi.fn() });
    const second = screen.getByRole("textbox", { name: /document .*2/u });
    second.focus();
    await userEvent.keyboard("{Alt>}{ArrowUp}{/Alt}");
    await settle();
    expect(draft.view.documents.map(({ name }) => name)).toEqual(["Annexe", "Contrat"]);
    expect(document.activeElement).toHaveProperty("value", "Annexe");
    expect(screen.getByRole<HTMLButtonElement>("button", { name: /Monter .*Annexe/u }).disabled).toBe(true);
  });

  it("a document beyond the limit set for the account says so, and leads to the others", async () => {
    const draft = new FakeDraft(draftView({ documents: [documentView({ byte_size: 38_000_000 })] }));
    const preparation = await start(draft);
    preparation.missing.limit = () => ({ account: "Cabinet", megabytes: 10 });
    const onplace = vi.fn();
    render(DocumentsPanel, { preparation, onfiles: vi.fn(), onshow: vi.fn(), onplace });
    expect(screen.getByTestId("too-large").textContent).toMatch(/plus de 10.Mo, la limite réglée.*Cabinet/u);
    await userEvent.click(screen.getByTestId("another-account"));
    expect(onplace).toHaveBeenCalledWith({ at: "account" });
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

  it("who signs here has no questions about invitations; the others have", async () => {
    const draft = new FakeDraft();
    const preparation = await start(draft);
    preparation.open = ada;
    render(SignersPanel, { preparation });
    const fold = screen.getByTestId<HTMLDetailsElement>("signer-invitation");
    expect(fold.open).toBe(false);
    fold.open = true;
    await userEvent.selectOptions(
      screen.getByRole("combobox", { name: "Vérification avant de signer" }),
      "sms_code",
    );
    await settle();
    await userEvent.type(screen.getByRole("textbox", { name: "Mobile" }), "+336");
    await settle();
    expect(draft.view.recipients[0]).toMatchObject({ authentication: "sms_code", mobile: "+336" });
  });
});

describe("the stop « Envoi »", () => {
  beforeEach(() => {
    setLanguage("fr");
    cache.clear();
  });

  async function open(draft: FakeDraft) {
    const preparation = await start(draft);
    const calls = { onplace: vi.fn(), onsent: vi.fn(), onreview: vi.fn() };
    render(SendPanel, { preparation, ...calls });
    await screen.findByTestId("offers");
    return { preparation, ...calls };
  }

  it("leads to what is missing instead of sending", async () => {
    const problem = { code: "signer_without_field", recipient: ada } as const;
    const { onplace, onsent } = await open(new FakeDraft(draftView({ problems: [{ problem, path: "" }] })));
    await userEvent.click(screen.getByRole("button", { name: "Enregistrer et faire signer ici" }));
    expect(onsent).not.toHaveBeenCalled();
    const list = screen.getByTestId("problems");
    expect(list.contains(document.activeElement)).toBe(true);
    await userEvent.click(within(list).getByRole("button", { name: /aucun cadre/u }));
    expect(onplace).toHaveBeenCalledWith({ at: "boxes", recipient: ada });
  });

  it("this computer is the account at first; another one is reviewed before anything leaves", async () => {
    const draft = new FakeDraft();
    draft.offers = [localOffer(), offerView()];
    const { preparation, onreview } = await open(draft);
    expect(screen.getByRole<HTMLInputElement>("radio", { name: /Face à face/u }).checked).toBe(true);
    await userEvent.click(screen.getByRole("radio", { name: /Cabinet/u }));
    await userEvent.click(screen.getByRole("button", { name: "Vérifier et envoyer" }));
    expect(preparation.account).toBe("Cabinet");
    expect(onreview).toHaveBeenCalledWith(draft.offers[1], [draft.offers[0]]);
    expect(draft.host.calls.map(([command]) => command)).not.toContain("send_envelope");
  });

  it("an account connected on the way leads back to this very stop", async () => {
    const draft = new FakeDraft();
    await open(draft);
    await userEvent.click(screen.getByTestId("connect-provider"));
    expect(navigation.screen).toEqual({ name: "settings", section: "accounts", back: draft.view.id });
  });

  it("a card that cannot take the draft says why, and one press mends it in one step", async () => {
    const draft = new FakeDraft();
    const refusals = ["ada", "bea"].map((recipient) => ({
      code: "authentication",
      params: { recipient, authentication: "none" },
    }));
    const mended = { ...draft.view.recipients[0]!, authentication: "email_code" as const };
    const repair = { type: "update_recipient" as const, recipient: mended };
    draft.offers = [
      localOffer(),
      offerView({ refusals, repair, repairs: [{ code: "authenticate_email", params: {} }] }),
    ];
    const { preparation } = await open(draft);
    const card = screen.getByTestId("account-Cabinet");
    expect(within(card).getAllByText(/demande toujours un code/u)).toHaveLength(1);
    const button = within(card).getByRole("button", { name: "Adapter la demande" });
    const described = (button.getAttribute("aria-describedby") ?? "").split(" ");
    expect(described.map((id) => document.getElementById(id)?.textContent).join(" ")).toContain(
      "un code par e-mail est demandé à chacun",
    );
    await userEvent.click(button);
    await settle();
    // One step, with what choosing this account means for how people are told.
    expect(draft.operations).toHaveLength(1);
    expect(draft.view.recipients.map(({ authentication }) => authentication)).toEqual(["email_code", "none"]);
    expect(draft.view.recipients.map(({ delivery }) => delivery)).toEqual([
      "provider_mails",
      "provider_mails",
    ]);
    expect(preparation.account).toBe("Cabinet");
  });

  it("each reason on a card leads to where it is put right", async () => {
    const draft = new FakeDraft();
    const refusals = [{ code: "authentication", params: { recipient: "bea", authentication: "none" } }];
    draft.offers = [localOffer(), offerView({ refusals })];
    const { onplace } = await open(draft);
    const card = within(screen.getByTestId("account-Cabinet"));
    await userEvent.click(card.getByRole("button", { name: /demande toujours un code/u }));
    expect(onplace).toHaveBeenCalledWith({ at: "signer", recipient: "bea", part: "authentication" });
  });

  it("an account that cannot is not sent with, however it was chosen", async () => {
    const draft = new FakeDraft();
    const refusal = { code: "option", params: { option: "brand_color" } };
    draft.offers = [localOffer(), offerView({ refusals: [refusal] })];
    const { onplace, onreview } = await open(draft);
    await userEvent.click(screen.getByRole("radio", { name: /Cabinet/u }));
    await userEvent.click(screen.getByRole("button", { name: "Vérifier et envoyer" }));
    expect(onreview).not.toHaveBeenCalled();
    const list = screen.getByTestId("problems");
    expect(list.textContent).toContain("couleur de la page de signature");
    await userEvent.click(within(list).getByRole("button"));
    expect(onplace).toHaveBeenCalledWith({ at: "options", part: "color" });
  });

  it("how all signers are told is changed in one step, within what the account can do", async () => {
    const draft = new FakeDraft();
    draft.offers = [offerView({ capability: capability({ delivery: ["links", "provider_mails"] }) })];
    await open(draft);
    const select = screen.getByRole<HTMLSelectElement>("combobox", {
      name: "Comment prévenir les signataires",
    });
    // What is set now is shown even where the account cannot do it.
    expect(select.value).toBe("in_person");
    await userEvent.selectOptions(select, "provider_mails");
    await settle();
    expect(draft.view.recipients.map(({ delivery }) => delivery)).toEqual([
      "provider_mails",
      "provider_mails",
    ]);
    expect(draft.operations).toHaveLength(1);
  });

  it("options are stored as they are set, each as its own step", async () => {
    const draft = new FakeDraft();
    draft.offers = [offerView()];
    await open(draft);
    screen.getByTestId<HTMLDetailsElement>("options").open = true;
    await userEvent.type(screen.getByRole("textbox", { name: "Message aux signataires" }), "Bon");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "Relances automatiques" }), "7");
    await userEvent.click(screen.getByRole("checkbox", { name: "Envoi d’essai" }));
    fireEvent.change(screen.getByLabelText("Signer avant le"), { target: { value: "2030-05-04" } });
    await settle();
    expect(draft.view.message).toBe("Bon");
    expect(draft.view.options).toMatchObject({
      reminder_days: 7,
      test: true,
      expires_at: new Date(2030, 4, 4, 18, 0).getTime(),
    });
    expect(new Set(draft.mergeKeys).size).toBe(4);
    // Docage knows no colours: told with the rest it does not know.
    expect(screen.queryByTestId("color-set")).toBeNull();
    expect(screen.getByTestId("lacking").textContent).toMatch(/Couleur de la page de signature/u);
  });
});
