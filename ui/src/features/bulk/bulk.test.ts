import { cleanup, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { tick } from "svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { AccountView } from "../../bindings/AccountView";
import type { BatchCheckView } from "../../bindings/BatchCheckView";
import type { BatchView } from "../../bindings/BatchView";
import { chosenAccount } from "../../chosen";
import { setLanguage } from "../../i18n";
import { navigation } from "../../navigation.svelte";
import { cache } from "../../query.svelte";
import { draftView, FakeDraft, recipient } from "../../test_draft";
import { fakeHost, settle, type FakeHost } from "../../test_host";
import { capability, localOffer, offerView } from "../../test_views";
import { keepTold } from "../../told";
import { toasts } from "../../widgets/toasts.svelte";
import { BulkDesk, bulkDesk } from "./bulk.svelte";
import BulkScreen from "./BulkScreen.svelte";
import { asked, batch, batchView, draft, finding, judge, plain, words } from "./test_batch";

const TABLE = [
  ["Nom", "E-mail"],
  ["Ada", "a@ex.fr"],
  ["Bea", "b@gmial.com"],
  ["Zoé", "rien"],
];

const escape = () => new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true });

/** `begin`: the account the preparation stands on, where it is not this one. */
async function openTable({ signer = recipient("ada"), account = "local", begin = "" } = {}): Promise<{
  fake: FakeDraft;
  host: FakeHost;
  user: ReturnType<typeof userEvent.setup>;
}> {
  const service = { name: account, settings: { provider: "docage" } } as AccountView;
  const here = { name: "local", settings: { provider: "local" } } as AccountView;
  const fake = new FakeDraft(draftView({ recipients: [signer] }));
  const offer = offerView({ account, capability: capability({ price_cents: 120 }) });
  fake.offers = account === "local" ? [localOffer()] : [localOffer(), offer];
  const { host } = fake;
  host.answer({
    list_accounts: () => ({ accounts: account === "local" ? [] : [here, service], providers: [] }),
    read_table: () => ({
      rows: TABLE,
      has_header: true,
      columns: ["last_name", "email"],
      sheets: [],
      sheet: null,
    }),
    check_batch: ({ rows }) => judge(rows),
    send_batch: () => batchView(),
  });
  const user = userEvent.setup();
  render(BulkScreen, { draft, account: begin || account });
  await settle();
  await user.click(screen.getByTestId("bulk-paste"));
  await user.paste("Nom\tE-mail\nAda\ta@ex.fr");
  await settle();
  await tick();
  return { fake, host, user };
}

