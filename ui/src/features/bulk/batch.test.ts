import { cleanup, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { BatchView } from "../../bindings/BatchView";
import { setLanguage } from "../../i18n";
import { navigation } from "../../navigation.svelte";
import { cache } from "../../query.svelte";
import { fakeHost, settle } from "../../test_host";
import BatchScreen from "./BatchScreen.svelte";
import { asked, batch, batchView, finding, line, words } from "./test_batch";

beforeEach(() => {
  setLanguage("fr");
  cache.clear();
});

describe("a batch", () => {
  async function openBatch(first: BatchView, ontemplate?: (view: BatchView) => void) {
    let view = first;
    const turn = (change: Partial<BatchView>) => () => (view = { ...view, ...change });
    const host = fakeHost({
      open_batch: () => view,
      pause_batch: turn({ progress: "paused" }),
      resume_batch: turn({ progress: "running" }),
      stop_batch: turn({ progress: "stopped" }),
      retry_batch: turn({ can_go_again: 0 }),
      correct_line: ({ cells }) =>
        turn({
          lines: view.lines.map((one) =>
            one.number === 3
              ? { ...one, cells, findings: cells[1]?.includes("@") ? [] : [finding({})] }
              : one,
          ),
        })(),
      save_batch_report: ({ path }) => ({ path, sha256: "aa" as never }),
    });
    const user = userEvent.setup();
    render(BatchScreen, { batch, ...(ontemplate && { ontemplate }) });
    await settle();
    return { host, user };
  }

  it("shows what stands in a line without a name, and no empty cells", async () => {
    const unnamed = line(2, { envelope: null, status: null, name: "", cells: ["", " ", "p@ex.fr", "12"] });
    await openBatch(batchView({ lines: [line(1), unnamed] }));
    expect(screen.getByText("p@ex.fr · 12")).toBeDefined();
  });

  it("is paused, gone on with and stopped, by a press that says what happens", async () => {
    const { host, user } = await openBatch(batchView());
    expect(words("batch-progress")).toContain("Envoi en cours");
    expect(words("batch-counts")).toContain("1 en cours · 1 à envoyer · 1 à corriger");
    expect(screen.getAllByTestId("batch-line")).toHaveLength(3);
    await user.click(screen.getByTestId("batch-pause"));
    await settle();
    expect(words("batch-progress")).toContain("En pause");
    await user.click(screen.getByTestId("batch-resume"));
    await settle();
    expect(screen.queryByTestId("batch-resume")).toBeNull();
    await user.click(screen.getByTestId("batch-stop"));
    expect(words("stop-sheet")).toContain("2 demandes");
    await user.click(screen.getByTestId("stop-confirm"));
    await settle();
    expect(words("batch-progress")).toContain("Arrêté");
    expect(words("batch-counts")).toBe("1 en cours · 2 non envoyées");
    expect(screen.getAllByText("Ne partira pas")).toHaveLength(2);
    expect(host.calls.map(([name]) => name).filter((name) => name !== "open_batch")).toEqual([
      "pause_batch",
      "resume_batch",
      "stop_batch",
    ]);
  });

  it("offers to give up what is left, and stops nothing, once all that could leave has left", async () => {
    await openBatch(batchView({ progress: "done" }));
    expect(words("batch-stop")).toBe("Abandonner le reste…");
  });

  it("says what interrupted it, and what a provider refused is tried again only by a press", async () => {
    const { host, user } = await openBatch(
      batchView({
        progress: "interrupted",
        can_go_again: 2,
        trouble: { id: "error-batch-offline", params: {} },
      }),
    );
    screen.getByText(/Rien n’est parti deux fois/);
    screen.getByText(/injoignable/);
    expect(asked(host, "retry_batch")).toEqual([]);
    await user.click(screen.getByTestId("batch-retry"));
    await settle();
    expect(asked(host, "retry_batch")).toEqual([{ batch }]);
  });

  it("has its lines put right, one by one", async () => {
    const { host, user } = await openBatch(batchView({ progress: "done" }));
    expect(words("batch-resume")).toContain("Envoyer la ligne corrigée");
    await user.click(screen.getByTestId("batch-correct"));
    const sheet = within(screen.getByTestId("correct-sheet"));
    const email = sheet.getByRole("textbox", { name: "E-mail" });
    expect(email.getAttribute("aria-invalid")).toBe("true");
    await user.click(sheet.getByTestId("correct-save"));
    await settle();
    screen.getByTestId("correct-sheet");
    await user.clear(email);
    await user.type(email, "p3@ex.fr");
    await user.click(sheet.getByTestId("correct-save"));
    await settle();
    expect(screen.queryByTestId("correct-sheet")).toBeNull();
    expect(asked(host, "correct_line").at(-1)).toEqual({ batch, number: 3, cells: ["P3", "p3@ex.fr"] });
  });

  it("is deleted as long as nobody was asked, and never afterwards", async () => {
    const unsent = batchView({
      progress: "stopped",
      can_delete: true,
      lines: [line(1, { envelope: null, status: null }), line(2, { envelope: null, status: null })],
    });
    const { host, user } = await openBatch(unsent);
    host.answer({ delete_batch: () => ({}) });
    await user.click(screen.getByTestId("batch-delete"));
    expect(words("delete-batch")).toContain("Personne n’a rien reçu");
    await user.click(screen.getByTestId("delete-confirm"));
    await settle();
    expect(asked(host, "delete_batch")).toEqual([{ batch }]);
    expect(navigation.screen).toEqual({ name: "home" });
    cleanup();
    cache.clear();
    await openBatch(batchView({ progress: "stopped" }));
    expect(screen.queryByTestId("batch-delete")).toBeNull();
  });

  it("is made a template by whoever owns that sheet", async () => {
    const ontemplate = vi.fn();
    const { user } = await openBatch(batchView({ progress: "done" }), ontemplate);
    await user.click(screen.getByTestId("save-template"));
    expect(ontemplate).toHaveBeenCalledWith(batchView({ progress: "done" }));
  });

  it("opens a request, and is kept as a table", async () => {
    const { host, user } = await openBatch(batchView({ progress: "done" }));
    host.picked = ["/d/bilan.csv"];
    await user.click(screen.getByRole("button", { name: "Enregistrer le bilan (CSV)" }));
    await settle();
    expect(asked(host, "save_batch_report")).toEqual([{ batch, path: "/d/bilan.csv" }]);
    await user.click(screen.getByRole("button", { name: /^Ouvrir la demande.*P1/ }));
    expect(navigation.screen).toEqual({ name: "envelope", envelope: "env_1" });
  });
});
