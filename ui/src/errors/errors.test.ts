import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Code } from "../bindings/Code";
import { setLanguage } from "../i18n";
import ErrorBox from "../widgets/ErrorBox.svelte";
import { explain } from "./explain";
import { PRESENTATIONS } from "./presentations";

const codes = Object.keys(PRESENTATIONS) as Code[];

describe.each(["fr", "en"] as const)("errors in %s", (language) => {
  beforeEach(() => setLanguage(language));

  it.each(codes)("%s says what happened, what it means and what to do, whatever its sentence", (code) => {
    const told = explain({ code, message: "error-of-a-later-version", params: {}, detail: "" });
    for (const part of [told.what, told.meaning, told.next]) {
      expect(part).toMatch(/[.?!…]$/);
      expect(part).not.toMatch(/trouble-|error-/);
    }
  });
});

describe("an error box", () => {
  beforeEach(() => setLanguage("fr"));

  it("shows the sentence of the program with its facts, and what to do about it", async () => {
    const onretry = vi.fn();
    render(ErrorBox, {
      error: {
        code: "storage",
        message: "error-disk-full",
        params: { path: "/tmp/a.pdf" },
        detail: "ENOSPC",
      },
      onretry,
    });
    const box = screen.getByRole("alert");
    expect(box.textContent).toContain("Le disque est plein");
    expect(box.textContent).toContain("/tmp/a.pdf");
    expect(box.textContent).toContain("Libérez de la place");
    await userEvent.click(screen.getByRole("button", { name: "Réessayer" }));
    expect(onretry).toHaveBeenCalledOnce();
    expect(screen.getByTestId<HTMLDetailsElement>("technical-details").open).toBe(false);
    expect(box.textContent).toContain("ENOSPC");
  });

  it("lets a sentence say itself what it means", () => {
    const unknown = { code: "notFound" as const, message: "error-notice-unknown", params: { account: "A" } };
    expect(explain({ ...unknown, detail: "" }).meaning).toBe("Rien n’a été modifié.");
    expect(explain({ ...unknown, message: "error-draft-missing", detail: "" }).meaning).toContain("supprimé");
  });

  it("has no fold when there is nothing technical to say", () => {
    render(ErrorBox, { error: { code: "refused", message: "error-transition", params: {}, detail: "" } });
    expect(screen.queryByTestId("technical-details")).toBeNull();
  });
});
