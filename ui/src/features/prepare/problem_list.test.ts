import { render, screen } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { setLanguage } from "../../i18n";
import type { Place } from "../../model/problems";
import ProblemList from "./ProblemList.svelte";

const AT = { at: "title" } as const satisfies Place;

function lines(count: number) {
  return Array.from({ length: count }, (_, index) => ({ text: `Point ${index + 1}`, place: AT }));
}

function told(): string[] {
  return [...screen.getByTestId("problems").querySelectorAll("li")].map(
    (line) => line.innerText || line.textContent.trim(),
  );
}

describe("a list of what is missing", () => {
  beforeEach(() => setLanguage("fr"));

  it("begins with twenty lines and counts them all; the rest comes where the keyboard goes on", async () => {
    render(ProblemList, { items: lines(25), onplace: vi.fn() });
    expect(screen.getByRole("heading").textContent).toContain("25 points");
    expect(told()).toHaveLength(20);
    await userEvent.click(screen.getByRole("button", { name: "Afficher les 5 suivants" }));
    expect(told().at(-1)).toBe("Point 25");
    expect(document.activeElement?.textContent).toContain("Point 21");
    expect(screen.queryByTestId("more-lines")).toBeNull();
  });

  it("of twenty lines has nothing more to show", () => {
    render(ProblemList, { items: lines(20), onplace: vi.fn() });
    expect(told()).toHaveLength(20);
    expect(screen.queryByTestId("more-lines")).toBeNull();
  });
});
