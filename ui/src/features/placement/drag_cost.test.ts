import { flushSync } from "svelte";
import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, describe, expect, it } from "vitest";
import type { Detection } from "../../bindings/Detection";
import type { Field } from "../../bindings/Field";
import type { ViewRect } from "../../bindings/ViewRect";
import { DraftDesk } from "../../draft.svelte";
import { setLanguage } from "../../i18n";
import { draftView, FakeDraft, field } from "../../test_draft";
import { settle } from "../../test_host";
import { documentView } from "../../test_views";
import { PageViewer } from "../../widgets/pages/viewer.svelte";
import BoxesPanel from "./BoxesPanel.svelte";
import PageBoxes from "./PageBoxes.svelte";
import { Placement } from "./placement.svelte";

const PAGES = 400;
const HELD = 3;

/** How often anything looked at where a box stands, or at what it is. */
class Looks {
  count = 0;

  /** The same box; whoever reads anything of it is counted. */
  counted(one: Field): Field {
    return new Proxy(one, {
      get: (target, key, receiver) => {
        this.count += 1;
        return Reflect.get(target, key, receiver) as unknown;
      },
    });
  }
}

const FOUND: Detection = {
  places: Array.from({ length: PAGES }, (_, at) => ({
    kind: "signature" as const,
    page: at + 1,
    rect: { x: 300, y: 700, width: 160, height: 50 },
    clue: "labelled_rule" as const,
    confidence: 0.9,
    text: "Signature",
    signer: null,
    role: null,
  })),
  rules: [],
  pages_read: PAGES,
  pages_cut: [],
};

function boxesOn(count: number): Field[] {
  return Array.from({ length: count }, (_, n) => {
    const rect: ViewRect = { x: 20 + 40 * (n % 14), y: 20 + 52 * Math.floor(n / 14), width: 34, height: 22 };
    return field(`fld_${n}`, { placement: { page: 1, rect } });
  });
}

/** A long document with so many boxes on its first page, the panel beside it, and one of them in the hand. */
async function start(count: number) {
  const page = { width: 595, height: 842 };
  const documents = [documentView({ pages: Array.from({ length: PAGES }, () => page) })];
  const draft = new FakeDraft(draftView({ documents, fields: boxesOn(count) }));
  draft.host.answer({ detect_places: () => FOUND });
  const desk = new DraftDesk(draft.view.id);
  await desk.load();
  const looks = new Looks();
  if (desk.view) desk.view = { ...desk.view, fields: desk.view.fields.map((one) => looks.counted(one)) };
  const viewer = new PageViewer();
  viewer.show(desk.view?.documents ?? []);
  viewer.zoomTo("actual");
  const placement = new Placement(desk, viewer);
  const [sheet] = viewer.list.sheets;
  if (!sheet) throw new Error("no page");
  render(PageBoxes, { placement, sheet });
  render(BoxesPanel, { placement, onsigners: () => {} });
  await settle();
  expect(placement.suggestions.all.length).toBeGreaterThan(PAGES - 2);
  const box = screen.getAllByTestId("box")[HELD] as HTMLElement;
  const press = async (
    kind: "pointerDown" | "pointerMove" | "pointerUp",
    clientX: number,
    clientY: number,
  ) => {
    await fireEvent[kind](box, { clientX, clientY, button: 0, isPrimary: true, pointerId: 1 });
    flushSync();
  };
  await press("pointerDown", 200, 40);
  await press("pointerMove", 210, 50);
  await settle();
  const before = looks.count;
  const MOVES = 10;
  for (let move = 0; move < MOVES; move += 1) await press("pointerMove", 215 + 7 * move, 55 + 3 * move);
  return { draft, placement, box, press, perMove: (looks.count - before) / MOVES };
}

describe("a box in the hand", () => {
  beforeEach(() => setLanguage("fr"));

  it("is all that is looked at while it moves, however many boxes and pages there are", async () => {
    const few = await start(10);
    document.body.innerHTML = "";
    const many = await start(80);
    expect(many.perMove).toBe(few.perMove);
    expect(many.perMove).toBeLessThan(40);
  });

  it("follows the hand alone, and is where the hand left it", async () => {
    const { draft, box, press } = await start(30);
    const others = screen.getAllByTestId("box").filter((one) => one !== box);
    const seen = new MutationObserver(() => {});
    for (const other of others)
      if (other.parentElement) seen.observe(other.parentElement, { attributes: true, childList: true });
    const from = box.parentElement?.style.insetInlineStart;
    await press("pointerMove", 400, 300);
    expect(seen.takeRecords()).toEqual([]);
    expect(box.parentElement?.style.insetInlineStart).not.toBe(from);
    await press("pointerUp", 400, 300);
    await settle();
    expect(draft.operations).toMatchObject([{ type: "place_field", field: `fld_${HELD}` }]);
  });
});
