import { beforeEach, describe, expect, it, vi } from "vitest";
import type { FieldId } from "../../bindings/FieldId";
import { announcer } from "../../announce.svelte";
import { DraftDesk } from "../../draft.svelte";
import { setLanguage } from "../../i18n";
import { SMALLEST } from "../../model/kinds";
import { draftView, FakeDraft, field, recipient } from "../../test_draft";
import { settle } from "../../test_host";
import { documentView } from "../../test_views";
import { PageViewer } from "../../widgets/pages/viewer.svelte";
import { toasts } from "../../widgets/toasts.svelte";
import { Placement } from "./placement.svelte";

const one = "fld_1" as FieldId;
const loose = { free: true, straight: false };

async function start(draft: FakeDraft): Promise<Placement> {
  const desk = new DraftDesk(draft.view.id);
  await desk.load();
  const viewer = new PageViewer();
  viewer.show(desk.view?.documents ?? []);
  return new Placement(desk, viewer);
}

const sheetOf = (placement: Placement, index: number) => {
  const sheet = placement.viewer.list.sheets[index];
  if (!sheet) throw new Error("no such page");
  return sheet;
};

describe("placing", () => {
  beforeEach(() => setLanguage("fr"));

  it("puts a box around the point, for the chosen signer, and chooses it", async () => {
    const draft = new FakeDraft();
    const placement = await start(draft);
    placement.chooseSigner(recipient("bea").id);
    placement.tools.arm();
    await placement.tools.placeAt(sheetOf(placement, 1), { x: 300, y: 400 });
    const [box] = draft.view.fields;
    expect(box?.recipient).toBe("bea");
    expect(box?.placement.page).toBe(2);
    expect((box?.placement.rect.x ?? 0) + (box?.placement.rect.width ?? 0) / 2).toBeCloseTo(300, 1);
    expect(placement.selected).toBe(box?.id);
    expect(placement.armed).toBe(false);
  });

  it("goes on with the person who has no box yet", async () => {
    const placement = await start(new FakeDraft());
    expect(placement.signer?.id).toBe("ada");
    await placement.tools.placeAt(sheetOf(placement, 0), { x: 100, y: 100 });
    expect(placement.signer?.id).toBe("bea");
    await placement.tools.placeAt(sheetOf(placement, 0), { x: 100, y: 300 });
    expect(placement.signer?.id).toBe("bea");
  });

  it("remembers the last size", async () => {
    const draft = new FakeDraft();
    const placement = await start(draft);
    await placement.tools.draw(sheetOf(placement, 0), { x: 50, y: 50 }, { x: 350, y: 150 });
    await placement.tools.placeAt(sheetOf(placement, 1), { x: 300, y: 400 });
    expect(draft.view.fields.map(({ placement: { rect } }) => [rect.width, rect.height])).toEqual([
      [300, 100],
      [300, 100],
    ]);
  });

  it("asks for whom when there are several, and not when there is one", async () => {
    const placement = await start(new FakeDraft());
    placement.tools.placeOn(sheetOf(placement, 0));
    expect(placement.tools.choosing?.index).toBe(0);
    const draft = new FakeDraft(
      draftView({ recipients: [recipient("ada"), recipient("cc", { role: "carbon_copy" })] }),
    );
    const alone = await start(draft);
    alone.tools.placeOn(sheetOf(alone, 2));
    await settle();
    await settle();
    expect(alone.tools.choosing).toBeNull();
    expect(draft.view.fields[0]?.placement.page).toBe(3);
  });

  it("without anybody to sign places nothing and says why", async () => {
    const draft = new FakeDraft(draftView({ recipients: [] }));
    const placement = await start(draft);
    placement.tools.arm();
    await placement.tools.placeAt(sheetOf(placement, 0), { x: 1, y: 1 });
    placement.tools.placeOn(sheetOf(placement, 0));
    expect(draft.operations).toEqual([]);
    expect(placement.armed).toBe(false);
    expect(toasts.list.at(-1)?.text).toContain("Ajoutez d’abord");
  });
});

