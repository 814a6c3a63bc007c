import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { HistoryRowView } from "../../bindings/HistoryRowView";
import { setLanguage } from "../../i18n";
import { navigation } from "../../navigation.svelte";
import { dropTags } from "../../rpc";
import { appState } from "../../settings.svelte";
import { fakeHost, settle } from "../../test_host";
import { historyRow } from "../../test_views";
import { historyList, HistoryList } from "./history.svelte";
import HomeScreen from "./HomeScreen.svelte";
import { batchLook, rowNext } from "./row";

const rows = (from: number, to: number): HistoryRowView[] =>
  Array.from({ length: to - from }, (_, index) =>
    historyRow({
      envelope: `env_${from + index}` as HistoryRowView["envelope"],
      title: `Contrat ${from + index}`,
    }),
  );
const counts = [{ filter: "all" as const, count: 250 }];

/** A history of 250 rows, handed out by pages. */
function bigHistory() {
  return fakeHost({
    list_history: ({ cursor, limit }) => {
      const start = Number(cursor ?? 0);
      const end = Math.min(start + limit, 250);
      return { rows: rows(start, end), next_cursor: end < 250 ? String(end) : null, counts };
    },
  });
}

beforeEach(() => {
  setLanguage("fr");
  navigation.go({ name: "home" });
});

describe("the list", () => {
  it("comes page by page, to the last row and no further", async () => {
    const host = bigHistory();
    const list = new HistoryList();
    await list.reload();
    expect([list.rows.length, list.hasMore, list.counts.all]).toEqual([100, true, 250]);
    await list.more();
    await list.more();
    expect([list.rows.length, list.hasMore]).toEqual([250, false]);
    await list.more();
    expect(host.calls).toHaveLength(3);
  });

  it("asks again for as much as was there when something changed", async () => {
    bigHistory();
    const list = new HistoryList();
    const stop = list.follow();
    await settle();
    await list.more();
    dropTags(["history"]);
    await settle();
    expect(list.rows).toHaveLength(200);
    stop();
  });

  it("shows a row once although it moved between two pages", async () => {
    fakeHost({
      list_history: ({ cursor }) =>
        cursor === null
          ? { rows: rows(0, 2), next_cursor: "2", counts }
          : { rows: rows(1, 3), next_cursor: null, counts },
    });
    const list = new HistoryList();
    await list.load(1);
    await list.more();
    expect(list.rows.map(({ envelope }) => envelope)).toEqual(["env_0", "env_1", "env_2"]);
  });

  it("believes the newest search although an older answer comes last", async () => {
    const waiting = new Map<string, () => void>();
    fakeHost({
      list_history: ({ query }) =>
        new Promise((resolve) => {
          waiting.set(query, () =>
            resolve({ rows: [historyRow({ title: query })], next_cursor: null, counts }),
          );
        }),
    });
    const list = new HistoryList();
    void list.search("con");
    void list.search("contrat");
    await settle();
    waiting.get("contrat")?.();
    await settle();
    waiting.get("con")?.();
    await settle();
    expect(list.rows[0]?.title).toBe("contrat");
  });

  it("stays within its rows when the keyboard runs past an end", async () => {
    bigHistory();
    const list = new HistoryList();
    await list.reload();
    expect([list.move(-1), list.move(1), list.move(1000), list.move(1)]).toEqual([0, 1, 99, 99]);
  });
});

describe("a row", () => {
  it("says who is waited for, and else how much there is to read", () => {
    expect(rowNext(historyRow())).toBe("Attend Karim Ben Salah");
    expect(rowNext(historyRow({ status: "completed", documents: 2 }))).toBe("2 documents");
    expect(rowNext(historyRow({ account: "Docage" }))).toBe("Docage · Attend Karim Ben Salah");
    expect(rowNext(historyRow({ account: "ngsign" }))).toBe("NGSign · Attend Karim Ben Salah");
    const crowd = ["A", "B", "C", "D"].map((name) => ({ name, status: "invited" as const }));
    expect(rowNext(historyRow({ people: crowd }))).toBe("Attend A, B et 2 autres");
  });
});

