import { fireEvent, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { FieldId } from "../../bindings/FieldId";
import { DraftDesk } from "../../draft.svelte";
import { setLanguage } from "../../i18n";
import { draftView, FakeDraft, field, recipient } from "../../test_draft";
import { settle } from "../../test_host";
import { PageViewer } from "../../widgets/pages/viewer.svelte";
import BoxesPanel from "./BoxesPanel.svelte";
import KeyboardSheet from "./KeyboardSheet.svelte";
import PageBoxes from "./PageBoxes.svelte";
import { Placement } from "./placement.svelte";
import PlacementSheets from "./PlacementSheets.svelte";

async function start(draft: FakeDraft): Promise<Placement> {
  const desk = new DraftDesk(draft.view.id);
  await desk.load();
  const viewer = new PageViewer();
  viewer.show(desk.view?.documents ?? []);
  viewer.zoomTo("actual");
  return new Placement(desk, viewer);
}

function firstPage(placement: Placement) {
  const [sheet] = placement.viewer.list.sheets;
  if (!sheet) throw new Error("no page");
  return sheet;
}

describe("boxes on a page", () => {
  beforeEach(() => setLanguage("fr"));

  it("are buttons with a name and a place, in a group that takes the arrow keys", async () => {
    const placement = await start(new FakeDraft(draftView({ fields: [field("fld_1")] })));
    render(PageBoxes, { placement, sheet: firstPage(placement) });
    const group = screen.getByRole("application", { name: /Cadres de la page .*1/u });
    expect(group.tabIndex).toBe(0);
    const box = screen.getByRole("button", { name: /Signature de .*ADA Martin.*page .*1/u });
    const place = document.getElementById(box.getAttribute("aria-describedby") ?? "");
    expect(place?.textContent).toMatch(/35.* mm du bord gauche, .*71.* mm du haut/u);
    expect(box.getAttribute("aria-pressed")).toBe("false");
    box.focus();
    await settle();
    expect(box.getAttribute("aria-pressed")).toBe("true");
    expect(screen.getAllByTestId("grip")).toHaveLength(4);
  });

  it("follow the hand and are stored when it lets go; a touch of the hand only chooses", async () => {
    const draft = new FakeDraft(draftView({ fields: [field("fld_1")] }));
    const placement = await start(draft);
    render(PageBoxes, { placement, sheet: firstPage(placement) });
    const box = screen.getByTestId("box");
    const at = (clientX: number, clientY: number) => ({
      clientX,
      clientY,
      button: 0,
      isPrimary: true,
      pointerId: 1,
    });
    await fireEvent.pointerDown(box, at(200, 300));
    await fireEvent.pointerMove(box, at(201, 301));
    await fireEvent.pointerUp(box, at(201, 301));
    await settle();
    expect(draft.operations).toEqual([]);
    expect(placement.selected).toBe("fld_1");
    await fireEvent.pointerDown(box, at(200, 300));
    await fireEvent.pointerMove(box, at(240, 340));
    await fireEvent.pointerUp(box, at(240, 340));
    await settle();
    expect(draft.view.fields[0]?.placement.rect).toMatchObject({ x: 130, y: 230 });
  });

  it("are drawn with the tool", async () => {
    const draft = new FakeDraft();
    const placement = await start(draft);
    render(PageBoxes, { placement, sheet: firstPage(placement) });
    placement.tools.arm();
    const group = screen.getByRole("application");
    const at = (clientX: number, clientY: number) => ({
      clientX,
      clientY,
      button: 0,
      isPrimary: true,
      pointerId: 1,
    });
    await fireEvent.pointerDown(group, at(100, 100));
    await fireEvent.pointerMove(group, at(400, 220));
    expect(screen.getByTestId("ghost")).toBeTruthy();
    await fireEvent.pointerUp(group, at(400, 220));
    await settle();
    expect(draft.view.fields[0]?.placement.rect).toEqual({ x: 75, y: 75, width: 225, height: 90 });
    expect(screen.queryByTestId("ghost")).toBeNull();
  });
});

describe("the panel", () => {
  beforeEach(() => setLanguage("fr"));

  it("edits the chosen box in millimetres, and says when a number is none", async () => {
    const draft = new FakeDraft(draftView({ fields: [field("fld_1")] }));
    const placement = await start(draft);
    placement.choice.only("fld_1" as FieldId);
    render(BoxesPanel, { placement, onsigners: () => {} });
    const x = screen.getByRole("textbox", { name: "Depuis la gauche" });
    expect(x).toHaveProperty("value", "35,3");
    await userEvent.clear(x);
    await userEvent.type(x, "12,5{Enter}");
    await settle();
    expect(draft.view.fields[0]?.placement.rect.x).toBeCloseTo(35.43, 2);
    await userEvent.keyboard("{ArrowUp}");
    await settle();
    expect(draft.view.fields[0]?.placement.rect.x).toBeCloseTo(38.27, 1);
    const stored = draft.operations.length;
    await userEvent.clear(x);
    await userEvent.type(x, "beaucoup{Enter}");
    expect(x.getAttribute("aria-invalid")).toBe("true");
    expect(draft.operations).toHaveLength(stored);
  });

  it("moves the box to a page that exists, and only there", async () => {
    const draft = new FakeDraft(draftView({ fields: [field("fld_1")] }));
    const placement = await start(draft);
    placement.choice.only("fld_1" as FieldId);
    render(BoxesPanel, { placement, onsigners: () => {} });
    const page = screen.getByRole("textbox", { name: "Page" });
    await userEvent.clear(page);
    await userEvent.type(page, "9");
    await userEvent.tab();
    expect(page).toHaveProperty("value", "1");
    await userEvent.clear(page);
    await userEvent.type(page, "3");
    await userEvent.tab();
    await settle();
    expect(draft.view.fields[0]?.placement.page).toBe(3);
  });

  it("without signers shows the way to them", async () => {
    render(BoxesPanel, {
      placement: await start(new FakeDraft(draftView({ recipients: [] }))),
      onsigners: () => {},
    });
    expect(screen.getByRole("button", { name: "Aller aux signataires" })).toBeTruthy();
    expect(screen.queryByTestId("tool-signature")).toBeNull();
  });
});

describe("for whom", () => {
  beforeEach(() => setLanguage("fr"));

  it("is answered by a digit", async () => {
    const draft = new FakeDraft(draftView({ recipients: [recipient("ada"), recipient("bea")] }));
    const placement = await start(draft);
    placement.tools.placeOn(firstPage(placement));
    render(PlacementSheets, { placement });
    await fireEvent.keyDown(document.body, { key: "é", code: "Digit2" });
    await settle();
    await settle();
    expect(draft.view.fields[0]?.recipient).toBe("bea");
  });
});

describe("a box over printed text", () => {
  it("is warned of beside it, until it stands elsewhere", async () => {
    setLanguage("fr");
    const draft = new FakeDraft(draftView({ fields: [field("fld_1")] }));
    const { rect } = field("fld_1").placement;
    const run = { text: "Article 3", rect: { ...rect, y: rect.y + 5, height: 12 } };
    draft.host.answer({ page_text: () => ({ runs: [run] }) as never });
    const placement = await start(draft);
    placement.choice.only("fld_1" as FieldId);
    render(BoxesPanel, { placement, onsigners: () => {} });
    expect((await screen.findByTestId("covers-text")).textContent).toContain("couvre du texte imprimé");
    await placement.moving.set({ y: rect.y + 200 });
    await settle();
    expect(screen.queryByTestId("covers-text")).toBeNull();
  });
});

it("the keyboard map names every key", () => {
  setLanguage("fr");
  render(KeyboardSheet, { onclose: () => {} });
  const terms = document.querySelectorAll("dt");
  expect(terms.length).toBeGreaterThan(20);
  for (const term of terms) expect(term.textContent).not.toMatch(/^keys-/u);
});
