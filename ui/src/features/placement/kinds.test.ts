import { fireEvent, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { FieldId } from "../../bindings/FieldId";
import { DraftDesk } from "../../draft.svelte";
import { setLanguage } from "../../i18n";
import { KINDS, SMALLEST, USUAL } from "../../model/kinds";
import { PRESETS, presetSize } from "../../model/tools";
import { draftView, FakeDraft, field, recipient } from "../../test_draft";
import { settle } from "../../test_host";
import { documentView } from "../../test_views";
import { PageViewer } from "../../widgets/pages/viewer.svelte";
import { toasts } from "../../widgets/toasts.svelte";
import BoxesPanel from "./BoxesPanel.svelte";
import PageBoxes from "./PageBoxes.svelte";
import { Placement } from "./placement.svelte";

async function start(draft: FakeDraft): Promise<Placement> {
  const desk = new DraftDesk(draft.view.id);
  await desk.load();
  const viewer = new PageViewer();
  viewer.show(desk.view?.documents ?? []);
  viewer.zoomTo("actual");
  return new Placement(desk, viewer);
}

const sheetOf = (placement: Placement, index = 0) => {
  const sheet = placement.viewer.list.sheets[index];
  if (!sheet) throw new Error("no such page");
  return sheet;
};
const one = "fld_1" as FieldId;

beforeEach(() => setLanguage("fr"));

describe("the palette", () => {
  it("places every kind at its usual size, and remembers the last size of each for itself", async () => {
    const draft = new FakeDraft();
    const placement = await start(draft);
    for (const kind of KINDS) {
      placement.tools.arm(kind);
      await placement.tools.placeAt(sheetOf(placement), { x: 300, y: 400 });
      const box = draft.view.fields.at(-1);
      expect(box?.kind).toBe(kind);
      expect(box?.placement.rect.width).toBeCloseTo(USUAL[kind].width, 1);
      expect(box?.required).toBe(kind !== "checkbox");
    }
    placement.tools.arm("date");
    await placement.tools.draw(sheetOf(placement), { x: 50, y: 50 }, { x: 250, y: 90 });
    placement.tools.arm("signature");
    await placement.tools.placeAt(sheetOf(placement, 1), { x: 300, y: 400 });
    expect(draft.view.fields.at(-1)?.placement.rect.width).toBeCloseTo(USUAL.signature.width, 1);
    const later = await start(draft);
    later.tools.arm("date");
    await later.tools.placeAt(sheetOf(later, 2), { x: 300, y: 400 });
    expect(draft.view.fields.at(-1)?.placement.rect).toMatchObject({ width: 200, height: 40 });
  });

  it("never makes a box too small for its kind, drawn or pulled", async () => {
    for (const kind of KINDS) {
      const draft = new FakeDraft();
      const placement = await start(draft);
      placement.tools.arm(kind);
      await placement.tools.draw(sheetOf(placement), { x: 300, y: 300 }, { x: 301, y: 301 });
      await placement.moving.resize(-900, -900);
      const rect = draft.view.fields[0]?.placement.rect;
      expect(rect?.width).toBeCloseTo(SMALLEST[kind].width, 1);
      expect(rect?.height).toBeCloseTo(SMALLEST[kind].height, 1);
      await placement.moving.by(3, 3);
      expect(draft.view.fields[0]?.placement.rect.width).toBeCloseTo(SMALLEST[kind].width, 1);
    }
  });

  it("greys what the account does not take, says why, and does not take it in hand", async () => {
    const placement = await start(new FakeDraft());
    placement.tools.taken = () => ({ account: "Cabinet", kinds: ["signature"], ownSize: false });
    render(BoxesPanel, { placement, onsigners: () => {} });
    const date = screen.getByTestId("tool-date");
    expect(date.getAttribute("aria-disabled")).toBe("true");
    const reason = document.getElementById(date.getAttribute("aria-describedby") ?? "")?.textContent;
    expect(reason).toMatch(/Cabinet.*ne prend pas ces cadres.*Date/u);
    expect(screen.getByTestId("tool-signature").getAttribute("aria-disabled")).toBeNull();
    expect(screen.getByTestId("tool-block").getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(date);
    expect(placement.armed).toBe(false);
    expect(toasts.list.at(-1)?.text).toContain("Date");
    await userEvent.click(screen.getByTestId("tool-signature"));
    expect(placement.tools.inHand).toBe("signature");
  });

  it("is carried onto the page as what it is", async () => {
    const draft = new FakeDraft();
    const placement = await start(draft);
    await placement.tools.placeAt(sheetOf(placement), { x: 300, y: 400 }, "initials");
    expect(draft.view.fields[0]).toMatchObject({ kind: "initials", recipient: "ada" });
    expect(placement.signer?.id).toBe("ada");
  });
});

describe("a ready-made block", () => {
  it("is one step, one choice and one move, until it is taken apart", async () => {
    const draft = new FakeDraft();
    const placement = await start(draft);
    placement.tools.arm("block");
    await placement.tools.placeAt(sheetOf(placement), { x: 300, y: 400 });
    expect(draft.operations).toHaveLength(1);
    const { fields } = draft.view;
    expect(fields.map(({ kind, label }) => [kind, label])).toEqual([
      ["place", "Fait à"],
      ["date", "le"],
      ["name", ""],
      ["signature", ""],
    ]);
    expect(new Set(fields.map(({ group }) => group)).size).toBe(1);
    expect(placement.targets).toHaveLength(4);
    const before = fields.map(({ placement: { rect } }) => rect.x);
    await placement.moving.by(10, 0);
    expect(
      draft.view.fields.map(({ placement: { rect } }, at) => Math.round(rect.x - (before[at] ?? 0))),
    ).toEqual([10, 10, 10, 10]);
    await placement.describing.toggleGroup();
    expect(draft.view.fields.every(({ group }) => group === null)).toBe(true);
    expect(placement.targets).toHaveLength(1);
    const regrouped = await placement.desk.undo();
    if (regrouped) await placement.restore(regrouped, "undo");
    expect(new Set(draft.view.fields.map(({ group }) => group)).size).toBe(1);
    expect(placement.targets).toHaveLength(4);
  });

  it("copied or repeated is a group of its own, and goes to another page whole", async () => {
    const draft = new FakeDraft();
    const placement = await start(draft);
    await placement.tools.placeAt(sheetOf(placement), { x: 300, y: 400 }, "made_at");
    await placement.copies.repeat([1, 2, 3]);
    const groups = (page: number) =>
      new Set(draft.view.fields.filter((box) => box.placement.page === page).map(({ group }) => group));
    expect(draft.view.fields).toHaveLength(6);
    expect(new Set([...groups(1), ...groups(2), ...groups(3)]).size).toBe(3);
    await placement.moveBySheets(1);
    expect(groups(1).size).toBe(0);
    expect(groups(2).size).toBe(2);
  });

  it.each(PRESETS)("%s keeps all its boxes on the page, wherever it is put", async (preset) => {
    const draft = new FakeDraft();
    const placement = await start(draft);
    await placement.tools.placeAt(sheetOf(placement), { x: 590, y: 840 }, preset);
    const { width, height } = sheetOf(placement).size;
    for (const { placement: where, kind } of draft.view.fields) {
      const { rect } = where;
      expect([rect.x >= 0, rect.y >= 0, rect.x + rect.width <= width + 0.1]).toEqual([true, true, true]);
      expect(rect.y + rect.height).toBeLessThanOrEqual(height + 0.1);
      expect(rect.width).toBeGreaterThanOrEqual(SMALLEST[kind].width - 0.1);
      expect(rect.height).toBeGreaterThanOrEqual(SMALLEST[kind].height - 0.1);
    }
    expect(presetSize(preset).width).toBeLessThan(width);
  });

  it("is made of boxes that were chosen, and chosen whole by any of them", async () => {
    const at = (id: string, y: number) =>
      field(id, { placement: { page: 1, rect: { x: 100, y, width: 150, height: 60 } } });
    const draft = new FakeDraft(
      draftView({ fields: [at("fld_1", 100), at("fld_2", 200), at("fld_3", 300)] }),
    );
    const placement = await start(draft);
    placement.choice.all([one, "fld_2" as FieldId]);
    await placement.describing.toggleGroup();
    placement.choice.only("fld_3" as FieldId);
    placement.choice.focus("fld_2" as FieldId);
    expect(placement.targets.map(({ id }) => id)).toEqual(["fld_2", "fld_1"]);
    placement.choice.press("fld_3" as FieldId, true);
    expect(placement.targets).toHaveLength(3);
    placement.choice.press(one, true);
    expect(placement.targets.map(({ id }) => id)).toEqual(["fld_3"]);
  });
});

describe("what a box is", () => {
  it("can be changed where it stands, and is taken back by one step", async () => {
    const draft = new FakeDraft(draftView({ fields: [field("fld_1"), field("fld_2")] }));
    const placement = await start(draft);
    placement.choice.only(one);
    render(BoxesPanel, { placement, onsigners: () => {} });
    await userEvent.selectOptions(screen.getByTestId("inspector-kind"), "text");
    await settle();
    expect(draft.view.fields.map(({ id, kind }) => [id, kind])).toEqual([
      ["fld_1", "text"],
      ["fld_2", "signature"],
    ]);
    const label = screen.getByTestId("inspector-label");
    expect(label.getAttribute("aria-invalid")).toBe("true");
    await userEvent.type(label, "IBAN{Tab}");
    await settle();
    expect(draft.view.fields[0]).toMatchObject({ label: "IBAN", required: true });
    expect(screen.getByTestId("inspector-label").getAttribute("aria-invalid")).toBeNull();
    await userEvent.click(screen.getByRole("checkbox", { name: "Obligatoire" }));
    await settle();
    expect(draft.view.fields[0]?.required).toBe(false);
    expect(draft.operations.map(({ type }) => type)).toEqual(["batch", "describe_field", "describe_field"]);
    await placement.desk.undo();
    await placement.desk.undo();
    await placement.desk.undo();
    expect(draft.view.fields[0]?.kind).toBe("signature");
  });

  it("is said by its button", async () => {
    const draft = new FakeDraft(
      draftView({
        fields: [field("fld_1", { kind: "checkbox", label: "J’accepte" })],
        doubtful: [one],
      }),
    );
    const placement = await start(draft);
    render(PageBoxes, { placement, sheet: sheetOf(placement) });
    const box = screen.getByRole("button", { name: /Case à cocher – .*ADA Martin/u });
    const told = document.getElementById(box.getAttribute("aria-describedby") ?? "")?.textContent;
    expect(told).toMatch(/J’accepte.*à vérifier/u);
    expect(screen.getByTestId("box-warning").textContent).toContain("à vérifier");
  });
});

describe("initials on every page", () => {
  it("leave out the signed pages and what is locked, are one step, and go again together", async () => {
    const page = { width: 595, height: 842 };
    const draft = new FakeDraft(
      draftView({
        documents: [
          documentView({ pages: [page, page, page] }),
          documentView({ id: "doc_2" as never, pages: [page], locked: true }),
        ],
        fields: [
          field("fld_1", { placement: { page: 3, rect: { x: 100, y: 200, width: 150, height: 60 } } }),
        ],
      }),
    );
    const placement = await start(draft);
    render(BoxesPanel, { placement, onsigners: () => {} });
    const toggle = () =>
      screen.getByRole<HTMLInputElement>("checkbox", { name: /Parapher toutes les pages/u });
    await userEvent.click(toggle());
    await settle();
    const initials = () => draft.view.fields.filter(({ kind }) => kind === "initials");
    expect(initials().map(({ placement: { page: at } }) => at)).toEqual([1, 2]);
    expect(draft.operations).toHaveLength(1);
    expect(toggle().checked).toBe(true);
    placement.chooseSigner(recipient("bea").id);
    await settle();
    expect(toggle().checked).toBe(false);
    await placement.initials.toggle(recipient("bea").id);
    const [ada, bea] = [initials()[0], initials().at(-1)];
    expect((bea?.placement.rect.x ?? 0) + (bea?.placement.rect.width ?? 0)).toBeLessThan(
      ada?.placement.rect.x ?? 0,
    );
    await placement.initials.toggle(recipient("ada").id);
    expect(initials().every(({ recipient: who }) => who === "bea")).toBe(true);
  });
});

describe("what is odd about a place", () => {
  it("is a mark on the box and a line of the list, and keeps nothing from leaving", async () => {
    const rect = { x: 100, y: 200, width: 150, height: 60 };
    const draft = new FakeDraft(
      draftView({
        fields: [
          field("fld_1"),
          field("fld_2", { placement: { page: 1, rect: { ...rect, x: 200 } } }),
          field("fld_3", { placement: { page: 2, rect: { ...rect, width: 30, height: 10 } } }),
        ],
      }),
    );
    const run = { text: "Article 3", rect: { x: 100, y: 210, width: 200, height: 12 } };
    draft.host.answer({ page_text: ({ page }) => ({ runs: page === 2 ? [run] : [] }) as never });
    const placement = await start(draft);
    await placement.remarks.readPages();
    expect(placement.remarks.of(one)).toEqual(["covers_box"]);
    expect(placement.remarks.of("fld_3" as FieldId)).toEqual(["too_small"]);
    expect(placement.remarks.lines.map(({ field: id }) => id)).toEqual(["fld_1", "fld_2", "fld_3"]);
    expect(placement.remarks.lines[0]?.text).toMatch(
      /Signature \(.*ADA Martin.*page .*1.*touche un autre cadre/u,
    );
    await placement.moving.set({});
    expect(draft.view.problems).toEqual([]);
  });

  it("covers a signature that the document brings, on its page only", async () => {
    const { rect } = field("fld_1").placement;
    const documents = [1, 2].map((page) =>
      documentView({ pages: [{ width: 595, height: 842 }], signed_places: [{ page, rect }] }),
    );
    for (const [index, expected] of [["covers_signature"], []].entries()) {
      const shown = documents.slice(index, index + 1);
      const placement = await start(new FakeDraft(draftView({ documents: shown, fields: [field("fld_1")] })));
      await placement.remarks.readPages();
      expect(placement.remarks.of(one)).toEqual(expected);
    }
  });

  it("dots and underlines may be written on, words not", async () => {
    const { rect } = field("fld_1").placement;
    const line = { x: rect.x, y: rect.y + 5, width: 100, height: 12 };
    const draft = new FakeDraft(draftView({ fields: [field("fld_1")] }));
    draft.host.answer({ page_text: () => ({ runs: [{ text: "......", rect: line }] }) as never });
    const dots = await start(draft);
    await dots.remarks.readPages();
    expect(dots.remarks.of(one)).toEqual([]);
    draft.host.answer({ page_text: () => ({ runs: [{ text: "Fait à Paris", rect: line }] }) as never });
    const words = await start(draft);
    await words.remarks.readPages();
    expect(words.remarks.of(one)).toEqual(["covers_text"]);
  });

  it("is confirmed in the inspector when only the text around has changed", async () => {
    const draft = new FakeDraft(draftView({ fields: [field("fld_1")], doubtful: [one] }));
    const placement = await start(draft);
    placement.choice.only(one);
    render(BoxesPanel, { placement, onsigners: () => {} });
    await fireEvent.click(screen.getByTestId("confirm-box"));
    await settle();
    expect(draft.view.doubtful).toEqual([]);
    expect(screen.queryByTestId("doubtful")).toBeNull();
  });
});

it("every box of a person is chosen at once, through all pages", async () => {
  const draft = new FakeDraft(
    draftView({
      fields: [
        field("fld_1"),
        field("fld_2", { recipient: "bea" as never }),
        field("fld_3", { placement: { page: 3, rect: { x: 1, y: 1, width: 150, height: 60 } } }),
      ],
    }),
  );
  const placement = await start(draft);
  await placement.describing.chooseAllOf(recipient("ada").id);
  expect(placement.targets.map(({ id }) => id)).toEqual(["fld_1", "fld_3"]);
});
