import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { TrustListsFacts } from "../../bindings/TrustListsFacts";
import { setLanguage } from "../../i18n";
import { cache } from "../../query.svelte";
import { fakeHost } from "../../test_host";
import TrustLists from "./TrustLists.svelte";

const LISTS: TrustListsFacts = {
  issued_at: "2026-11-20T10:00:00Z",
  age_days: 2,
  lists: [
    {
      territory: "EU",
      number: 300,
      issued_at: "2026-11-20T10:00:00Z",
      next_update: "2027-05-20T10:00:00Z",
      overdue: false,
      services: 0,
    },
    {
      territory: "FR",
      number: 91,
      issued_at: "2026-01-02T10:00:00Z",
      next_update: "2026-07-02T10:00:00Z",
      overdue: true,
      services: 42,
    },
  ],
  services: 42,
};
const NONE: TrustListsFacts = { issued_at: null, age_days: null, lists: [], services: 0 };

beforeEach(() => {
  setLanguage("fr");
  cache.clear();
});

describe("the trusted lists in the settings", () => {
  it("tells which there are, how old, and which is overdue", async () => {
    fakeHost({ list_trust_lists: () => LISTS });
    render(TrustLists);
    const age = await screen.findByTestId("trust-lists-age");
    expect(age.textContent).toMatch(/2 listes, 42 services.*2 jours/);
    expect(screen.getByText(/aurait dû être renouvelée/)).toBeTruthy();
  });

  it("imports a folder and tells what was not believed and what is missing", async () => {
    const host = fakeHost({
      list_trust_lists: () => NONE,
      import_trust_lists: () => ({
        ...LISTS,
        rejected: [{ file: "DE.xml", reason: "unsigned", message: "Sans signature.", detail: "" }],
        missing: [{ territory: "IT", address: "https://example.it/tl.xml" }],
      }),
    });
    render(TrustLists);
    expect(await screen.findByText(/Aucune liste importée/)).toBeTruthy();
    host.picked = ["/d/listes"];
    await userEvent.click(screen.getByRole("button", { name: /un dossier/ }));
    expect(host.calls).toContainEqual(["import_trust_lists", { paths: ["/d/listes"] }]);
    const told = await screen.findByTestId("trust-lists-import");
    expect(told.textContent).toMatch(/DE\.xml – Sans signature/);
    expect(told.textContent).toContain("IT");
  });

  it("says before a download what leaves, and afterwards what became of each list", async () => {
    const asked = {
      address: "https://listes.example/tl.xml",
      is_kept: true,
      reason: null,
      message: null,
      detail: null,
    };
    const failed = { reason: "status" as const, message: "Le site ne la donne pas.", detail: "404" };
    const host = fakeHost({
      list_trust_lists: () => LISTS,
      refresh_trust_lists: () => ({
        ...LISTS,
        asked: [
          { ...asked, territory: "EU", outcome: "refreshed" as const },
          { ...asked, territory: "BE", outcome: "unchanged" as const },
          { ...asked, ...failed, territory: "FR", outcome: "unfetched" as const },
          { ...asked, ...failed, territory: "SK", outcome: "unfetched" as const, is_kept: false },
        ],
        dropped: ["UK"],
      }),
    });
    render(TrustLists);
    const button = await screen.findByRole("button", { name: "Télécharger les listes" });
    const told = document.getElementById(button.getAttribute("aria-describedby") ?? "");
    expect(told?.textContent).toMatch(/ec\.europa\.eu.*Aucun document/);
    expect(host.calls.some(([command]) => command === "refresh_trust_lists")).toBe(false);
    await userEvent.click(button);
    const outcome = await screen.findByTestId("trust-lists-refreshed");
    expect(outcome.textContent).toMatch(/1 liste nouvelle, 1 sans changement/);
    const [france, slovakia] = within(outcome).getAllByRole("listitem");
    expect(france?.textContent).toMatch(/FR – Le site ne la donne pas\. L’ancienne liste reste\./);
    expect(slovakia?.textContent).not.toContain("reste");
    expect(outcome.textContent).toMatch(/Oubliées ici.*UK/);
  });

  it("shows in one sentence that nothing could be fetched", async () => {
    fakeHost({
      list_trust_lists: () => LISTS,
      refresh_trust_lists: () => {
        throw {
          code: "provider",
          message: "error-trust-refresh",
          params: { address: "https://ec.europa.eu/tools/lotl/eu-lotl.xml", reason: "unreachable" },
          detail: "",
        };
      },
    });
    render(TrustLists);
    await userEvent.click(await screen.findByRole("button", { name: "Télécharger les listes" }));
    expect(await screen.findByText(/n’est pas joignable, ou cet ordinateur est hors ligne/)).toBeTruthy();
    expect(screen.getByTestId("trust-lists-age").textContent).toMatch(/2 listes/);
  });

  it("asks before the lists are removed", async () => {
    const host = fakeHost({ list_trust_lists: () => LISTS, remove_trust_lists: () => NONE });
    render(TrustLists);
    await userEvent.click(await screen.findByRole("button", { name: "Retirer les listes" }));
    expect(host.calls.some(([command]) => command === "remove_trust_lists")).toBe(false);
    const [, confirm] = screen.getAllByRole("button", { name: "Retirer les listes" });
    await userEvent.click(confirm as HTMLElement);
    expect(host.calls.some(([command]) => command === "remove_trust_lists")).toBe(true);
  });
});
