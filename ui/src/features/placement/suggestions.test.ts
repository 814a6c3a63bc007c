import { mount, unmount } from "svelte";
import { afterEach, expect, it, vi } from "vitest";
import type { Detection } from "../../bindings/Detection";
import type { Place } from "../../bindings/Place";
import { announcer } from "../../announce.svelte";
import { DraftDesk } from "../../draft.svelte";
import { draftView, FakeDraft, field, recipient } from "../../test_draft";
import { settle } from "../../test_host";
import { documentView } from "../../test_views";
import { PageViewer } from "../../widgets/pages/viewer.svelte";
import { toasts } from "../../widgets/toasts.svelte";
import PageBoxes from "./PageBoxes.svelte";
import SuggestionStrip from "./SuggestionStrip.svelte";
import SuggestionsPanel from "./SuggestionsPanel.svelte";
import { Placement } from "./placement.svelte";

const place = (x: number, change: Partial<Place> = {}): Place => ({
  kind: "signature",
  page: 1,
  rect: { x, y: 600, width: 160, height: 50 },
  clue: "labelled_rule",
  confidence: 0.9,
  text: "Signature",
  signer: null,
  role: null,
  ...change,
});

async function start(places: Place[], draft = new FakeDraft()): Promise<Placement> {
  const found: Detection = {
    places,
    rules: [{ page: 1, left: 80, right: 280, y: 655 }],
    pages_read: 3,
    pages_cut: [],
  };
  draft.host.answer({ detect_places: () => found });
  const desk = new DraftDesk("drf_1" as never);
  await desk.load();
  const viewer = new PageViewer();
  viewer.show(desk.view?.documents ?? []);
  const placement = new Placement(desk, viewer);
  await placement.suggestions.look();
  return placement;
}

let shown: ReturnType<typeof mount> | null = null;
afterEach(() => {
  if (shown) void unmount(shown);
  shown = null;
  document.body.innerHTML = "";
});

it("looks once through each document and says what it found", async () => {
  const said = vi.spyOn(announcer, "say");
  const draft = new FakeDraft();
  const placement = await start([place(80), place(320)], draft);
  await placement.suggestions.look();
  expect(draft.host.calls.filter(([command]) => command === "detect_places")).toHaveLength(1);
  await settle();
  expect(said).toHaveBeenCalledWith(expect.stringContaining("2 emplacements"));
  said.mockRestore();
  expect(draft.operations).toEqual([]);
});

it("is looking until the last of several looks has ended, reads nothing twice and says it once", async () => {
  const draft = new FakeDraft();
  const placement = await start([], draft);
  const { suggestions, desk } = placement;
  const said = vi.spyOn(announcer, "say");
  const answers: (() => void)[] = [];
  const found: Detection = { places: [place(80)], rules: [], pages_read: 3, pages_cut: [] };
  draft.host.answer({
    detect_places: () => new Promise((resolve) => answers.push(() => resolve(found))),
  });
  const [first] = draft.view.documents;
  const documents = [first!];
  const looks: Promise<void>[] = [];
  for (const letter of ["b", "c"]) {
    documents.push({ ...first!, id: `doc_${letter}` as never, sha256: letter.repeat(64) as never });
    draft.view = { ...draft.view, documents: [...documents] };
    await desk.load();
    placement.viewer.show(draft.view.documents);
    looks.push(suggestions.look());
  }
  expect(answers).toHaveLength(2);
  answers[0]?.();
  await looks[0];
  expect(suggestions.looking).toBe(true);
  answers[1]?.();
  await looks[1];
  expect(suggestions.looking).toBe(false);
  await settle();
  expect(said.mock.calls.filter(([text]) => /emplacement/u.test(text))).toHaveLength(1);
  said.mockRestore();
});

it("places all as one step, tags with their own signer, the others in order", async () => {
  const draft = new FakeDraft();
  const placement = await start([place(80), place(320), place(80, { page: 2, signer: 2 })], draft);
  await placement.suggestions.acceptAll();
  expect(draft.operations).toHaveLength(1);
  expect(draft.view.fields.map(({ recipient: who }) => who)).toEqual(["ada", "bea", "bea"]);
  expect(placement.suggestions.all).toEqual([]);
  await placement.desk.undo();
  expect(draft.view.fields).toEqual([]);
  expect(placement.suggestions.all).toHaveLength(3);
});