const cell = (name: string) => {
  const found = screen
    .getAllByRole<HTMLInputElement>("textbox")
    .find((one) => plain(one.getAttribute("aria-label")) === name);
  if (!found) throw new Error(`no cell ${name}`);
  return found;
};
const told = (input: HTMLInputElement) =>
  (input.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .map((id) => plain(document.getElementById(id)?.textContent))
    .join(" ");
const standing = (text: string) => vi.waitFor(() => expect(words("bulk-ready")).toBe(text));
/** No table, and nobody has chosen anything. */
function forget() {
  bulkDesk(draft).clear();
  bulkDesk(draft).recipient = null;
}

beforeEach(() => {
  setLanguage("fr");
  cache.clear();
  forget();
  navigation.go({ name: "bulk", draft, account: "local" });
});

describe("a table", () => {
  it("is read from a paste, judged cell by cell, and says how many requests can leave", async () => {
    const { host } = await openTable();
    expect(words("bulk-read")).toContain("3 lignes, 2 colonnes");
    expect(words("bulk-ready")).toContain("2 prêtes, 1 à corriger");
    const wrong = cell("E-mail, ligne 3");
    expect(wrong.getAttribute("aria-invalid")).toBe("true");
    expect(told(wrong)).toContain("n’est pas valable");
    expect(cell("E-mail, ligne 2").getAttribute("aria-invalid")).toBeNull();
    expect(told(cell("E-mail, ligne 2"))).toContain("b@gmail.com");
    expect(words("bulk-send")).toContain("Envoyer 2 demandes");
    expect(asked(host, "read_table")).toEqual([
      { source: { from: "text", text: "Nom\tE-mail\nAda\ta@ex.fr" }, sheet: null },
    ]);
    expect(asked(host, "check_batch").at(-1)).toMatchObject({
      account: "local",
      headers: ["Nom", "E-mail"],
      rows: TABLE.slice(1),
    });
  });

  it("is walked by F8, put right, and what was put right can be taken back", async () => {
    const { user } = await openTable();
    await user.keyboard("{F8}");
    await settle();
    expect(document.activeElement).toBe(cell("E-mail, ligne 3"));
    await user.clear(cell("E-mail, ligne 3"));
    await user.type(cell("E-mail, ligne 3"), "zoe@ex.fr");
    await user.tab();
    await standing("3 prêtes, rien à corriger");
    expect(screen.queryByTestId("bulk-next")).toBeNull();
    await user.keyboard("{Control>}z{/Control}");
    await standing("2 prêtes, 1 à corriger");
    expect(cell("E-mail, ligne 3").value).toBe("rien");
    expect(screen.queryByTestId("bulk-undo")).toBeNull();
  });

  it("takes what was probably meant, and leaves a line out", async () => {
    const { user } = await openTable();
    await user.click(screen.getByRole("button", { name: /^Mettre/ }));
    await standing("3 prêtes, rien à corriger");
    await user.click(screen.getByRole("button", { name: /^Retirer la ligne .?1/ }));
    await standing("2 prêtes, rien à corriger");
    await user.click(screen.getByTestId("bulk-undo"));
    await standing("3 prêtes, rien à corriger");
  });

  it("has one column of each use, and tells what keeps all of it", async () => {
    const { host, user } = await openTable();
    host.answer({
      check_batch: ({ rows }) => ({
        ...judge(rows),
        general: [{ id: "problem-line-no-column", params: { name: "lot" } }],
      }),
    });
    await user.selectOptions(screen.getByLabelText(/^Contenu de.*Nom/), "email");
    await settle();
    expect(asked(host, "check_batch").at(-1)).toMatchObject({ columns: ["email", "other"] });
    expect(words("bulk-general")).toContain("{{lot}}");
    expect(screen.getByTestId<HTMLButtonElement>("bulk-send").disabled).toBe(true);
  });

  it("is sent, and then it is the batch's screen", async () => {
    const { host, user } = await openTable();
    await user.click(screen.getByTestId("bulk-send"));
    expect(words("bulk-review")).toMatch(/2 demandes seront prêtes .*personne ne reçoit d’e-mail/u);
    expect(asked(host, "send_batch"), "it has only been asked").toHaveLength(0);
    await user.click(screen.getByTestId("bulk-confirm"));
    await settle();
    expect(asked(host, "send_batch")).toHaveLength(1);
    expect(navigation.screen).toEqual({ name: "batch", batch });
    expect(bulkDesk(draft).rows, "nothing of it is kept").toEqual([]);
  });

  it("says who writes to whom and leaves when the countdown ends; Escape stops it", async () => {
    const person = { ...recipient("ada"), delivery: "provider_mails" as const };
    const { host, user } = await openTable({ signer: person, account: "Ma Docage" });
    await user.click(screen.getByTestId("bulk-send"));
    expect(words("bulk-review")).toMatch(
      /2 demandes partiront avec Ma Docage.*Docage écrit à chaque personne/u,
    );
    // Each line asks the signer once more.
    expect(words("bulk-cost")).toMatch(/Coût.*2,40.*2 signataires à 1,20/u);
    // From here on time stands still: nothing leaves but when the test says so.
    vi.useFakeTimers();
    try {
      screen.getByRole("button", { name: /Envoyer à .*2.* personnes avec .*Ma Docage/u }).click();
      await vi.advanceTimersByTimeAsync(1000);
      screen.getByTestId("countdown").dispatchEvent(escape());
      await vi.advanceTimersByTimeAsync(60_000);
      expect(asked(host, "send_batch"), "stopped").toHaveLength(0);
      screen.getByTestId("send-now").click();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(asked(host, "send_batch")).toHaveLength(1);
      expect(navigation.screen).toEqual({ name: "batch", batch });
    } finally {
      vi.useRealTimers();
    }
  });

  it("has people told by the account, whether that is chosen before or after the table is there", async () => {
    for (const begin of ["Ma Docage", "local"]) {
      const { fake, host, user } = await openTable({ account: "Ma Docage", begin });
      if (begin === "local") {
        expect(fake.operations, "face to face is nobody's e-mail").toEqual([]);
        await user.selectOptions(screen.getByTestId("bulk-account"), "Ma Docage");
      }
      await settle();
      expect(fake.view.recipients.map(({ delivery }) => delivery)).toEqual(["provider_mails"]);
      const order = host.calls.map(([command]) => command);
      expect(order.lastIndexOf("check_batch")).toBeGreaterThan(order.lastIndexOf("apply_operation"));
      await user.click(screen.getByTestId("bulk-send"));
      expect(words("bulk-review")).toContain("Docage écrit à chaque personne");
      expect(words("bulk-review")).not.toMatch(/e-mail pour signer/u);
      cleanup();
      cache.clear();
      localStorage.clear();
      forget();
    }
  });

  it("follows the account to face to face and back, and the preparation finds the account chosen there", async () => {
    const { fake, user } = await openTable({ account: "Ma Docage" });
    const ways: string[] = [];
    for (const account of ["local", "Ma Docage", "local"]) {
      await user.selectOptions(screen.getByTestId("bulk-account"), account);
      await settle();
      ways.push(fake.view.recipients[0]!.delivery);
    }
    expect(ways).toEqual(["in_person", "provider_mails", "in_person"]);
    expect(chosenAccount(draft)).toBe("local");
    // Another one chosen in the preparation meanwhile is that of the table, too.
    cleanup();
    render(BulkScreen, { draft, account: "Ma Docage" });
    await settle();
    expect([bulkDesk(draft).account, fake.view.recipients[0]!.delivery]).toEqual([
      "Ma Docage",
      "provider_mails",
    ]);
    expect(chosenAccount(draft)).toBe("Ma Docage");
  });

  it("leaves as it is what somebody said of telling people", async () => {
    keepTold(draft);
    const { fake, user } = await openTable({ account: "Ma Docage", begin: "local" });
    await user.selectOptions(screen.getByTestId("bulk-account"), "Ma Docage");
    await settle();
    expect(fake.operations).toEqual([]);
    await user.click(screen.getByTestId("bulk-send"));
    expect(words("bulk-review")).toContain("aucun ne reçoit d’e-mail pour signer");
  });

  it("that leaves while the person is elsewhere tells how it went, and leads nobody away", async () => {
    const { host, user } = await openTable({
      signer: recipient("ada", { delivery: "links" }),
      account: "Docage",
    });
    let answer: (batch: BatchView) => void = () => {};
    let refuse: (reason: unknown) => void = () => {};
    host.answer({
      send_batch: () => new Promise<BatchView>((resolve, reject) => ([answer, refuse] = [resolve, reject])),
    });
    const leave = async () => {
      await user.click(screen.getByTestId("bulk-send"));
      vi.useFakeTimers();
      screen.getByTestId("send-now").click();
      await vi.advanceTimersByTimeAsync(6000);
      vi.useRealTimers();
      screen.getByTestId("send-leave").click();
      expect(navigation.screen).toEqual({ name: "home" });
      cleanup();
    };
    await leave();
    refuse({ code: "notFound", message: "error-draft-not-found", params: {}, detail: "" });
    await settle();
    expect([toasts.list.at(-1)?.tone, navigation.screen.name]).toEqual(["error", "home"]);
    render(BulkScreen, { draft, account: "Docage" });
    await settle();
    await leave();
    const back = bulkDesk(draft);
    answer(batchView());
    await settle();
    expect(back.rows, "it cannot be sent a second time").toEqual([]);
    expect([toasts.list.at(-1)?.text, navigation.screen.name]).toEqual([
      expect.stringContaining("est en cours d’envoi"),
      "home",
    ]);
    await toasts.list.at(-1)?.action?.run();
    expect(navigation.screen).toEqual({ name: "batch", batch });
  });

  it("does not say nobody gets an e-mail where some do", async () => {
    const { host } = await openTable({ account: "Docage" });
    const people = [recipient("ada"), recipient("bea", { delivery: "provider_mails" })];
    host.answer({ open_draft: () => draftView({ recipients: people }) });
    cache.drop(["draft"]);
    await settle();
    screen.getByTestId("bulk-send").click();
    await settle();
    expect(words("bulk-review")).toMatch(
      /Certains signataires signent ici.*Docage écrit à certains signataires/u,
    );
    expect(words("bulk-review")).not.toMatch(/personne ne reçoit|chaque personne/u);
    // Two lines, and the person who is the same in both.
    expect(screen.getByRole("button", { name: /Envoyer à .*3.* personnes/u })).toBeDefined();
  });

  it("says why it cannot be sent when its account has been deleted", async () => {
    const { host, user } = await openTable({ account: "Docage" });
    host.answer({ list_accounts: () => ({ accounts: [], providers: [] }) });
    cache.drop(["accounts"]);
    await settle();
    expect(words("bulk-account-gone")).toMatch(/Docage.*n’existe plus/u);
    await user.click(screen.getByRole("button", { name: "Faire signer ici" }));
    await standing(words("bulk-ready"));
    expect(screen.queryByTestId("bulk-account-gone")).toBeNull();
    expect(bulkDesk(draft).account).toBe("local");
  });

  it("keeps headings apart that are the same or missing", () => {
    const desk = new BulkDesk(draft);
    desk.rows = [["Nom", "", "Nom"]];
    desk.columns = ["last_name", "other", "other"];
    desk.hasHeader = true;
    expect(desk.headers).toEqual(["Nom", "Colonne 2", "Nom (2)"]);
  });

  it("that is given up while it is looked at is looked at no longer", async () => {
    const desk = new BulkDesk(draft);
    let answer: (check: BatchCheckView) => void = () => {};
    fakeHost({ check_batch: () => new Promise((resolve) => (answer = resolve)) });
    desk.rows = [["Ada", "a@ex.fr"]];
    desk.columns = ["last_name", "email"];
    desk.recipient = recipient("ada").id;
    const looking = desk.verify();
    expect(desk.checking).toBe(true);
    desk.clear();
    expect(desk.checking).toBe(false);
    answer(judge([["Ada", "a@ex.fr"]]));
    await looking;
    expect([desk.checking, desk.check]).toEqual([false, null]);
  });

  it("goes round its errors in both directions", () => {
    const desk = new BulkDesk(draft);
    desk.rows = [["a"], ["b"], ["c"]];
    const bad = { title: "", name: "", findings: [finding({ column: 0 })] };
    desk.check = { general: [], lines: [bad, { ...bad, findings: [] }, bad], ready: 1, to_correct: 2 };
    expect(desk.next(null)).toEqual({ line: 0, column: 0 });
    expect(desk.next({ line: 0, column: 0 })).toEqual({ line: 2, column: 0 });
    expect(desk.next({ line: 2, column: 0 })).toEqual({ line: 0, column: 0 });
    expect(desk.next({ line: 0, column: 0 }, -1)).toEqual({ line: 2, column: 0 });
  });

  it("counts whoever stands in several lines once, and nobody whose line does not leave", () => {
    const desk = new BulkDesk(draft);
    const sameAs = (row: number) =>
      finding({
        weight: "warns",
        sentence: { id: "problem-line-same-person", params: { row: String(row) } },
      });
    const said = [[], [sameAs(1)], [finding({})], [finding({}), sameAs(3)], [sameAs(3)], [sameAs(3)]];
    const lines = said.map((findings) => ({ title: "", name: "", findings }));
    desk.check = { general: [], lines, ready: 4, to_correct: 2 };
    expect(desk.people).toBe(2);
  });
});
