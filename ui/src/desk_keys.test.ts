import { mount, tick, unmount } from "svelte";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { FieldId } from "./bindings/FieldId";
import { announcer } from "./announce.svelte";
import { DeskKeys } from "./desk_keys";
import { DraftDesk } from "./draft.svelte";
import { KEYBOARD_MAP } from "./features/placement/keyboard_map";
import PageBoxes from "./features/placement/PageBoxes.svelte";
import { Placement } from "./features/placement/placement.svelte";
import { Preparation } from "./features/prepare/preparation.svelte";
import { setLanguage } from "./i18n";
import { draftView, FakeDraft, field } from "./test_draft";
import { settle } from "./test_host";
import { offerView } from "./test_views";
import { PageViewer } from "./widgets/pages/viewer.svelte";

type Row = (typeof KEYBOARD_MAP)[number]["rows"][number];
/** What is pressed for a row of the map, and where: on a box, on a page, in the window. */
interface Press {
  on: "box" | "page" | "window";
  keys: (Partial<KeyboardEventInit> & { key: string })[];
}

const ctrl = (key: string, more: KeyboardEventInit = {}) => ({ key, ctrlKey: true, ...more });
const shift = (key: string) => ctrl(key, { shiftKey: true });
const arrows = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
const letters = (text: string) => [...text].map((key) => ({ key }));

/** The rows of the keyboard map that are pressed; Tab, the wheel and the space bar belong to the web view and the viewer. */
const PRESSES: Record<Exclude<Row, "keys-next-box" | "keys-pan" | "keys-wheel">, Press> = {
  "keys-move": { on: "box", keys: arrows.map((key) => ({ key })) },
  "keys-move-more": { on: "box", keys: arrows.map((key) => ({ key, shiftKey: true })) },
  "keys-resize": { on: "box", keys: arrows.map((key) => ({ key, altKey: true })) },
  "keys-move-page": { on: "box", keys: [ctrl("PageDown"), ctrl("PageUp")] },
  // As an AZERTY keyboard sends them.
  "keys-assign": {
    on: "box",
    keys: [
      { key: "é", code: "Digit2" },
      { key: "&", code: "Digit1" },
    ],
  },
  "keys-describe": { on: "box", keys: [{ key: "F2" }] },
  "keys-jump": { on: "box", keys: arrows.map((key) => ctrl(key)) },
  "keys-duplicate": { on: "box", keys: [ctrl("d")] },
  "keys-copy": { on: "box", keys: [ctrl("c"), ctrl("v"), ctrl("x")] },
  "keys-repeat": { on: "box", keys: [shift("P")] },
  "keys-delete": { on: "box", keys: [{ key: "Delete" }] },
  "keys-announce": { on: "box", keys: letters("m") },
  "keys-choose-more": { on: "box", keys: [ctrl(" ")] },
  "keys-choose-all": { on: "page", keys: [ctrl("a")] },
  "keys-choose-all-of": { on: "box", keys: [shift("A")] },
  "keys-align": { on: "box", keys: arrows.map((key) => shift(key)) },
  "keys-centre": { on: "box", keys: [shift("X"), shift("Y")] },
  "keys-distribute": { on: "box", keys: [shift("H"), shift("V")] },
  "keys-same": { on: "box", keys: [shift("L"), shift("T")] },
  "keys-group": { on: "box", keys: [shift("G")] },
  "keys-place": { on: "page", keys: [{ key: "Enter" }] },
  "keys-accept": { on: "page", keys: [ctrl("Enter")] },
  "keys-tool": { on: "page", keys: letters("s") },
  "keys-tools": { on: "page", keys: letters("idnltcb") },
  "keys-cancel": { on: "box", keys: [{ key: "Escape" }] },
  "keys-turn": { on: "page", keys: [{ key: "PageDown" }] },
  "keys-go-to": { on: "page", keys: [ctrl("g")] },
  "keys-help": { on: "page", keys: [{ key: "?", shiftKey: true }] },
  "keys-undo": { on: "window", keys: [ctrl("z")] },
  "keys-redo": { on: "window", keys: [ctrl("y"), shift("Z")] },
  "keys-pane": { on: "window", keys: [{ key: "F6" }, { key: "F6", shiftKey: true }] },
  "keys-problem": { on: "window", keys: [{ key: "F8" }, { key: "F8", shiftKey: true }] },
  "keys-zoom": { on: "window", keys: [ctrl("+"), ctrl("-")] },
  "keys-fit-page": { on: "window", keys: [ctrl("à", { code: "Digit0" })] },
  "keys-fit-width": { on: "window", keys: [ctrl("&", { code: "Digit1" })] },
  "keys-actual": { on: "window", keys: [ctrl("é", { code: "Digit2" })] },
};

