import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { createRawSnippet } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setLanguage } from "../i18n";
import { fakeHost } from "../test_host";
import { digest } from "../test_views";
import Button from "./Button.svelte";
import Choice from "./Choice.svelte";
import PageImage from "./PageImage.svelte";
import PasswordForm from "./PasswordForm.svelte";
import { initials } from "./people";
import PersonRing from "./PersonRing.svelte";
import Select from "./Select.svelte";
import Sheet from "./Sheet.svelte";
import StatusBadge from "./StatusBadge.svelte";
import { DRAFT_LOOK, ENVELOPE_LOOKS, RECIPIENT_LOOKS, recipientLook } from "./statuses";
import TextInput from "./TextInput.svelte";
import ToastRegion from "./ToastRegion.svelte";
import { TOAST_MS, Toasts, toasts } from "./toasts.svelte";

const words = (text: string) => createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));

beforeEach(() => setLanguage("fr"));

describe("Button", () => {
  it("ignores presses while its action runs, and keeps the focus", async () => {
    const onclick = vi.fn();
    const { rerender } = render(Button, { children: words("Signer"), onclick, busy: true });
    const button = screen.getByRole("button", { name: "Signer" });
    await userEvent.click(button);
    expect(onclick).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(button);
    await rerender({ busy: false });
    await userEvent.click(button);
    expect(onclick).toHaveBeenCalledOnce();
  });
});

describe("Fields", () => {
  it("tie label, hint and error to the control", () => {
    render(TextInput, { label: "Nom", hint: "Prénom et nom", error: "Il manque le nom", value: "" });
    const input = screen.getByLabelText("Nom");
    const described = (input.getAttribute("aria-describedby") ?? "").split(" ");
    const sentences = described.map((id) => document.getElementById(id)?.textContent);
    expect(sentences).toEqual(["Prénom et nom", "Il manque le nom"]);
    expect(input.getAttribute("aria-invalid")).toBe("true");
  });

  it("let one option be chosen", async () => {
    const options = [
      { value: "fr", label: "Français" },
      { value: "en", label: "English" },
    ];
    render(Select, { label: "Langue", value: "fr", options });
    const select = screen.getByLabelText<HTMLSelectElement>("Langue");
    await userEvent.selectOptions(select, "English");
    expect(select.value).toBe("en");
  });

  it("move through a choice with the arrows", async () => {
    const onchange = vi.fn();
    const options = [
      { value: "sign", label: "Faire signer" },
      { value: "verify", label: "Vérifier" },
    ];
    render(Choice, { legend: "Que faire ?", options, value: "sign", onchange });
    screen.getByRole("radio", { name: "Faire signer" }).focus();
    await userEvent.keyboard("{ArrowDown}");
    expect(onchange).toHaveBeenLastCalledWith("verify");
    expect(screen.getByRole<HTMLInputElement>("radio", { name: "Vérifier" }).checked).toBe(true);
  });

  it("have a refused password typed again where it was typed", async () => {
    const props = { name: "paie.pdf", action: "Ouvrir", onsubmit: vi.fn() };
    const { rerender } = render(PasswordForm, props);
    expect(document.activeElement).toBe(document.body);
    await rerender({ ...props, error: "Ce n’est pas le bon mot de passe." });
    expect(document.activeElement).toBe(screen.getByLabelText(/Mot de passe/u));
  });

  it("give a password only when there is one", async () => {
    const onsubmit = vi.fn();
    render(PasswordForm, { name: "paie.pdf", action: "Ouvrir", onsubmit });
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Ouvrir" }).disabled).toBe(true);
    await userEvent.type(screen.getByLabelText(/paie\.pdf/), "secret{Enter}");
    expect(onsubmit).toHaveBeenCalledWith("secret");
  });
});

describe("Sheet", () => {
  it("has a name, closes on Esc and on its cross, and gives the focus back", async () => {
    const before = document.createElement("button");
    document.body.append(before);
    before.focus();
    const onclose = vi.fn();
    const { unmount } = render(Sheet, { title: "Supprimer ce brouillon ?", onclose, children: words("…") });
    const dialog = screen.getByRole("dialog", { name: "Supprimer ce brouillon ?" });
    dialog.dispatchEvent(new Event("cancel", { cancelable: true }));
    await userEvent.click(screen.getByRole("button", { name: "Fermer" }));
    await userEvent.keyboard("{Escape}");
    expect(onclose).toHaveBeenCalledTimes(3);
    unmount();
    expect(document.activeElement).toBe(before);
    before.remove();
  });
});

