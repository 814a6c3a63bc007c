import { beforeEach, describe, expect, it, vi } from "vitest";
import { announcer } from "./announce.svelte";
import { DraftDesk } from "./draft.svelte";
import { setLanguage } from "./i18n";
import { justMade, takeJustMade } from "./just_made";
import { dropTags } from "./rpc";
import { FakeDraft, draftView, field } from "./test_draft";
import { settle } from "./test_host";
import { toasts } from "./widgets/toasts.svelte";

async function open(draft: FakeDraft): Promise<DraftDesk> {
  const desk = new DraftDesk(draft.view.id);
  await desk.load();
  return desk;
}

describe("a draft on the desk", () => {
  beforeEach(() => {
    setLanguage("fr");
    for (const { id } of toasts.list) toasts.dismiss(id);
  });

  it("stores each change before showing it, and says so for a moment", async () => {
    vi.useFakeTimers();
    const draft = new FakeDraft();
    const desk = await open(draft);
    expect(await desk.apply({ type: "set_title", title: "Bail" })).toBe(true);
    expect(desk.view?.title).toBe("Bail");
    expect(desk.saved).toBe(true);
    vi.advanceTimersByTime(2000);
    expect(desk.saved).toBe(false);
    vi.useRealTimers();
  });

  it("makes a change from the draft as it is when its turn comes", async () => {
    const draft = new FakeDraft();
    const desk = await open(draft);
    const add = () => desk.apply((view) => ({ type: "set_title", title: `${view.title}!` }), "title");
    await Promise.all([add(), add(), add()]);
    expect(desk.view?.title).toBe("Contrat!!!");
    expect(draft.mergeKeys).toEqual(["title", "title", "title"]);
  });

  it("stores nothing when there is nothing to change", async () => {
    const draft = new FakeDraft();
    const desk = await open(draft);
    expect(await desk.apply(() => null)).toBe(false);
    expect(draft.operations).toEqual([]);
  });

  it("says why a change was refused, and shows the draft as it is", async () => {
    const draft = new FakeDraft();
    const desk = await open(draft);
    draft.view = draftView({ title: "Changé ailleurs" });
    draft.refusal = { code: "refused", message: "error-operation-refused", params: {}, detail: "" };
    expect(await desk.apply({ type: "set_title", title: "Bail" })).toBe(false);
    await settle();
    expect(toasts.list.at(-1)?.text).toContain("ne s’applique plus");
    expect(desk.view?.title).toBe("Changé ailleurs");
  });

  it("offers to take a removal back, until something else happens", async () => {
    const draft = new FakeDraft(draftView({ fields: [field("fld_1")] }));
    const desk = await open(draft);
    await desk.remove({ type: "remove_field", field: field("fld_1").id }, "Cadre supprimé.");
    expect(desk.view?.fields).toEqual([]);
    await toasts.list.at(-1)?.action?.run();
    expect(desk.view?.fields).toHaveLength(1);
    await desk.remove({ type: "remove_field", field: field("fld_1").id }, "Cadre supprimé.");
    await desk.apply({ type: "set_title", title: "Bail" });
    expect(toasts.list.filter(({ text }) => text === "Cadre supprimé.")).toEqual([]);
  });

  it("answers what was applied by undo and redo, and says when there is nothing", async () => {
    const draft = new FakeDraft();
    const desk = await open(draft);
    const said = vi.spyOn(announcer, "say");
    expect(await desk.undo()).toBeNull();
    expect(said).toHaveBeenCalledWith("Rien à annuler");
    await desk.apply({ type: "set_title", title: "Bail" });
    expect(await desk.undo()).toEqual({ type: "set_title", title: "Bail" });
    expect(desk.view?.title).toBe("Contrat");
    expect(await desk.redo()).not.toBeNull();
    expect(desk.view?.title).toBe("Bail");
  });

  it("keeps what a change has left alone: only what is another is drawn again", async () => {
    const draft = new FakeDraft(draftView({ fields: [field("fld_1"), field("fld_2"), field("fld_3")] }));
    // As the program answers: nothing of it is an object the window has.
    const { rpc } = draft.host;
    draft.host.rpc = async (command, params) => structuredClone(await rpc(command, params));
    const desk = await open(draft);
    const before = desk.view;
    const placement = { page: 2, rect: { x: 1, y: 2, width: 150, height: 60 } };
    await desk.apply({ type: "place_field", field: "fld_2" as never, placement });
    expect(desk.view).toEqual(draft.view);
    expect(desk.view?.documents).toBe(before?.documents);
    expect(desk.view?.fields.map((one, at) => one === before?.fields[at])).toEqual([true, false, true]);
    await desk.apply({ type: "remove_field", field: "fld_1" as never });
    expect(desk.view?.fields[1]).toBe(before?.fields[2]);
    const now = desk.view;
    await desk.load();
    expect(desk.view).toBe(now);
  });

  it("that was made a moment ago is not asked for again", async () => {
    const draft = new FakeDraft(draftView({ title: "Bail" }));
    justMade(draft.view);
    expect(takeJustMade("drf_other" as never)).toBeNull();
    justMade(draft.view);
    const desk = new DraftDesk(draft.view.id, takeJustMade(draft.view.id));
    await desk.open();
    expect(desk.view?.title).toBe("Bail");
    expect(draft.host.calls).toEqual([]);
    expect(takeJustMade(draft.view.id)).toBeNull();
  });

  it("follows changes from outside, not its own", async () => {
    const draft = new FakeDraft();
    const desk = new DraftDesk(draft.view.id);
    const stop = desk.follow();
    await desk.open();
    await desk.open();
    await desk.apply({ type: "set_title", title: "Bail" });
    await settle();
    const reads = () => draft.host.calls.filter(([command]) => command === "open_draft").length;
    expect(reads()).toBe(1);
    draft.view = draftView({ title: "Autre" });
    dropTags(["draft"]);
    await settle();
    expect(desk.view?.title).toBe("Autre");
    stop();
    dropTags(["draft"]);
    await settle();
    expect(reads()).toBe(2);
  });

  it("is not shown any more when it is gone", async () => {
    const draft = new FakeDraft();
    const desk = await open(draft);
    draft.host.rpc = () =>
      Promise.reject({ code: "notFound", message: "error-draft-missing", params: {}, detail: "" });
    await desk.load();
    expect(desk.view).toBeNull();
    expect(desk.error?.code).toBe("notFound");
  });
});