const place = {
  kind: "signature",
  page: 2,
  rect: { x: 80, y: 600, width: 160, height: 50 },
  clue: "labelled_rule",
  confidence: 0.9,
  text: null,
  signer: null,
  role: null,
} as const;

async function desk() {
  const draft = new FakeDraft(
    draftView({
      fields: [
        field("fld_1"),
        field("fld_2", { placement: { page: 1, rect: { x: 130, y: 400, width: 160, height: 70 } } }),
        field("fld_3", { placement: { page: 1, rect: { x: 310, y: 650, width: 150, height: 60 } } }),
      ],
    }),
  );
  draft.host.answer({ detect_places: () => ({ places: [place], rules: [], pages_read: 3, pages_cut: [] }) });
  const drafts = new DraftDesk(draft.view.id);
  await drafts.load();
  const viewer = new PageViewer();
  viewer.show(drafts.view?.documents ?? []);
  viewer.zoomTo("actual");
  viewer.zoomTo("in");
  const preparation = new Preparation(drafts);
  preparation.stop = "boxes";
  const placement = new Placement(drafts, viewer);
  await placement.suggestions.look();
  const keys = new DeskKeys(drafts, viewer, preparation, placement);
  return { draft, viewer, preparation, placement, keys };
}

let shown: ReturnType<typeof mount>[] = [];
beforeEach(() => setLanguage("fr"));
afterEach(() => {
  for (const one of shown) void unmount(one);
  shown = [];
  document.body.innerHTML = "";
});

it.each(Object.entries(PRESSES))("%s does what the map says", async (row, { on, keys: presses }) => {
  const { draft, viewer, placement, keys, preparation } = await desk();
  document.body.innerHTML = `<div data-pane="canvas" tabindex="-1"></div>
    <div data-pane="panel" tabindex="-1"><input data-testid="inspector-kind"><input data-testid="page-number"></div>`;
  const canvas = document.querySelector<HTMLElement>("[data-pane=canvas]") ?? document.body;
  shown = viewer.list.sheets.map((sheet) =>
    mount(PageBoxes, { target: canvas, props: { placement, sheet } }),
  );
  await tick();
  const first = "fld_1" as FieldId;
  const several = ["keys-align", "keys-centre", "keys-distribute", "keys-group", "keys-same"].includes(row);
  if (several) placement.choice.all(draft.view.fields.map(({ id }) => id));
  if (row === "keys-redo" || row === "keys-undo")
    await placement.desk.apply({ type: "remove_field", field: first });
  if (row === "keys-redo") await placement.desk.undo();
  preparation.missing.remarks = () => [{ field: first, text: "touche un autre cadre" }];
  const said = vi.spyOn(announcer, "say");
  for (const init of presses) {
    const selector = { box: "[data-field=fld_1]", page: "[data-boxes]", window: "[data-pane=panel]" }[on];
    const target = document.querySelector<HTMLElement>(selector);
    if (!target) throw new Error(`nothing to press ${init.key} on`);
    target.focus();
    if (on === "box" && !several) placement.choice.only(first);
    const before = witness();
    said.mockClear();
    const event = new KeyboardEvent("keydown", { code: init.key, bubbles: true, cancelable: true, ...init });
    Object.defineProperty(event, "target", { value: target });
    keys.press(event, true);
    await settle();
    await settle();
    expect(event.defaultPrevented, `${init.key} is taken`).toBe(true);
    // Something has changed: the draft, the hand, the view, the focus, or at least what is heard.
    expect(witness() !== before || said.mock.calls.length > 0, `${init.key} does something`).toBe(true);
    if (row === "keys-tools" || row === "keys-tool") placement.cancel();
  }

  function witness(): string {
    const { tools, choice, repeatOpen, helpOpen } = placement;
    return JSON.stringify([
      draft.view.fields,
      tools.inHand,
      tools.choosing?.index,
      choice.selected,
      placement.targets.length,
      [repeatOpen, helpOpen],
      [viewer.zoom, viewer.fit, viewer.current],
      document.activeElement?.outerHTML,
    ]);
  }
});

