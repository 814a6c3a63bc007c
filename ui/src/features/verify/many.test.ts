import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { announcer } from "../../announce.svelte";
import type { VerifiedRow } from "../../bindings/VerifiedRow";
import { setLanguage } from "../../i18n";
import { navigation } from "../../navigation.svelte";
import { fakeHost, settle } from "../../test_host";
import { digest } from "../../test_views";
import { Many } from "./many.svelte";
import ManyScreen from "./ManyScreen.svelte";

function row(name: string, verdict: VerifiedRow["verdict"]): VerifiedRow {
  const id = verdict === null ? "error-not-a-pdf" : "verdict-sentence-none";
  return {
    path: `/d/${name}`,
    name,
    sha256: verdict === null ? null : digest("3f"),
    verdict,
    signers: verdict === "valid" ? ["Amélie Bérard"] : [],
    local_time: verdict === "valid" ? "12/11/2026 14:32 (UTC+1)" : null,
    sentence: { id, params: { name } },
    unfinished: null,
  };
}

function folder(rows: VerifiedRow[]) {
  return fakeHost({
    list_pdfs: () => ({
      files: rows.map(({ path, name }) => ({ path, name })),
      cut: false,
      too_deep: ["/trop/profond"],
    }),
    verify_row: ({ path }) => rows.find((one) => one.path === path) as VerifiedRow,
    save_verification_table: ({ path }) => ({ path, sha256: digest("1a") }),
  });
}

it("a protected file among others asks for its password rather than being called unreadable", async () => {
  const sentence = { id: "error-password-needed", params: { name: "d.pdf" } };
  folder([{ ...row("d.pdf", null), sentence }]);
  render(ManyScreen, { paths: ["/d"] });
  const shown = await screen.findByTestId("row");
  expect(shown.querySelector("td")?.textContent?.trim()).toBe("Protégé");
  expect(shown.textContent).toContain("pour saisir son mot de passe");
  await vi.waitFor(() => expect(announcer.text).toMatch(/^0 PDF vérifié.*1 illisible ou protégé/u));
});

const ROWS = [row("a.pdf", "valid"), row("b.pdf", "broken"), row("c.pdf", null)];

beforeEach(() => setLanguage("fr"));

describe("many files", () => {
  it("come in the order of their names, whatever was done first", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    folder(ROWS).answer({
      verify_row: async ({ path }) => {
        if (path === "/d/a.pdf") await held;
        return ROWS.find((one) => one.path === path) as VerifiedRow;
      },
    });
    const many = new Many();
    const done = many.start(["/d"]);
    await settle();
    release();
    await done;
    expect(many.rows.map(({ name }) => name)).toEqual(["a.pdf", "b.pdf", "c.pdf"]);
    expect(many.running).toBe(false);
  });

  it("stop when told to: what was done stays, nothing more is asked", async () => {
    const rows = Array.from({ length: 50 }, (_, index) => row(`${index}.pdf`, "valid"));
    const host = folder(rows);
    const many = new Many();
    const started = many.start(["/d"]);
    many.stop();
    await started;
    expect(many.stopped).toBe(true);
    expect(host.calls.filter(([command]) => command === "verify_row")).toEqual([]);
  });
});

describe("the table", () => {
  it("counts, filters the problems, opens a file, and saves what is on screen", async () => {
    const host = folder(ROWS);
    render(ManyScreen, { paths: ["/d"] });
    await screen.findAllByTestId("row");
    await settle();
    expect(screen.getByTestId("progress").textContent).toMatch(/2 PDF vérifiés, dont 1 à signature valide/);
    expect(screen.getAllByTestId("row").map((one) => one.dataset.verdict)).toEqual([
      "valid",
      "broken",
      "unreadable",
    ]);
    expect(screen.getByTestId("too-deep").textContent).toContain("/trop/profond");
    await userEvent.click(screen.getByRole("checkbox"));
    expect(screen.getAllByTestId("row")).toHaveLength(2);
    host.picked = ["/d/out.csv"];
    await userEvent.click(screen.getByRole("button", { name: /CSV/ }));
    expect(host.calls.at(-1)).toEqual([
      "save_verification_table",
      { path: "/d/out.csv", rows: [ROWS[1], ROWS[2]] },
    ]);
    await userEvent.click(screen.getByRole("button", { name: "b.pdf" }));
    expect(navigation.screen).toEqual({
      name: "verify",
      target: { type: "file", path: "/d/b.pdf", password: null },
    });
  });

  it("says that a folder holds no PDF", async () => {
    folder([]);
    render(ManyScreen, { paths: ["/d"] });
    expect(await screen.findByText("Aucun PDF ici")).toBeTruthy();
  });
});