describe("a box that is there", () => {
  async function withBox() {
    const draft = new FakeDraft(draftView({ fields: [field("fld_1")] }));
    const placement = await start(draft);
    placement.choice.only(one);
    return { draft, placement, rect: () => draft.view.fields[0]?.placement.rect };
  }

  it("is shown where the hand holds it, and stored once, when it is let go", async () => {
    const { draft, placement, rect } = await withBox();
    for (let step = 1; step <= 30; step += 1)
      placement.moving.drag(field("fld_1"), null, step, step * 2, loose);
    expect(placement.on(sheetOf(placement, 0))[0]?.placement.rect.x).toBe(130);
    expect(draft.operations).toEqual([]);
    await placement.moving.drop();
    expect(draft.operations).toHaveLength(1);
    expect(rect()).toEqual({ x: 130, y: 260, width: 150, height: 60 });
    expect(placement.ghost).toBeNull();
  });

  it("is where it was when the hand gives up", async () => {
    const { draft, placement } = await withBox();
    placement.moving.drag(field("fld_1"), { x: 1, y: 1 }, 50, 50, loose);
    const { hand } = placement;
    expect(placement.cancel()).toBe(true);
    expect(placement.hand).not.toBe(hand);
    await placement.moving.drop();
    expect(draft.operations).toEqual([]);
    expect(placement.on(sheetOf(placement, 0))[0]?.placement.rect.width).toBe(150);
  });

  it("follows held arrows from where it is, as one step to undo", async () => {
    const { draft, placement, rect } = await withBox();
    await Promise.all([placement.moving.by(1, 0), placement.moving.by(1, 0), placement.moving.by(10, 0)]);
    expect(rect()?.x).toBe(112);
    expect(draft.operations).toHaveLength(1);
    await placement.moving.by(0, 1);
    expect(rect()?.y).toBe(201);
    expect(new Set(draft.mergeKeys)).toEqual(new Set(["move fld_1"]));
    await placement.moving.resize(1, 0);
    expect(draft.mergeKeys.at(-1)).toBe("resize fld_1");
    expect(rect()?.width).toBe(151);
  });

  it("stays on the page and large enough, however hard one pushes", async () => {
    const { draft, placement, rect } = await withBox();
    await placement.moving.by(-9999, -9999);
    expect(rect()).toMatchObject({ x: 0, y: 0 });
    const stored = draft.operations.length;
    await placement.moving.by(-1, 0);
    expect(draft.operations).toHaveLength(stored);
    await placement.moving.set({ width: 1, height: 1 });
    expect(rect()?.width).toBeCloseTo(SMALLEST.signature.width, 1);
    expect(rect()?.height).toBeCloseTo(SMALLEST.signature.height, 1);
  });

  it("is given to the signer of a number; a number nobody has does nothing", async () => {
    const { draft, placement } = await withBox();
    await placement.assign(9);
    await placement.assign(1);
    expect(draft.operations).toEqual([]);
    await placement.assign(2);
    expect(draft.view.fields[0]?.recipient).toBe("bea");
  });

  it("moves to another page, and to another document under the same name", async () => {
    const small = { width: 300, height: 200 };
    const draft = new FakeDraft(
      draftView({
        documents: [documentView(), documentView({ id: "doc_2" as never, pages: [small] })],
        fields: [
          field("fld_1", { placement: { page: 1, rect: { x: 400, y: 700, width: 150, height: 60 } } }),
        ],
      }),
    );
    const placement = await start(draft);
    placement.choice.only(one);
    await placement.moveBySheets(1);
    expect(draft.view.fields).toMatchObject([
      {
        id: "fld_1",
        document: "doc_2",
        placement: { page: 1, rect: { x: 150, y: 140, width: 150, height: 60 } },
      },
    ]);
    await placement.moveBySheets(1);
    expect(draft.operations).toHaveLength(1);
  });

  it("is duplicated beside itself, never on top", async () => {
    const { draft, placement } = await withBox();
    await placement.copies.duplicate();
    expect(draft.view.fields).toHaveLength(2);
    const [first, second] = draft.view.fields;
    expect(second?.recipient).toBe("ada");
    expect(second?.placement.rect.y).toBeGreaterThan((first?.placement.rect.y ?? 0) + 60);
    expect(placement.selected).toBe(second?.id);
  });

  it("is deleted, and comes back", async () => {
    const { draft, placement } = await withBox();
    await placement.remove();
    expect(draft.view.fields).toEqual([]);
    expect(placement.field).toBeNull();
    await toasts.list.at(-1)?.action?.run();
    expect(draft.view.fields).toHaveLength(1);
  });

  it("says where it is, in tenths of millimetres: one step of an arrow is heard", async () => {
    const { placement } = await withBox();
    const said = vi.spyOn(announcer, "say");
    placement.say();
    expect(said.mock.lastCall?.[0]).toMatch(/35,3.* mm du bord gauche.*70,6.* mm du haut/u);
    await placement.moving.by(1, 0);
    expect(said.mock.lastCall?.[0]).toMatch(/35,6.* mm du bord gauche/u);
  });
});

it("names people without a name by their number, and marks pages by tone", async () => {
  const draft = new FakeDraft(
    draftView({
      recipients: [recipient("ada", { first_name: "", last_name: "" }), recipient("bea")],
      fields: [field("fld_1"), field("fld_2", { recipient: "bea" as never })],
    }),
  );
  const placement = await start(draft);
  expect(placement.nameOf(recipient("ada").id)).toMatch(/signataire .*1/u);
  expect(placement.marks).toEqual(new Map([[0, [1, 2]]]));
});