it("proposes nothing to somebody who chose to sign without a box", async () => {
  const people = [recipient("ada", { signature: "invisible" }), recipient("bea")];
  const draft = new FakeDraft(draftView({ recipients: people }));
  const placement = await start([place(80), place(320)], draft);
  expect(placement.withoutBox()).toBe("bea");
  await placement.suggestions.acceptAll();
  expect(draft.view.fields.map(({ recipient: who }) => who)).toEqual(["bea"]);
});

it("leaves the other party's signature, date and place proposed where one person signs", async () => {
  const draft = new FakeDraft(draftView({ recipients: [recipient("ada")] }));
  const party = (x: number, role: string) => [
    place(x, { kind: "place", rect: { x, y: 560, width: 90, height: 16 } }),
    place(x, { role }),
  ];
  const alone = place(80, { page: 2, kind: "date", rect: { x: 80, y: 100, width: 90, height: 16 } });
  const placement = await start([...party(80, "le client"), ...party(320, "le prestataire"), alone], draft);
  await placement.suggestions.acceptAll();
  await settle();
  const told = () => draft.view.fields.map(({ kind, placement: { rect } }) => `${kind} ${rect.x}`);
  expect(told()).toEqual(["place 80", "signature 80", "date 80"]);
  expect(toasts.list.at(-1)?.text).toMatch(/3 cadres placés\. 2 emplacements restent proposés/u);
  // Asked again, it is as unsure; by itself each is placed.
  await placement.suggestions.acceptAll();
  expect(draft.view.fields).toHaveLength(3);
  const [left, signature] = placement.suggestions.all;
  if (left && signature) await placement.suggestions.accept(signature);
  expect(told().at(-1)).toBe("signature 320");
});

it("gives each of two parties its signature where both have initials before", async () => {
  const draft = new FakeDraft();
  const initials = [1, 2].map((page) => place(80, { page, kind: "initials" }));
  const parties = ["le client", "le prestataire", "la caution"];
  const signatures = parties.map((role, at) => place(80 + at * 165, { page: 3, role }));
  await (await start([...initials, ...signatures], draft)).suggestions.acceptAll();
  expect(draft.view.fields.map(({ kind, recipient: who }) => `${kind} ${who}`)).toEqual([
    "initials ada",
    "initials bea",
    "signature ada",
    "signature bea",
  ]);
});

it("leaves the tag of a second signer proposed while there is none", async () => {
  const draft = new FakeDraft(draftView({ recipients: [recipient("ada")] }));
  const placement = await start([place(80, { signer: 2 }), place(320, { signer: 1 })], draft);
  await placement.suggestions.acceptAll();
  expect(draft.view.fields.map(({ placement: { rect } }) => rect.x)).toEqual([320]);
});

it("gives one person one initials box on each page, and a second signature on a page to nobody", async () => {
  const draft = new FakeDraft(draftView({ recipients: [recipient("ada")] }));
  const found = [1, 2].map((page) => place(80, { page, kind: "initials" }));
  const placement = await start([...found, place(80, { page: 3 }), place(320, { page: 3 })], draft);
  await placement.suggestions.acceptAll();
  expect(draft.view.fields.map(({ kind, placement: { page } }) => `${kind} ${page}`)).toEqual([
    "initials 1",
    "initials 2",
    "signature 3",
  ]);
  expect(placement.suggestions.all).toHaveLength(1);
});

it("says above the tools what was found, and places it from there", async () => {
  const draft = new FakeDraft();
  const placement = await start([place(80), place(320)], draft);
  shown = mount(SuggestionStrip, { target: document.body, props: { placement } });
  await settle();
  const strip = document.querySelector("[data-testid=suggestion-strip]");
  expect(strip?.textContent).toContain("2 emplacements trouvés");
  strip?.querySelector<HTMLButtonElement>("[data-testid=accept-all]")?.click();
  await settle();
  await settle();
  expect(draft.view.fields).toHaveLength(2);
  expect(strip?.textContent).toContain("2 emplacements trouvés ont leur cadre");
  expect(strip?.classList.contains("roomy")).toBe(false);
});

