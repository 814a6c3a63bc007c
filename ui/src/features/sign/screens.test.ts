import { fireEvent, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { EntryView } from "../../bindings/EntryView";
import type { EnvelopeId } from "../../bindings/EnvelopeId";
import type { RecipientId } from "../../bindings/RecipientId";
import type { SigningView } from "../../bindings/SigningView";
import { setLanguage } from "../../i18n";
import { fakeHost, settle } from "../../test_host";
import { digest, documentView } from "../../test_views";
import ConsentStep from "./ConsentStep.svelte";
import { Entries } from "./entries.svelte";
import CrossWay from "./CrossWay.svelte";
import DeclineSheet from "./DeclineSheet.svelte";
import FillStep from "./FillStep.svelte";
import InkPad from "./InkPad.svelte";
import { Pad } from "./pad.svelte";
import { Signing, type Occasion } from "./signing.svelte";
import SignScreen from "./SignScreen.svelte";
import SignStep from "./SignStep.svelte";
import Unseen from "./Unseen.svelte";

const signing = (occasion?: Occasion) => new Signing("env_1" as EnvelopeId, "ada" as RecipientId, occasion);

function view(language: "ar" | "fr"): SigningView {
  const text = language === "ar" ? "أوافق على توقيعها" : "J’accepte de le signer.";
  return {
    recipient: { id: "ada", first_name: "Ada", last_name: "Martin" },
    consent: { language, version: "1", text, sha256: digest("ab") },
    fields: [],
    entries: [],
  } as unknown as SigningView;
}

describe("a signature without a box", () => {
  beforeEach(() => setLanguage("fr"));

  const told = () => screen.queryByTestId("unseen")?.textContent ?? "";
  const box = (kind: string) => ({ id: kind, document: "doc_1", kind, placement: { page: 1, rect: {} } });

  it("is said where it would be looked for, and only where nothing of it is seen", () => {
    const unseen = { ...view("fr"), fields: [box("date")] } as unknown as SigningView;
    render(Unseen, { view: unseen });
    expect(told()).toContain("ne se verra sur aucune page");
  });

  it.each(["signature", "initials"])("is not said beside %s", (kind) => {
    render(Unseen, { view: { ...view("fr"), fields: [box(kind)] } as unknown as SigningView });
    expect(told()).toBe("");
  });
});

it("a cross takes the focus from the button that is gone", async () => {
  setLanguage("fr");
  render(CrossWay, { signing: signing(), view: view("fr"), onback: vi.fn() });
  const group = screen.getByRole("group", { name: /croix/u });
  await settle();
  expect(document.activeElement).toBe(group);
});

describe("the consent", () => {
  beforeEach(() => setLanguage("fr"));

  it("stands in the signer's language and direction, whatever the window speaks", () => {
    render(ConsentStep, { signing: signing(), view: view("ar"), ondecline: vi.fn() });
    const text = screen.getByTestId("consent-text");
    expect([text.lang, text.dir]).toEqual(["ar", "rtl"]);
  });

  it("starts unticked; going on without it says why and goes back to the box", async () => {
    const one = signing();
    render(ConsentStep, { signing: one, view: view("fr"), ondecline: vi.fn() });
    const box = screen.getByRole<HTMLInputElement>("checkbox");
    expect(box.checked).toBe(false);
    await userEvent.click(screen.getByRole("button", { name: "Continuer" }));
    expect(screen.getByRole("alert").textContent).toContain("Cochez la case");
    expect(document.activeElement).toBe(box);
    await userEvent.click(box);
    await userEvent.click(screen.getByRole("button", { name: "Continuer" }));
    expect(one.step).toBe("sign");
  });

  it("names what is written and what may be, each thing once, beside what else is kept face to face", () => {
    const kept = signing("face_to_face");
    const entry = (kind: string, label: string) =>
      ({
        field: { id: `${kind} ${label}`, kind, label },
        text: "",
        asked: kind !== "name",
      }) as unknown as EntryView;
    const twice = [entry("place", "Fait à"), entry("place", "Fait à")];
    kept.entries = new Entries([entry("name", ""), ...twice, entry("checkbox", "J’ai reçu le règlement")]);
    const { unmount } = render(ConsentStep, { signing: kept, view: view("fr"), ondecline: vi.fn() });
    const told = (what: string) => screen.getByTestId(`recorded-${what}`).textContent.trim();
    expect(told("written")).toMatch(/sera écrit .*avec votre signature.:\s+Nom$/u);
    expect(told("offered")).toMatch(/pourrez écrire ou cocher .*.:\s+Fait à · J’ai reçu le règlement$/u);
    const parts = screen.getByTestId("recorded-offered").querySelectorAll("bdi");
    expect(parts, "each in its own direction").toHaveLength(2);
    unmount();
    kept.entries = new Entries([]);
    render(ConsentStep, { signing: kept, view: view("fr"), ondecline: vi.fn() });
    expect(screen.getByTestId("recorded")).toBeTruthy();
    expect(screen.queryByTestId("recorded-written")).toBeNull();
    expect(screen.queryByTestId("recorded-offered")).toBeNull();
  });

  it("says what is kept also of whoever signs alone: no host, no identity check, no time of each step", () => {
    const { unmount } = render(ConsentStep, { signing: signing(), view: view("fr"), ondecline: vi.fn() });
    const alone = screen.getByTestId("recorded").textContent;
    expect(alone).toMatch(/empreinte du document/u);
    expect(alone).not.toMatch(/présente|identité a été contrôlée|chaque étape/u);
    unmount();
    render(ConsentStep, { signing: signing("face_to_face"), view: view("fr"), ondecline: vi.fn() });
    expect(screen.getByTestId("recorded").textContent).toMatch(/vous présente .*chaque étape/su);
  });

  it("can be refused, with a reason", async () => {
    const ondecline = vi.fn();
    render(ConsentStep, { signing: signing(), view: view("fr"), ondecline });
    await userEvent.click(screen.getByRole("button", { name: "Je refuse" }));
    expect(ondecline).toHaveBeenCalled();
    const decline = vi.fn();
    render(DeclineSheet, { alone: false, busy: false, error: null, onclose: vi.fn(), ondecline: decline });
    await userEvent.type(screen.getByRole("textbox", { name: /Raison/u }), "Erreur page 2");
    await userEvent.click(screen.getByRole("button", { name: "Refuser de signer" }));
    expect(decline).toHaveBeenCalledWith("Erreur page 2");
  });
});

describe("the pad", () => {
  beforeEach(() => setLanguage("fr"));

  it("says whether it is empty, and draws what the pointer does", async () => {
    const pad = new Pad();
    render(InkPad, { pad, name: "Ada Martin" });
    const surface = screen.getByRole("img", { name: /Ada Martin.*vide/u });
    expect(screen.getByTestId("ink-cross").getAttribute("d"), "where to sign").not.toBeNull();
    vi.spyOn(surface, "getBoundingClientRect").mockReturnValue(new DOMRect(0, 0, 600, 200));
    const at = (clientX: number, clientY: number) => ({
      clientX,
      clientY,
      button: 0,
      isPrimary: true,
      pointerId: 1,
      pointerType: "mouse",
    });
    await fireEvent.pointerDown(surface, at(100, 100));
    await fireEvent.pointerMove(surface, at(200, 120));
    await fireEvent.pointerCancel(surface, at(200, 120));
    await fireEvent.pointerMove(surface, at(500, 120));
    expect(pad.count).toBe(1);
    expect(screen.getByRole("img", { name: /1.* trait/u })).toBe(surface);
    expect(screen.getByTestId("ink-ended").getAttribute("d")).toMatch(/^M/u);
    expect(screen.getByTestId("ink").getAttribute("d")).toBe("");
    expect(
      Math.max(
        ...pad.ink
          .outlines(3)
          .flat()
          .map(([x]) => x),
      ),
    ).toBeLessThan(0.4);
  });

  it("empty, says what is missing instead of going on", async () => {
    const one = signing();
    const draw = vi.spyOn(one, "draw");
    render(SignStep, { signing: one, view: view("fr"), ondecline: vi.fn() });
    await userEvent.click(screen.getByRole("button", { name: "Valider" }));
    expect(screen.getByRole("alert").textContent).toContain("Signez d’abord");
    expect(draw).not.toHaveBeenCalled();
  });

  it("has a way for those who do not draw, by keyboard", async () => {
    render(SignStep, { signing: signing(), view: view("fr"), ondecline: vi.fn() });
    screen.getByRole("tab", { name: "Dessiner" }).focus();
    await userEvent.keyboard("{ArrowRight}");
    expect(screen.getByRole("tab", { name: "Taper" }).getAttribute("aria-selected")).toBe("true");
    expect(screen.getByRole("textbox")).toHaveProperty("value", "Ada Martin");
    await userEvent.clear(screen.getByRole("textbox"));
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Valider" }).disabled).toBe(true);
  });
});

it("what is asked comes before what is known, and is typed at once", async () => {
  setLanguage("fr");
  const entry = (kind: string, asked: boolean, text: string) =>
    ({ field: { id: kind, kind, label: "", required: true }, asked, text }) as unknown as EntryView;
  const entries = new Entries([entry("date", false, "23/11/2026"), entry("place", true, "")]);
  render(FillStep, { signing: signing(), entries, ondecline: vi.fn() });
  const place = screen.getByTestId("fill-place");
  await vi.waitFor(() => expect(document.activeElement).toBe(place));
  const after = place.compareDocumentPosition(screen.getByTestId("fill-known"));
  expect(after & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
});

it("whoever leaves a signing half done leaves no key open", async () => {
  const host = fakeHost({
    begin_signing: () => ({ ...view("fr"), documents: [], next: [] }),
    close_signing_key: () => ({ choice: { type: "identity", name: null }, certificate: null, ready: true }),
  });
  const { unmount } = render(SignScreen, {
    envelope: "env_1" as EnvelopeId,
    recipient: "ada" as RecipientId,
  });
  await settle();
  expect(host.calls.map(([command]) => command)).not.toContain("close_signing_key");
  unmount();
  expect(host.calls.at(-1)?.[0]).toBe("close_signing_key");
});

it("a document whose password was forgotten by the program is opened before it is read", async () => {
  setLanguage("fr");
  let open = false;
  const host = fakeHost({
    begin_signing: () => ({ ...view("fr"), documents: [documentView({ locked: !open })], next: [] }),
    unlock_document: ({ password }) => {
      open = password === "secret";
      // oxlint-disable-next-line no-throw-literal
      if (!open) throw { code: "refused", message: "error-password-wrong", params: {}, detail: "" };
      return documentView();
    },
  });
  render(SignScreen, { envelope: "env_1" as EnvelopeId, recipient: "ada" as RecipientId });
  const field = await screen.findByLabelText(/Mot de passe/u);
  expect([screen.queryByTestId("pages"), screen.queryByTestId("have-read")]).toEqual([null, null]);
  await userEvent.type(field, "faux{Enter}");
  await settle();
  expect(screen.getByText(/Ce n’est pas le bon mot de passe/u)).toBeTruthy();
  await userEvent.clear(field);
  await userEvent.type(field, "secret{Enter}");
  await settle();
  expect(host.calls.at(-1)?.[0]).toBe("begin_signing");
  expect(screen.queryByLabelText(/Mot de passe/u)).toBeNull();
  await userEvent.click(screen.getByTestId("have-read"));
  expect(screen.getByTestId("consent")).toBeTruthy();
});