describe("several boxes at once", () => {
  beforeEach(() => setLanguage("fr"));

  const at = (id: string, x: number, y: number, page = 1) =>
    field(id, { placement: { page, rect: { x, y, width: 150, height: 60 } } });
  const two = "fld_2" as FieldId;
  const three = "fld_3" as FieldId;

  async function withThree(): Promise<{ draft: FakeDraft; placement: Placement }> {
    const fields = [at("fld_1", 100, 200), at("fld_2", 300, 400), at("fld_3", 120, 640)];
    const draft = new FakeDraft(draftView({ fields }));
    return { draft, placement: await start(draft) };
  }

  const rectOf = (draft: FakeDraft, id: FieldId) =>
    draft.view.fields.find((one) => one.id === id)?.placement.rect;

  it("are chosen by one press after the other, and let go by the second press on the same", async () => {
    const { placement } = await withThree();
    placement.choice.press(one, false);
    placement.choice.press(two, true);
    expect(placement.targets.map(({ id }) => id)).toEqual([two, one]);
    placement.choice.press(two, true);
    expect(placement.targets.map(({ id }) => id)).toEqual([one]);
    placement.choice.press(two, true);
    placement.choice.press(three, false);
    expect(placement.targets.map(({ id }) => id)).toEqual([three]);
  });

  it("move in one operation and stop together at the edge of the page", async () => {
    const { draft, placement } = await withThree();
    placement.choice.all([one, two]);
    await placement.moving.by(-400, 0);
    expect(draft.operations.map(({ type }) => type)).toEqual(["batch"]);
    expect([rectOf(draft, one)?.x, rectOf(draft, two)?.x]).toEqual([0, 200]);
  });

  it("are dragged along, and dropped where they are", async () => {
    const { draft, placement } = await withThree();
    placement.choice.all([one, two]);
    const [first] = placement.targets;
    if (!first) throw new Error("nothing chosen");
    placement.moving.drag(first, null, 20, 15, loose);
    expect(placement.on(sheetOf(placement, 0)).map(({ placement: { rect } }) => rect.x)).toEqual([
      120, 320, 120,
    ]);
    await placement.moving.drop();
    expect([rectOf(draft, one), rectOf(draft, two)]).toMatchObject([
      { x: 120, y: 215 },
      { x: 320, y: 415 },
    ]);
    expect(draft.operations).toHaveLength(1);
  });

  it("are lined up with the one chosen last, spread and sized, each by one undo", async () => {
    const { draft, placement } = await withThree();
    placement.choice.all([one, two, three]);
    await placement.moving.align("left");
    expect([one, two, three].map((id) => rectOf(draft, id)?.x)).toEqual([100, 100, 100]);
    await placement.moving.distribute("y");
    expect([one, two, three].map((id) => rectOf(draft, id)?.y)).toEqual([200, 420, 640]);
    expect(draft.operations).toHaveLength(2);
  });

  it("go, are given and come back together", async () => {
    const { draft, placement } = await withThree();
    placement.choice.all([one, two]);
    await placement.assign(2);
    expect(draft.view.fields.map(({ recipient: id }) => id)).toEqual(["bea", "bea", "ada"]);
    placement.choice.all([one, two]);
    await placement.remove();
    expect(draft.view.fields.map(({ id }) => id)).toEqual([three]);
    await placement.desk.undo();
    expect(draft.view.fields).toHaveLength(3);
  });

  it("are taken by the frame that touches them", async () => {
    const { placement } = await withThree();
    placement.lasso = { sheet: 0, rect: { x: 90, y: 190, width: 250, height: 250 } };
    placement.chooseWithin(sheetOf(placement, 0));
    expect(placement.targets.map(({ id }) => id)).toEqual([one, two]);
    expect(placement.lasso).toBeNull();
  });
});

