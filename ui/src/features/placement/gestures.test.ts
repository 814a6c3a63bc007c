import { beforeEach, expect, it } from "vitest";
import { DraftDesk } from "../../draft.svelte";
import { setLanguage } from "../../i18n";
import { isInside } from "../../model/geometry";
import { isSmallerThan, KINDS, SMALLEST } from "../../model/kinds";
import { randomNumbers } from "../../model/random_numbers";
import { PRESETS } from "../../model/tools";
import { draftView, FakeDraft, recipient } from "../../test_draft";
import { PageViewer } from "../../widgets/pages/viewer.svelte";
import { Placement } from "./placement.svelte";

beforeEach(() => setLanguage("fr"));

const EDGES = ["bottom", "left", "middle_x", "middle_y", "right", "top"] as const;

/** Whatever a person does, in no sensible order. */
function gestures(placement: Placement, random: () => number): (() => Promise<unknown> | unknown)[] {
  const among = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const sheet = () => among(placement.viewer.list.sheets);
  const point = () => ({ x: random() * 700 - 50, y: random() * 950 - 50 });
  const far = () => (random() - 0.5) * 400;
  const tool = () => among([...KINDS, ...PRESETS]) ?? "signature";
  const choose = () => {
    const field = among(placement.view?.fields ?? []);
    if (field) placement.choice.press(field.id, random() < 0.4);
  };
  return [
    choose,
    choose,
    choose,
    () => {
      const at = sheet();
      return at && placement.tools.placeAt(at, point(), tool());
    },
    () => {
      const at = sheet();
      placement.tools.inHand = tool();
      return at && placement.tools.draw(at, point(), point());
    },
    () => placement.moving.by(far(), far()),
    () => placement.moving.resize(far(), far()),
    () => {
      const { field } = placement;
      const grip = { x: random() < 0.5 ? -1 : 1, y: random() < 0.5 ? -1 : 1 } as const;
      const hold = { free: random() < 0.3, straight: random() < 0.3 };
      if (field) placement.moving.drag(field, random() < 0.5 ? grip : null, far(), far(), hold);
      return placement.moving.drop();
    },
    () => placement.moving.align(among(EDGES) ?? "left"),
    () => placement.moving.distribute(random() < 0.5 ? "x" : "y"),
    () => placement.moving.sameSize(among(["both", "height", "width"] as const)),
    () => placement.describing.setKind(among(KINDS) ?? "date"),
    () => placement.describing.describe({ label: `${random()}` }),
    () => placement.describing.toggleGroup(),
    () => placement.copies.duplicate(),
    () => placement.copies.repeat([1, 3]),
    () => {
      const at = sheet();
      placement.copies.copy();
      return at && placement.copies.paste(at);
    },
    () => placement.moveBySheets(random() < 0.5 ? -1 : 1),
    () => placement.assign(1 + Math.floor(random() * 3)),
    () => placement.remove(),
    () => placement.initials.toggle((among(["ada", "bea"]) ?? "ada") as never),
  ];
}

it.each([1, 2, 3, 4])(
  "every gesture is one step, and all steps taken back leave what was there (%i)",
  async (seed) => {
    const random = randomNumbers(seed);
    const draft = new FakeDraft(draftView({ recipients: [recipient("ada"), recipient("bea")] }));
    const desk = new DraftDesk(draft.view.id);
    await desk.load();
    const viewer = new PageViewer();
    viewer.show(desk.view?.documents ?? []);
    const placement = new Placement(desk, viewer);
    const all = gestures(placement, random);
    const states = [draft.view.fields];
    for (let round = 0; round < 250; round += 1) {
      const before = draft.operations.length;
      await all[Math.floor(random() * all.length)]?.();
      // Whoever fills the page has to stop some time: a few hundred boxes are enough.
      if (draft.view.fields.length > 200) placement.choice.all(draft.view.fields.map(({ id }) => id));
      expect(draft.operations.length - before).toBeLessThanOrEqual(1);
      if (draft.operations.length > before) states.push(draft.view.fields);
      for (const field of draft.view.fields) {
        const { kind, placement: where } = field;
        const sheet = placement.sheetOf(field);
        expect(sheet && isInside(where.rect, sheet.size), JSON.stringify(field)).toBe(true);
        expect(isSmallerThan(where.rect, SMALLEST[kind]), JSON.stringify(field)).toBe(false);
      }
      expect(new Set(draft.view.fields.map(({ id }) => id)).size).toBe(draft.view.fields.length);
    }
    expect(states.length).toBeGreaterThan(60);
    for (const state of states.toReversed()) {
      expect(draft.view.fields).toEqual(state);
      await desk.undo();
    }
    for (const state of states) {
      expect(draft.view.fields).toEqual(state);
      await desk.redo();
    }
  },
);