it("gives one role's places to one person", async () => {
  const draft = new FakeDraft();
  const roles = ["le client", "le bailleur", "le client"];
  await (
    await start(
      roles.map((role, at) => place(80 + at * 165, { role })),
      draft,
    )
  ).suggestions.acceptAll();
  expect(draft.view.fields.map(({ recipient: who }) => who)).toEqual(["ada", "bea", "ada"]);
});

it("proposes nothing where a box stands, nothing the account cannot take, nothing that was refused", async () => {
  const taken = field("fld_1", { placement: { page: 1, rect: { x: 90, y: 610, width: 150, height: 60 } } });
  const draft = new FakeDraft(draftView({ fields: [taken], recipients: [recipient("ada")] }));
  const placement = await start([place(80), place(300), place(80, { page: 2, kind: "checkbox" })], draft);
  expect(placement.suggestions.all).toHaveLength(2);
  placement.tools.taken = () => ({ account: "Cabinet", kinds: ["signature"], ownSize: false });
  const [left, ...more] = placement.suggestions.all;
  expect([left?.place.rect.x, more.length]).toEqual([300, 0]);
  if (left) await placement.suggestions.refuse(left);
  expect(placement.suggestions.all).toEqual([]);
});

it("leaves out what the account does not take, and says how many and why", async () => {
  const draft = new FakeDraft(draftView({ recipients: [recipient("ada")] }));
  const date = (x: number) => place(x, { kind: "date", rect: { x, y: 700, width: 90, height: 16 } });
  const placement = await start([place(80), date(80), date(320)], draft);
  placement.tools.taken = () => ({ account: "Cabinet", kinds: ["signature"], ownSize: false });
  shown = mount(SuggestionsPanel, { target: document.body, props: { placement } });
  const lacking = () => document.querySelector("[data-testid=suggestions-lacking]")?.textContent;
  expect(lacking()).toMatch(/Cabinet.*ne prend pas ces cadres.*Date.*2 emplacements/u);
  await placement.suggestions.acceptAll();
  await settle();
  expect(draft.view.fields.map(({ kind }) => kind)).toEqual(["signature"]);
  expect(toasts.list.at(-1)?.text).toMatch(/1 cadre placé\. .*Cabinet.*2 emplacements/u);
  expect(lacking()).toMatch(/2 emplacements/u);
  placement.tools.taken = () => null;
  await placement.suggestions.acceptAll();
  expect(draft.view.fields).toHaveLength(3);
});

it("begins anew with the first signer in each document", async () => {
  const two = ["doc_1", "doc_2"].map((id, at) =>
    documentView({
      id: id as never,
      sha256: String(at).repeat(64) as never,
      pages: [
        { width: 595, height: 842 },
        { width: 595, height: 842 },
      ],
    }),
  );
  const people = ["ada", "bea", "carl"].map((id) => recipient(id));
  const draft = new FakeDraft(draftView({ documents: two, recipients: people }));
  const placement = await start([place(80), place(320)], draft);
  await placement.suggestions.acceptAll();
  const told = () => draft.view.fields.map(({ document: id, recipient: who }) => `${id} ${who}`);
  const expected = ["doc_1 ada", "doc_1 bea", "doc_2 ada", "doc_2 bea"];
  expect(told()).toEqual(expected);
  await placement.desk.undo();
  const next = () => placement.suggestions.accept(placement.suggestions.all[0]!);
  for (let left = 4; left > 0; left -= 1) await next();
  expect(told()).toEqual(expected);
});