describe("the screen", () => {
  const props = () => ({ onnew: vi.fn(), onfiles: vi.fn() });

  beforeEach(() => {
    Object.assign(historyList, { known: false, rows: [], query: "", filter: "all", active: 0 });
  });

  it("is walked with the arrows and opens with Enter", async () => {
    bigHistory();
    render(HomeScreen, props());
    const [first] = await screen.findAllByRole("button", { name: /Contrat 0/ });
    first?.focus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowUp}");
    expect(document.activeElement?.textContent).toContain("Contrat 1");
    expect(screen.getByTestId("history").querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    await userEvent.keyboard("{Enter}");
    expect(navigation.screen).toEqual({ name: "envelope", envelope: "env_1" });
  });

  it("says how to begin when there is nothing, and how to widen when nothing matches", async () => {
    fakeHost({ list_history: () => ({ rows: [], next_cursor: null, counts: [] }) });
    render(HomeScreen, props());
    expect(await screen.findByRole("button", { name: "Essayer avec un exemple" })).toBeTruthy();
    await userEvent.type(screen.getByRole("searchbox"), "xyz");
    await userEvent.click(await screen.findByRole("button", { name: "Effacer les filtres" }));
    expect(screen.getByRole<HTMLInputElement>("searchbox").value).toBe("");
  });

  it("deletes a draft only after it was asked", async () => {
    const draft = "drf_1" as HistoryRowView["draft"];
    const host = fakeHost({
      list_history: () => ({
        rows: [historyRow({ envelope: null, draft, status: null, title: "Bail" })],
        next_cursor: null,
        counts,
      }),
      delete_draft: () => ({}),
    });
    render(HomeScreen, props());
    await userEvent.click(await screen.findByRole("button", { name: /Supprimer le brouillon.*Bail/ }));
    expect(host.calls.map(([command]) => command)).not.toContain("delete_draft");
    await userEvent.click(screen.getByRole("button", { name: "Supprimer le brouillon" }));
    expect(host.calls).toContainEqual(["delete_draft", { draft }]);
  });
});

describe("a data folder that others can write to", () => {
  afterEach(() => (appState.view = null));

  it("is pointed out above the list, with its name, and one's own is not", () => {
    bigHistory();
    appState.view = { data_folder: "/srv/etude" } as never;
    const { unmount } = render(HomeScreen, { onnew: vi.fn(), onfiles: vi.fn() });
    expect(screen.queryByTestId("data-doubt")).toBeNull();
    unmount();
    appState.view = { data_folder: "/srv/etude", data_doubt: "group" } as never;
    render(HomeScreen, { onnew: vi.fn(), onfiles: vi.fn() });
    expect(screen.getByTestId("data-doubt").textContent).toContain("/srv/etude");
  });
});

describe("a batch", () => {
  const counts = { lines: 3, waiting: 0, to_correct: 1, open: 1, completed: 1, failed: 0, closed: 0 };
  const batch = "bat_1" as NonNullable<HistoryRowView["batch"]>;

  const rowText = () => screen.getByTestId("history-row").textContent?.replace(/[\u2066-\u2069]/g, "");

  it("that was stopped has nothing to send or to put right any more", () => {
    const standing = (change: Partial<typeof counts>) =>
      ({ progress: "stopped", counts: { ...counts, ...change } }) as const;
    const row = historyRow({ batch, envelope: null, standing: standing({ open: 0, waiting: 1 }) });
    expect(rowNext(row)).toBe("3 demandes · 2 non envoyées · 1 signée");
    expect(batchLook(standing({ open: 1 })).word).toBe("batch-under-way");
    expect(batchLook(standing({ open: 0, completed: 0 })).word).toBe("batch-stopped");
  });

  it("is one row that unfolds into its requests", async () => {
    const line = { cells: [], title: "Bail A1", findings: [], number: 1, name: "Ada Roy" };
    const host = fakeHost({
      list_history: () => ({
        rows: [
          historyRow({
            batch,
            envelope: null,
            title: "Bail …",
            status: null,
            people: [],
            standing: { progress: "done", counts },
          }),
        ],
        next_cursor: null,
        counts: [],
      }),
      open_batch: () => ({
        each: "person" as const,
        id: batch,
        title: "Bail …",
        account: "local",
        progress: "done",
        trouble: null,
        counts,
        can_go_again: 0,
        headers: [],
        columns: [],
        lines: [
          { ...line, envelope: "env_7" as NonNullable<HistoryRowView["envelope"]>, status: "completed" },
        ],
        request: { title: "Bail …", recipients: [], documents: [] },
        can_delete: false,
        created_at: 0,
      }),
    });
    const user = userEvent.setup();
    render(HomeScreen, { onnew: vi.fn(), onfiles: vi.fn() });
    await settle();
    expect(rowText()).toContain("3 demandes · 1 à corriger · 1 signée");
    expect(host.calls[0]?.[1]).toMatchObject({ folding: "batches" });
    const unfold = screen.getByTestId("unfold");
    expect(unfold.getAttribute("aria-expanded")).toBe("false");
    await user.click(unfold);
    await settle();
    await user.click(screen.getByRole("button", { name: "Ada Roy" }));
    expect(navigation.screen).toEqual({ name: "envelope", envelope: "env_7" });
    await user.click(screen.getByRole("button", { name: /^Bail …/ }));
    expect(navigation.screen).toEqual({ name: "batch", batch });
  });
});