it("taking back what moved several boxes says how many", async () => {
  const { draft, keys, placement } = await desk();
  placement.choice.all(draft.view.fields.map(({ id }) => id));
  await placement.moving.by(5, 5);
  const said = vi.spyOn(announcer, "say");
  await keys.undo();
  await settle();
  expect(said.mock.calls.map(([text]) => text).join()).toMatch(/déplacement de 3 cadres/u);
  said.mockRestore();
});

it("single letters do nothing when they are switched off, and nothing is done outside the pages", async () => {
  const { placement, keys } = await desk();
  document.body.innerHTML = "<div data-boxes='0' tabindex='0'></div><p tabindex='0'></p>";
  const press = (selector: string, singleKeys: boolean) => {
    const event = new KeyboardEvent("keydown", { key: "d", code: "KeyD", bubbles: true, cancelable: true });
    Object.defineProperty(event, "target", { value: document.querySelector(selector) });
    keys.press(event, singleKeys);
    return event.defaultPrevented;
  };
  expect([press("[data-boxes]", false), press("p", true)]).toEqual([false, false]);
  expect(placement.armed).toBe(false);
  expect(press("[data-boxes]", true)).toBe(true);
  expect(placement.tools.inHand).toBe("date");
});

it("whoever takes back how people are told has said how; other steps say nothing of it", async () => {
  localStorage.clear();
  const { draft, keys, preparation } = await desk();
  const ways = () => draft.view.recipients.map(({ delivery }) => delivery);
  const mailing = offerView();
  await preparation.setMessage("Bonjour");
  await keys.undo();
  preparation.choose(mailing);
  await preparation.telling.done;
  const mailed = ways().map(() => "provider_mails");
  expect(ways()).toEqual(mailed);
  await keys.undo();
  const here = ways().map(() => "in_person");
  expect(ways()).toEqual(here);
  preparation.choose(mailing);
  await preparation.telling.done;
  expect(ways()).toEqual(here);
});

it("Enter with a tool in the hand places on the page, also from a box of it", async () => {
  const { draft, keys, placement, viewer } = await desk();
  const [sheet] = viewer.list.sheets;
  if (sheet) shown = [mount(PageBoxes, { target: document.body, props: { placement, sheet } })];
  await tick();
  const press = () => {
    const event = new KeyboardEvent("keydown", {
      key: "Enter",
      code: "Enter",
      bubbles: true,
      cancelable: true,
    });
    Object.defineProperty(event, "target", { value: document.querySelector("[data-field=fld_1]") });
    keys.press(event, true);
    return event.defaultPrevented;
  };
  expect(press()).toBe(false);
  placement.tools.arm("date");
  expect(press()).toBe(true);
  expect(placement.tools.choosing?.index ?? draft.view.fields.length).toBe(0);
});