it("keeps a role with its person through all documents, and gives another one to somebody else", async () => {
  const two = ["doc_1", "doc_2"].map((id, at) =>
    documentView({ id: id as never, sha256: String(at).repeat(64) as never }),
  );
  const people = ["ada", "bea", "carl"].map((id) => recipient(id));
  const draft = new FakeDraft(draftView({ documents: two, recipients: people }));
  const found = (places: Place[]): Detection => ({ places, rules: [], pages_read: 1, pages_cut: [] });
  const placement = await start([], draft);
  draft.host.answer({
    detect_places: ({ sha256 }) =>
      found(
        sha256.startsWith("0")
          ? [place(80, { role: "le client" }), place(320, { role: "le bailleur" })]
          : [place(80, { role: "la caution" }), place(320, { role: "le bailleur" })],
      ),
  });
  const again = new Placement(placement.desk, placement.viewer);
  await again.suggestions.look();
  await again.suggestions.acceptAll();
  expect(draft.view.fields.map(({ recipient: who }) => who)).toEqual(["ada", "bea", "carl", "bea"]);
});

it("is a button on the page: Enter places it for the signer chosen, Delete leaves it", async () => {
  const draft = new FakeDraft();
  const placement = await start([place(80), place(320)], draft);
  placement.chooseSigner("bea" as never);
  const sheet = placement.viewer.list.sheets[0];
  if (!sheet) throw new Error("no page");
  shown = mount(PageBoxes, { target: document.body, props: { placement, sheet } });
  const buttons = () => [...document.querySelectorAll<HTMLButtonElement>("[data-testid=suggestion]")];
  expect(buttons().map((button) => button.getAttribute("aria-label"))).toEqual([
    expect.stringContaining("page 1"),
    expect.stringContaining("page 1"),
  ]);
  buttons()[1]?.dispatchEvent(new KeyboardEvent("keydown", { key: "Delete", bubbles: true }));
  await settle();
  expect(buttons()).toHaveLength(1);
  buttons()[0]?.click();
  await settle();
  await settle();
  expect(draft.view.fields.map(({ recipient: who, placement: { rect } }) => [who, rect.x])).toEqual([
    ["bea", 80],
  ]);
  expect(buttons()).toHaveLength(0);
});

it("is called by the words beside it, and numbered where that leaves two alike", async () => {
  const tag = { clue: "text_tag", text: "{{signature}}" } as const;
  const placement = await start([
    place(80),
    place(320, { text: "Le bailleur" }),
    place(80, { page: 2, rect: { x: 80, y: 100, width: 160, height: 50 }, ...tag }),
    place(320, { page: 2, rect: { x: 320, y: 100, width: 160, height: 50 }, ...tag }),
  ]);
  const [first, second] = placement.viewer.list.sheets;
  if (!first || !second) throw new Error("no page");
  const told = (sheet: typeof first) =>
    placement.suggestions
      .names(placement.suggestions.on(sheet))
      .map((name) => name.replaceAll(/[\u2066-\u2069]/gu, ""));
  const [labelled, bailleur] = told(first);
  expect(labelled).toMatch(/page 1.*signature.*près de «.Signature.»$/u);
  expect(bailleur).toMatch(/près de «.Le bailleur.»$/u);
  expect(told(second)).toEqual([
    expect.stringMatching(/balise dans le texte.*, 1 sur 2$/u),
    expect.stringMatching(/balise dans le texte.*, 2 sur 2$/u),
  ]);
});

it("draws a box onto the line that is printed there, and puts the first box there", async () => {
  const draft = new FakeDraft(draftView({ fields: [field("fld_1")], recipients: [recipient("ada")] }));
  const placement = await start([place(320)], draft);
  const hold = { free: false, straight: false };
  placement.moving.drag(field("fld_1"), null, -17, 395, hold);
  expect(placement.ghost?.rect.y).toBeCloseTo(655 - 72 / 25.4 - 60, 1);
  expect(placement.ghost?.guides?.some(({ kind }) => kind === "rule")).toBe(true);
  placement.cancel();
  const sheet = placement.viewer.list.sheets[0];
  if (sheet) await placement.tools.placeFreely(sheet, "ada" as never);
  expect(draft.view.fields.at(-1)?.placement.rect.x).toBe(320);
});

