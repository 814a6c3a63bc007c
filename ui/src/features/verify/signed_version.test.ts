import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { PageComparison } from "../../bindings/PageComparison";
import type { VerifyTarget } from "../../bindings/VerifyTarget";
import { setLanguage } from "../../i18n";
import { fakeHost, settle } from "../../test_host";
import { digest, documentView, signatureView, verificationView } from "../../test_views";
import { Comparison } from "./comparison.svelte";
import Verification from "./Verification.svelte";

const TARGET: VerifyTarget = { type: "file", path: "/d/contrat.pdf", password: null };
const SIZE = { width: 595, height: 842 };

function versions(signed: number, present: number) {
  return {
    signed: documentView({ sha256: digest("1a"), pages: Array.from({ length: signed }, () => SIZE) }),
    present: documentView({ sha256: digest("2b"), pages: Array.from({ length: present }, () => SIZE) }),
  };
}

function answering(pages: PageComparison[], signed = pages.length) {
  return fakeHost({
    open_signed_version: () => versions(signed, pages.length),
    compare_pages: ({ page }) => pages[page - 1] as PageComparison,
    close_signed_version: () => ({}),
  });
}

const REGION = { x: 0.1, y: 0.2, width: 0.3, height: 0.05 };

beforeEach(() => setLanguage("fr"));

describe("the comparison", () => {
  it("keeps the pages that differ, counts the others, and forgets the copy at the end", async () => {
    const host = answering(
      [{ type: "identical" }, { type: "changed", regions: [REGION] }, { type: "added" }],
      2,
    );
    const comparison = new Comparison();
    await comparison.open(TARGET, 1234);
    expect(host.calls[0]).toEqual(["open_signed_version", { target: TARGET, signed_bytes: 1234 }]);
    expect(comparison.changed.map(({ page, kind }) => [page, kind])).toEqual([
      [2, "changed"],
      [3, "added"],
    ]);
    expect([comparison.identical, comparison.page, comparison.finished]).toEqual([1, 2, true]);
    comparison.close();
    expect(host.calls.at(-1)).toEqual(["close_signed_version", {}]);
  });

  it("calls a page that cannot be drawn unknown, not identical", async () => {
    answering([{ type: "identical" }, { type: "identical" }]).answer({
      compare_pages: ({ page }) => (page === 2 ? Promise.reject(new Error("drawn")) : { type: "identical" }),
    });
    const comparison = new Comparison();
    await comparison.open(TARGET, 1);
    expect([comparison.unknown, comparison.identical, comparison.finished]).toEqual([[2], 1, true]);
  });

  it("asks for nothing more once nobody looks", async () => {
    const host = answering([{ type: "identical" }, { type: "identical" }, { type: "identical" }]);
    const comparison = new Comparison();
    const opening = comparison.open(TARGET, 1);
    comparison.close();
    await opening;
    expect(host.calls.filter(([command]) => command === "compare_pages")).toEqual([]);
  });
});

describe("the viewer", () => {
  async function open(pages: PageComparison[]) {
    answering(pages);
    const view = verificationView("valid", "verdict-sentence-valid");
    view.signatures = [{ ...signatureView("valid"), went_on: true }];
    view.report = { signatures: [{ signed_bytes: 1234 }] } as unknown as typeof view.report;
    render(Verification, { props: { view, target: TARGET } });
    await userEvent.click(screen.getByTestId("compare"));
    await settle();
  }

  it("is reached from the signature, lists the pages that differ, and goes back to the verdict", async () => {
    await open([{ type: "identical" }, { type: "changed", regions: [REGION, REGION] }]);
    expect(document.activeElement?.textContent).toContain("Amélie Bérard");
    expect(screen.getByTestId("compared").textContent).toMatch(/1 page diffère.*1 est identique/);
    const list = screen.getByRole("list", { name: /Pages qui diffèrent/ });
    expect(within(list).getByRole("button").textContent).toContain("2 endroits");
    await userEvent.click(screen.getByRole("button", { name: /Revenir au verdict/ }));
    expect(screen.getByTestId("verdict")).toBeTruthy();
  });

  it("shows one version at a time when asked to, by keyboard", async () => {
    await open([{ type: "changed", regions: [REGION] }]);
    expect(screen.getAllByRole("figure")).toHaveLength(2);
    await userEvent.click(screen.getByRole("radio", { name: /L’une à la place/ }));
    expect(screen.getAllByRole("figure")).toHaveLength(1);
    screen.getByRole("radio", { name: /Version signée/ }).focus();
    await userEvent.keyboard("{ArrowRight}");
    expect(screen.getByRole("figure").textContent).toContain("Version actuelle");
  });

  it("goes back with Escape", async () => {
    await open([{ type: "identical" }]);
    await userEvent.keyboard("{Escape}");
    expect(screen.getByTestId("verdict")).toBeTruthy();
  });

  it("speaks of one page as of one", async () => {
    await open([{ type: "changed", regions: [REGION] }]);
    expect(screen.getByTestId("compared").textContent?.trim()).toBe("La page diffère.");
  });

  it("says so when nothing differs", async () => {
    await open([{ type: "identical" }, { type: "identical" }]);
    expect(screen.getByTestId("compared").textContent).toContain("exactement comme au moment");
    expect(screen.queryByRole("figure")).toBeNull();
  });
});
