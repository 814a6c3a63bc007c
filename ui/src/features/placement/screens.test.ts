import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { DraftView } from "../../bindings/DraftView";
import type { FieldId } from "../../bindings/FieldId";
import { announcer } from "../../announce.svelte";
import { DraftDesk } from "../../draft.svelte";
import { setLanguage } from "../../i18n";
import { appState } from "../../settings.svelte";
import { draftView, FakeDraft, field, recipient } from "../../test_draft";
import { settle } from "../../test_host";
import { documentView } from "../../test_views";
import { PageViewer } from "../../widgets/pages/viewer.svelte";
import { toasts } from "../../widgets/toasts.svelte";
import { BoxLook } from "./box_look.svelte";
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
    const box = screen.getByRole("button", { name: /Signature – .*ADA Martin.*page .*1/u });
    const place = document.getElementById(box.getAttribute("aria-describedby") ?? "");
    expect(place?.textContent).toMatch(/35,3 mm du bord gauche, 70,6 mm du haut/u);
    expect(box.getAttribute("aria-pressed")).toBe("false");
    box.focus();
    await settle();
    expect(box.getAttribute("aria-pressed")).toBe("true");
    expect(screen.getAllByTestId("grip")).toHaveLength(4);
  });

  it("a box that is let go gives the focus to its page, where keys still do something", async () => {
    const placement = await start(new FakeDraft(draftView({ fields: [field("fld_1")] })));
    render(PageBoxes, { placement, sheet: firstPage(placement) });
    screen.getByTestId("box").focus();
    expect(placement.cancel()).toBe(true);
    expect(document.activeElement).toBe(screen.getByTestId("page-boxes"));
    expect(placement.selected).toBeNull();
    await vi.waitFor(() => expect(announcer.text).toContain("Aucun cadre choisi"));
    expect(placement.cancel(), "nothing is left to let go").toBe(false);
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

  it("that are small can be pressed beside, but not beyond half of the way to the next", async () => {
    const tick = (id: string, y: number) =>
      field(id, { kind: "checkbox", placement: { page: 1, rect: { x: 100, y, width: 12, height: 12 } } });
    const placement = await start(
      new FakeDraft(draftView({ fields: [field("fld_1"), tick("fld_2", 400), tick("fld_3", 414)] })),
    );
    render(PageBoxes, { placement, sheet: firstPage(placement) });
    const reach = screen.getAllByTestId("box").map((box) => {
      const { style } = box.parentElement as HTMLElement;
      const pixels = (side: string) => Number(style.getPropertyValue(`--reach-${side}`));
      return ["top", "bottom", "left", "right"].map((side) => Math.round(10 * pixels(side)) / 10);
    });
    // 12 points are 16 pixels; 2 points lie between the two.
    expect(reach).toEqual([
      [0, 0, 0, 0],
      [6.7, 1.3, 4, 4],
      [1.3, 6.7, 4, 4],
    ]);
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

  it("measures in the unit that is chosen there, per cent of the page among them", async () => {
    const draft = new FakeDraft(draftView({ fields: [field("fld_1")] }));
    const stored: unknown[] = [];
    draft.host.answer({
      save_settings: (settings) => {
        stored.push(settings.unit);
        return settings;
      },
    });
    const placement = await start(draft);
    appState.view = { settings: { language: "fr", theme: "system", unit: "millimetre" } } as never;
    placement.choice.only("fld_1" as FieldId);
    render(BoxesPanel, { placement, onsigners: () => {} });
    await userEvent.selectOptions(screen.getByTestId("inspector-unit"), "percent");
    await settle();
    expect(stored).toEqual(["percent"]);
    // 150 of 595 points, 200 of 842.
    expect(screen.getByTestId("inspector-width")).toHaveProperty("value", "25,21");
    expect(screen.getByTestId("inspector-y")).toHaveProperty("value", "23,75");
    const width = screen.getByTestId("inspector-width");
    await userEvent.clear(width);
    await userEvent.type(width, "50{Enter}");
    await settle();
    expect(draft.view.fields[0]?.placement.rect.width).toBeCloseTo(297.5, 2);
    appState.view = null;
  });

  it("hands the place of one box to another, and to the clipboard as words", async () => {
    const there = { page: 2, rect: { x: 50, y: 60, width: 150, height: 60 } };
    const fields = [field("fld_1"), field("fld_2", { placement: there })];
    const draft = new FakeDraft(draftView({ fields }));
    const placement = await start(draft);
    placement.choice.only("fld_1" as FieldId);
    const user = userEvent.setup();
    render(BoxesPanel, { placement, onsigners: () => {} });
    expect(screen.getByTestId("paste-place")).toHaveProperty("disabled", true);
    await user.click(screen.getByTestId("copy-place"));
    expect(await navigator.clipboard.readText()).toMatch(
      /^Page 1.: 35,3 mm du bord gauche, 70,6 mm du haut, 52,9 × 21,2 mm$/u,
    );
    placement.choice.only("fld_2" as FieldId);
    await settle();
    await user.click(screen.getByTestId("paste-place"));
    await settle();
    expect(draft.view.fields[1]?.placement).toEqual({ page: 2, rect: field("fld_1").placement.rect });
  });

  it("says where the place is only here, as the clipboard did not take it", async () => {
    const placement = await start(new FakeDraft(draftView({ fields: [field("fld_1")] })));
    placement.choice.only("fld_1" as FieldId);
    const user = userEvent.setup();
    render(BoxesPanel, { placement, onsigners: () => {} });
    const write = vi.spyOn(navigator.clipboard, "writeText");
    await user.click(screen.getByTestId("copy-place"));
    expect(toasts.list.at(-1)?.text).toBe("Position copiée.");
    write.mockRejectedValueOnce(new DOMException("refused", "NotAllowedError"));
    await user.click(screen.getByTestId("copy-place"));
    expect(toasts.list.at(-1)?.text).toContain("dans Paraphe seulement");
    expect(screen.getByTestId("paste-place")).toHaveProperty("disabled", false);
    write.mockRestore();
  });

  it("shows how the box will be in the PDF, drawn again only when that changes", async () => {
    const draft = new FakeDraft(draftView({ fields: [field("fld_1")] }));
    const placement = await start(draft);
    placement.choice.only("fld_1" as FieldId);
    render(BoxesPanel, { placement, onsigners: () => {} });
    const picture = await screen.findByRole("img", { name: /Signature \(.*ADA Martin.*comme dans le PDF/u });
    expect(decodeURIComponent(picture.getAttribute("src") ?? "")).toContain("<svg xmlns");
    const asked = () => draft.host.calls.filter(([command]) => command === "preview_box").length;
    expect(asked()).toBe(1);
    await placement.moving.by(5, 5);
    await settle();
    expect(asked()).toBe(1);
    const error = {
      code: "refused",
      message: "error-box-too-small",
      params: { width: "40", height: "12" },
      detail: "",
    };
    draft.host.answer({
      preview_box: () => {
        // The contract's own shape, not an exception of the language.
        // oxlint-disable-next-line no-throw-literal
        throw error;
      },
    });
    await placement.moving.set({ width: 120 });
    await settle();
    expect(asked()).toBe(2);
    expect(screen.getByTestId("box-look").textContent).toContain("trop petit pour le nom");
    expect(screen.queryByRole("img", { name: /comme dans le PDF/u })).toBeNull();
  });

  it("shows no drawing under the name of another box, and asks again what failed", async () => {
    const draft = new FakeDraft(draftView());
    const asked: string[] = [];
    let answer: (svg: string | null) => void = () => {};
    draft.host.answer({
      preview_box: ({ field: id }) => {
        asked.push(id);
        return new Promise((resolve, reject) => {
          answer = (svg) => (svg === null ? reject(new Error("busy")) : resolve({ field: id, svg }));
        });
      },
    });
    const look = new BoxLook(draft.view.id);
    const show = (id: string, change: Partial<DraftView> = {}) =>
      look.show(field(id), { ...draft.view, ...change });
    const told = async (svg: string | null) => {
      answer(svg);
      await settle();
      return look.svg;
    };
    show("fld_1");
    expect(await told("<svg>1</svg>")).toBe("<svg>1</svg>");
    const withLogo = (brand_logo: string) => ({ options: { ...draft.view.options, brand_logo } });
    show("fld_1", withLogo("AAAA"));
    expect(look.svg, "the same box, until it is drawn anew").toBe("<svg>1</svg>");
    expect(await told("<svg>A</svg>")).toBe("<svg>A</svg>");
    show("fld_1", withLogo("BBBB"));
    expect(await told("<svg>B</svg>"), "another logo of the same length").toBe("<svg>B</svg>");
    show("fld_2");
    expect(look.svg).toBeNull();
    expect([await told(null), look.error === null]).toEqual([null, false]);
    show("fld_2");
    expect([await told("<svg>2</svg>"), look.error]).toEqual(["<svg>2</svg>", null]);
    appState.view = { settings: { signing_place: "Lyon" } } as never;
    show("fld_2");
    appState.view = null;
    expect(asked).toEqual(["fld_1", "fld_1", "fld_1", "fld_2", "fld_2", "fld_2"]);
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

  it("begins with whom the next box is for", async () => {
    const draft = new FakeDraft(draftView({ recipients: [recipient("ada"), recipient("bea")] }));
    const placement = await start(draft);
    placement.chooseSigner(recipient("bea").id);
    placement.tools.placeOn(firstPage(placement));
    render(PlacementSheets, { placement });
    expect(document.activeElement?.textContent).toContain("BEA Martin");
  });

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

it("Enter and Escape lead from what a box asks back to the box", async () => {
  const draft = new FakeDraft(draftView({ fields: [field("fld_1", { kind: "text" })] }));
  const placement = await start(draft);
  const back = vi.spyOn(placement, "focus");
  placement.choice.only("fld_1" as FieldId);
  render(BoxesPanel, { placement, onsigners: () => {} });
  await fireEvent.keyDown(screen.getByTestId("inspector-label"), { key: "Enter" });
  await fireEvent.keyDown(screen.getByTestId("inspector-label"), { key: "a" });
  await fireEvent.keyDown(screen.getByTestId("inspector-kind"), { key: "Escape" });
  expect(back.mock.calls).toEqual([["fld_1"], ["fld_1"]]);
});

it("a page says whose it is where there are several documents", async () => {
  setLanguage("fr");
  const documents = [documentView({ name: "Bail" }), documentView({ id: "doc_2" as never, name: "Annexe" })];
  const placement = await start(new FakeDraft(draftView({ documents })));
  render(PageBoxes, { placement, sheet: firstPage(placement) });
  expect(screen.getByTestId("page-boxes").getAttribute("aria-label")).toBe("Cadres de la page 1, Bail");
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

  it("is told to who hears where it is, when it is placed and when its place is said again", async () => {
    setLanguage("fr");
    const draft = new FakeDraft(draftView({ recipients: [recipient("ada")] }));
    const lines = Array.from({ length: 60 }, (_, at) => ({ x: 0, y: 14 * at, width: 595, height: 12 }));
    draft.host.answer({
      page_text: () => ({ runs: lines.map((rect) => ({ text: "Article 3", rect })) }) as never,
    });
    const placement = await start(draft);
    const said = vi.spyOn(announcer, "say");
    placement.tools.placeOn(firstPage(placement));
    await vi.waitFor(() =>
      expect(said).toHaveBeenCalledWith(
        expect.stringMatching(/^Signature pour .*page 1\. Ce cadre couvre du texte imprimé$/u),
      ),
    );
    placement.say();
    expect(said).toHaveBeenLastCalledWith(expect.stringMatching(/ mm\. Ce cadre couvre du texte imprimé$/u));
  });
});

it("a size that the account decides itself is said beside the numbers of a signature", async () => {
  setLanguage("fr");
  const draft = new FakeDraft(draftView({ fields: [field("fld_1")] }));
  const placement = await start(draft);
  placement.tools.taken = () => ({ account: "GesDocs", kinds: ["signature"], ownSize: true });
  placement.choice.only("fld_1" as FieldId);
  render(BoxesPanel, { placement, onsigners: () => {} });
  expect((await screen.findByTestId("own-size")).textContent).toMatch(/Taille fixée par .*GesDocs/u);
  cleanup();
  placement.tools.taken = () => ({ account: "Docage", kinds: ["signature"], ownSize: false });
  render(BoxesPanel, { placement, onsigners: () => {} });
  await screen.findByTestId("inspector");
  expect(screen.queryByTestId("own-size")).toBeNull();
});

it("the keyboard map names every key", () => {
  setLanguage("fr");
  render(KeyboardSheet, { onclose: () => {} });
  const terms = document.querySelectorAll("dt");
  expect(terms.length).toBeGreaterThan(20);
  for (const term of terms) expect(term.textContent).not.toMatch(/^keys-/u);
});