describe("the same box once more", () => {
  beforeEach(() => setLanguage("fr"));

  it("is pasted at the same place of another page, and aside on its own", async () => {
    const draft = new FakeDraft(draftView({ fields: [field("fld_1")] }));
    const placement = await start(draft);
    placement.choice.only(one);
    expect(placement.copies.copy()).toBe(true);
    await placement.copies.paste(sheetOf(placement, 1));
    await placement.copies.paste(sheetOf(placement, 0));
    expect(draft.view.fields.map(({ placement: { page, rect } }) => [page, rect.x, rect.y])).toEqual([
      [1, 100, 200],
      [2, 100, 200],
      [1, 112, 212],
    ]);
    expect(new Set(draft.view.fields.map(({ id }) => id)).size).toBe(3);
  });

  it("is not pasted for a person who no longer signs", async () => {
    const draft = new FakeDraft(draftView({ fields: [field("fld_1")] }));
    const placement = await start(draft);
    placement.choice.only(one);
    placement.copies.copy();
    await placement.desk.apply({ type: "remove_recipient", recipient: recipient("ada").id });
    const before = draft.view.fields.length;
    await placement.copies.paste(sheetOf(placement, 1));
    expect(draft.view.fields).toHaveLength(before);
  });

  it("is repeated on the pages asked for, in one operation and never twice", async () => {
    const draft = new FakeDraft(draftView({ fields: [field("fld_1")] }));
    const placement = await start(draft);
    placement.choice.only(one);
    await placement.copies.repeat([1, 2, 3]);
    expect(draft.view.fields.map(({ placement: { page } }) => page)).toEqual([1, 2, 3]);
    expect(draft.operations).toHaveLength(1);
    placement.choice.only(one);
    await placement.copies.repeat([1, 2, 3]);
    expect(draft.operations).toHaveLength(1);
  });
});

describe("a box in the hand", () => {
  it("is drawn to its neighbour, shows where, and not when Ctrl is held", async () => {
    const fields = [
      field("fld_1"),
      field("fld_2", { placement: { page: 1, rect: { x: 300, y: 500, width: 150, height: 60 } } }),
    ];
    const placement = await start(new FakeDraft(draftView({ fields })));
    const [, second] = fields;
    if (!second) throw new Error("no box");
    placement.choice.only(second.id);
    placement.moving.drag(second, null, -198, 40, { free: false, straight: false });
    expect(placement.ghost?.rect.x).toBe(100);
    expect(placement.ghost?.guides).toMatchObject([{ axis: "x", at: 100, kind: "box" }]);
    placement.moving.drag(second, null, -198, 40, loose);
    expect(placement.ghost?.rect.x).toBe(102);
    expect(placement.ghost?.guides).toEqual([]);
    placement.moving.drag(second, null, -198, 40, { free: true, straight: true });
    expect(placement.ghost?.rect).toMatchObject({ x: 102, y: 500 });
  });
});

describe("a group that is held", () => {
  const boxes = [
    field("fld_1", { placement: { page: 1, rect: { x: 100, y: 200, width: 150, height: 60 } } }),
    field("fld_2", { placement: { page: 1, rect: { x: 300, y: 400, width: 100, height: 40 } } }),
    field("fld_3", { placement: { page: 2, rect: { x: 20, y: 20, width: 100, height: 40 } } }),
  ];

  it("is told as one thing, as far as it is on the page of the box with the focus", async () => {
    setLanguage("fr");
    const placement = await start(new FakeDraft(draftView({ fields: boxes })));
    const said = vi.spyOn(announcer, "say");
    placement.choice.all(boxes.map(({ id }) => id));
    placement.say();
    await settle();
    const whole = /2 cadres choisis\. 35,3 mm du bord gauche, 70,6 mm du haut, 105,8 × 84,7 mm/u;
    expect(said.mock.calls.at(-1)?.[0]).toMatch(whole);
    await placement.moving.by(10, 0);
    await settle();
    expect(said.mock.calls.at(-1)?.[0]).toMatch(/2 cadres choisis\. 38,8 mm du bord gauche/u);
    said.mockRestore();
  });

  it("keeps the box with the focus when a step is taken back or done again", async () => {
    const draft = new FakeDraft(draftView({ fields: boxes }));
    const placement = await start(draft);
    placement.choice.all(boxes.map(({ id }) => id));
    placement.choice.focus("fld_2" as FieldId);
    await placement.moving.by(10, 0);
    const moved = draft.operations.at(-1);
    if (!moved) throw new Error("nothing was moved");
    await placement.restore(moved, "undo");
    expect(placement.selected).toBe("fld_2");
    // With nothing held it is the one that was: what takes several changes back has them the other way round.
    placement.choice.drop();
    await placement.restore(moved, "undo");
    const last = placement.selected;
    placement.choice.drop();
    await placement.restore(moved, "redo");
    expect([last, placement.selected]).toEqual(["fld_3", "fld_2"]);
  });
});

it("a box that comes to another page by keys is heard with what it covers there, whatever panel is open", async () => {
  setLanguage("fr");
  const box = field("fld_1");
  const draft = new FakeDraft(draftView({ fields: [box] }));
  const run = { text: "Page 2 sur 3", rect: { x: 120, y: 220, width: 80, height: 12 } };
  draft.host.answer({ page_text: ({ page }) => ({ runs: page === 2 ? [run] : [] }) as never });
  const placement = await start(draft);
  placement.choice.only(box.id);
  const said = vi.spyOn(announcer, "say");
  await placement.moveBySheets(1);
  await settle();
  expect(said.mock.calls.at(-1)?.[0]).toMatch(/page 2.*couvre du texte/u);
  said.mockRestore();
});