describe("Escape in a sheet", () => {
  function pressed(prepare: (dialog: HTMLElement) => void = () => {}) {
    const onclose = vi.fn();
    render(Sheet, { title: "Supprimer ce brouillon ?", onclose, children: words("…") });
    const dialog = screen.getByRole("dialog");
    prepare(dialog);
    const event = new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true });
    screen.getByText("…").dispatchEvent(event);
    return { event, onclose };
  }

  it("never comes as far as the browser, which closes a dialog the second time without asking", () => {
    const { event, onclose } = pressed();
    expect([event.defaultPrevented, onclose.mock.calls.length]).toEqual([true, 1]);
  });

  it("is not for the screen below", () => {
    const below = vi.fn();
    window.addEventListener("keydown", below);
    const { onclose } = pressed();
    window.removeEventListener("keydown", below);
    expect([onclose.mock.calls.length, below.mock.calls.length]).toEqual([1, 0]);
  });

  it("closes what is open within it first, and leaves the sheet", () => {
    const { onclose } = pressed((dialog) => {
      dialog.querySelector(".body")?.addEventListener("keydown", (event) => event.preventDefault());
    });
    expect(onclose).not.toHaveBeenCalled();
  });
});

describe("Toasts", () => {
  afterEach(() => {
    vi.useRealTimers();
    for (const { id } of toasts.list) toasts.dismiss(id);
  });

  it("offer an action once, then go", async () => {
    const run = vi.fn();
    render(ToastRegion);
    toasts.show("Cadre supprimé.", { action: { label: "Annuler", run } });
    await userEvent.click(await screen.findByRole("button", { name: "Annuler" }));
    expect(run).toHaveBeenCalledOnce();
    expect(toasts.list).toEqual([]);
  });

  it("leave by themselves, but not while somebody is on them", () => {
    vi.useFakeTimers();
    const own = new Toasts();
    const held = own.show("Cadre supprimé.");
    own.hold(held);
    own.show("Enregistré");
    vi.advanceTimersByTime(TOAST_MS * 2);
    expect(own.list.map(({ text }) => text)).toEqual(["Cadre supprimé."]);
    own.resume(held);
    vi.advanceTimersByTime(TOAST_MS);
    expect(own.list).toEqual([]);
  });

  it("never pile up higher than three", () => {
    const own = new Toasts();
    for (let n = 1; n <= 5; n++) own.show(String(n));
    expect(own.list.map(({ text }) => text)).toEqual(["3", "4", "5"]);
  });
});

describe("Statuses", () => {
  const looks = [DRAFT_LOOK, ...Object.values(ENVELOPE_LOOKS), ...Object.values(RECIPIENT_LOOKS)];

  it("each have an icon and their own word, never a colour alone", () => {
    const shown = looks.map((look) => {
      const { container, unmount } = render(StatusBadge, { look });
      expect(container.querySelector("svg")).not.toBeNull();
      const text = container.textContent?.trim() ?? "";
      unmount();
      return text;
    });
    expect(new Set(shown).size).toBe(looks.length);
    expect(shown).not.toContain("");
  });

  it("say a person's name and state to those who do not see the ring", () => {
    render(PersonRing, { name: "Amélie Bérard", look: RECIPIENT_LOOKS.signed });
    expect(screen.getByTitle(/Amélie Bérard.*A signé/)).toBeTruthy();
  });

  it("are not empty for somebody of whom nothing is known yet", () => {
    const { container } = render(PersonRing, { name: "", look: null });
    expect(container.querySelector(".initials")?.textContent).toBe("?");
  });

  it.each([
    ["Amélie Bérard", "AB"],
    ["Anne-Sophie de La Roche", "AR"],
    ["سلمى الطرابلسي", "س\u202Fا"],
    ["amelie@exemple.fr", "AE"],
    ["Élodie", "É"],
    ["", ""],
  ])("shorten %s to its initials", (name, expected) => {
    expect(initials(name)).toBe(expected);
  });
});

describe("PageImage", () => {
  it("puts a sentence and a way out where a page fails, and asks again under a new address", async () => {
    fakeHost({});
    const { container } = render(PageImage, {
      sha256: digest("ab"),
      page: 3,
      width: 200,
      size: { width: 595, height: 842 },
      alt: "Page 3",
    });
    const image = screen.getByAltText("Page 3");
    const first = image.getAttribute("src");
    expect(first).toContain("ab/3/200");
    image.dispatchEvent(new Event("error"));
    await userEvent.click(await screen.findByRole("button", { name: "Réessayer" }));
    expect(container.querySelector("img")?.getAttribute("src")).not.toBe(first);
  });
});

it("nobody's turn has begun while nothing has left", () => {
  expect(recipientLook("waiting", "sending").word).toBe("person-not-yet");
  expect(recipientLook("waiting", "sent").word).toBe("person-waiting");
});