it("places all but printed squares, which may be anybody's; what stands beside one is what is asked", async () => {
  const draft = new FakeDraft(draftView({ recipients: [recipient("ada")] }));
  const square = place(320, { kind: "checkbox", clue: "square", text: "J’ai lu les conditions" });
  const tag = place(80, { page: 2, kind: "text", clue: "text_tag", text: "{{IBAN;type=text;role=Client}}" });
  const placement = await start([place(80), square, tag], draft);
  await placement.suggestions.acceptAll();
  expect(draft.view.fields.map(({ kind, label }) => [kind, label])).toEqual([
    ["signature", ""],
    ["text", "IBAN"],
  ]);
  const [left] = placement.suggestions.all;
  if (left) await placement.suggestions.accept(left);
  expect(draft.view.fields.at(-1)).toMatchObject({
    kind: "checkbox",
    label: "J’ai lu les conditions",
    required: false,
  });
});

it("offers the document's own signature fields by their names", async () => {
  const draft = new FakeDraft();
  const placement = await start([place(80, { clue: "form_field", text: "Signature_bailleur" })], draft);
  shown = mount(SuggestionsPanel, { target: document.body, props: { placement } });
  const tool = document.querySelector<HTMLButtonElement>("[data-testid=existing-field]");
  expect(tool?.textContent).toMatch(/Champ de signature existant .*Signature_bailleur.*page .*1/u);
  tool?.click();
  await settle();
  await settle();
  expect(draft.view.fields.map(({ placement: { rect } }) => rect.x)).toEqual([80]);
});

it("gives each party its own date and place, by the signature they stand by", async () => {
  const draft = new FakeDraft();
  const at = (kind: Place["kind"], x: number, y: number) =>
    place(x, { kind, rect: { x, y, width: 160, height: kind === "signature" ? 50 : 16 } });
  const found = [
    at("place", 80, 500),
    at("place", 320, 500),
    at("date", 80, 525),
    at("date", 320, 525),
    at("signature", 60, 600),
    at("signature", 300, 600),
  ];
  const placement = await start(found, draft);
  await placement.suggestions.acceptAll();
  expect(draft.view.fields.map(({ recipient: who }) => who)).toEqual([
    "ada",
    "bea",
    "ada",
    "bea",
    "ada",
    "bea",
  ]);
});

it("refuses one by the pointer, with a way back; it stays refused when the draft is opened again", async () => {
  const draft = new FakeDraft();
  const placement = await start([place(80), place(320)], draft);
  const [sheet] = placement.viewer.list.sheets;
  if (sheet) shown = mount(PageBoxes, { target: document.body, props: { placement, sheet } });
  const crosses = () => [...document.querySelectorAll<HTMLElement>("[data-testid=refuse-suggestion]")];
  expect(crosses().map(({ tabIndex }) => tabIndex)).toEqual([-1, -1]);
  crosses()[0]?.click();
  await settle();
  expect(placement.suggestions.all.map(({ place: { rect } }) => rect.x)).toEqual([320]);
  expect(draft.view.fields).toEqual([]);
  expect(toasts.list.at(-1)?.text).toMatch(/1 proposition reste/u);
  expect(document.activeElement?.hasAttribute("data-boxes"), "the page stays where it is").toBe(true);
  expect((await start([place(80), place(320)], draft)).suggestions.all).toHaveLength(1);
  await toasts.list.at(-1)?.action?.run();
  expect(placement.suggestions.all).toHaveLength(2);
});

it("proposes again what was refused, by one command and with the focus on the first", async () => {
  const draft = new FakeDraft();
  const placement = await start([place(80), place(320)], draft);
  const [sheet] = placement.viewer.list.sheets;
  if (sheet) shown = mount(PageBoxes, { target: document.body, props: { placement, sheet } });
  const panel = mount(SuggestionsPanel, { target: document.body, props: { placement } });
  await placement.suggestions.refuseAll();
  await settle();
  expect([placement.suggestions.all, placement.suggestions.placed]).toEqual([[], 0]);
  document.querySelector<HTMLElement>("[data-testid=propose-again]")?.click();
  await settle();
  expect(placement.suggestions.all).toHaveLength(2);
  expect(document.activeElement?.getAttribute("data-suggestion")).toContain("-80-600");
  expect(document.querySelector("[data-testid=propose-again]")).toBeNull();
  await placement.desk.undo();
  expect(placement.suggestions.all).toEqual([]);
  void unmount(panel);
});
