import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { DraftDesk } from "../../draft.svelte";
import { setLanguage } from "../../i18n";
import { draftView, FakeDraft, field } from "../../test_draft";
import { settle } from "../../test_host";
import { digest, documentView } from "../../test_views";
import { toasts } from "../../widgets/toasts.svelte";
import { Preparation } from "./preparation.svelte";
import ReplacedSheet from "./ReplacedSheet.svelte";
import { replacedPages } from "./replacing.svelte";

const page = { width: 595, height: 842 };
const former = documentView({ pages: [page, page, page], sha256: digest("3f") });
const newer = documentView({ pages: [page, page, page], sha256: digest("ab") });
const shorter = documentView({ pages: [page, page], sha256: digest("ab") });
const fields = [
  field("fld_1"),
  field("fld_2", { placement: { page: 3, rect: { x: 10, y: 20, width: 150, height: 60 } } }),
];
const line = (text: string, y: number) => ({ text, rect: { x: 70, y, width: 200, height: 12 } });

async function replaced(doubtful: string[], by = newer) {
  const draft = new FakeDraft(draftView({ documents: [former], fields }));
  const desk = new DraftDesk(draft.view.id);
  await desk.load();
  const preparation = new Preparation(desk);
  draft.host.answer({
    replace_document: () => {
      draft.view = draftView({ documents: [by], fields, doubtful: doubtful as never });
      return { draft: draft.view, rejected: [] };
    },
    page_text: ({ sha256 }) => ({
      runs: [line("Contrat", 50), line("Le bailleur", sha256 === former.sha256 ? 600 : 640)],
    }),
  });
  await preparation.replacing.replace(former.id, "/tmp/v2.pdf");
  return { draft, preparation };
}

describe("a document in the place of another", () => {
  beforeEach(() => setLanguage("fr"));

  it("is shown beside it, with the text that moved and the boxes to look at", async () => {
    const { draft, preparation } = await replaced(["fld_2"]);
    const onplace = vi.fn();
    render(ReplacedSheet, { preparation, onplace });
    await settle();
    const pages = screen.getAllByTestId("replaced-page");
    expect(pages.map((one) => one.dataset.page)).toEqual(["3", "1"]);
    const [third, first] = pages as [HTMLElement, HTMLElement];
    expect(
      within(first).getByRole("img", { name: /Avant, page .*1.* ligne déplacée ou disparue/u }),
    ).toBeTruthy();
    expect(within(first).getByRole("img", { name: /Maintenant, page .*1.* ligne déplacée/u })).toBeTruthy();
    expect(within(first).getAllByTestId("page-mark")).toHaveLength(2);
    expect(within(first).queryByTestId("replaced-box")).toBeNull();
    await userEvent.click(
      within(third).getByRole("button", { name: /Il est bien placé.*Signature .*ADA Martin/u }),
    );
    await settle();
    expect(draft.operations).toEqual([{ type: "confirm_field", field: "fld_2" }]);
    expect(screen.getByText("Tous les cadres sont vérifiés.")).toBeTruthy();
    await userEvent.click(screen.getByTestId("replaced-close"));
    expect(screen.queryByTestId("replaced-sheet")).toBeNull();
  });

  it("whose page is gone goes to the last page, or away; nobody calls it well placed", async () => {
    const { draft, preparation } = await replaced([], shorter);
    expect(preparation.replacing.comparing).toBe(former.id);
    render(ReplacedSheet, { preparation, onplace: vi.fn() });
    await settle();
    const third = screen.getAllByTestId("replaced-page")[0] as HTMLElement;
    expect(within(third).getByText("Ce fichier n’a pas cette page.")).toBeTruthy();
    expect(within(third).getByTestId("replaced-box").textContent).toContain("cette page n’existe plus");
    expect(within(third).queryByTestId("replaced-right")).toBeNull();
    await userEvent.click(
      within(third).getByRole("button", { name: /Mettre sur la dernière page.*ADA Martin/u }),
    );
    const rect = { x: 10, y: 20, width: 150, height: 60 };
    expect(draft.operations).toEqual([{ type: "place_field", field: "fld_2", placement: { page: 2, rect } }]);
    await preparation.replacing.remove(field("fld_2"));
    expect(draft.operations.at(-1)).toEqual({ type: "remove_field", field: "fld_2" });
  });

  it("leads to a box that has to move", async () => {
    const { preparation } = await replaced(["fld_1"]);
    const onplace = vi.fn();
    render(ReplacedSheet, { preparation, onplace });
    await userEvent.click(screen.getByTestId("replaced-move"));
    expect(onplace).toHaveBeenCalledWith({ at: "box", field: "fld_1" });
    expect(preparation.replacing.comparing).toBeNull();
  });

  it("is only told of where no box may stand wrong, and can be compared as long as it is another", async () => {
    const { draft, preparation } = await replaced([]);
    expect(preparation.replacing.comparing).toBeNull();
    expect(toasts.list.at(-1)?.text).toContain("restés à leur place");
    expect(preparation.replacing.formerOf(newer)?.sha256).toBe(former.sha256);
    expect(preparation.replacing.formerOf(former)).toBeNull();
    expect(draft.view.documents).toEqual([newer]);
  });

  it("shows each page with boxes once, those in doubt first", () => {
    const view = draftView({ documents: [shorter], fields: [...fields, field("fld_3")], doubtful: [] });
    expect(
      replacedPages(view, former, shorter).map(({ page: number, before, after, fields: own }) => [
        number,
        before !== null,
        after !== null,
        own.length,
      ]),
    ).toEqual([
      [3, true, false, 1],
      [1, true, true, 2],
    ]);
  });
});
