import { beforeEach, describe, expect, it, vi } from "vitest";
import type { EnvelopeId } from "../../bindings/EnvelopeId";
import type { EnvelopeView } from "../../bindings/EnvelopeView";
import type { Error as Refusal } from "../../bindings/Error";
import type { RecipientId } from "../../bindings/RecipientId";
import type { SigningView } from "../../bindings/SigningView";
import { setLanguage } from "../../i18n";
import { field } from "../../test_draft";
import { fakeHost, type FakeHost } from "../../test_host";
import { digest, documentView } from "../../test_views";
import { Pad, PAD_ASPECT } from "./pad.svelte";
import { Signing } from "./signing.svelte";
import { Sketch } from "./sketch.svelte";

const envelope = "env_1" as EnvelopeId;
const ada = "ada" as RecipientId;
const consent = { language: "fr", version: "1", text: "J’accepte.", sha256: digest("ab") } as const;
const view = {
  envelope,
  title: "Contrat",
  recipient: { id: ada, first_name: "Ada", last_name: "Martin" },
  documents: [documentView()],
  fields: [field("fld_1")],
  entries: [],
  consent,
  next: [],
} as unknown as SigningView;

let refusal: Refusal | null = null;
let host: FakeHost;

function refuseOnce(): void {
  const thrown = refusal;
  refusal = null;
  // oxlint-disable-next-line no-throw-literal
  if (thrown) throw thrown;
}

function signed(...recipients: Partial<EnvelopeView["recipients"][number]>[]): EnvelopeView {
  return { id: envelope, status: "in_progress", recipients } as unknown as EnvelopeView;
}

const bounds = { left: 100, top: 50, width: 600, height: 200 };
const pointer = (clientX: number, clientY: number, more = {}) => ({
  pointerId: 1,
  pointerType: "mouse",
  isPrimary: true,
  pressure: 0.5,
  width: 1,
  height: 1,
  clientX,
  clientY,
  ...more,
});

beforeEach(() => {
  setLanguage("fr");
  refusal = null;
  host = fakeHost({
    begin_signing: () => view,
    preview_signature: () => {
      refuseOnce();
      return { boxes: [{ field: field("fld_1").id, svg: "<svg/>" }] };
    },
    sign_locally: () => {
      refuseOnce();
      return signed({ id: "bea" as RecipientId, role: "signer", is_turn: true });
    },
    decline_signing: () => signed(),
  });
});

async function begin(): Promise<Signing> {
  const signing = new Signing(envelope, ada);
  await signing.begin();
  return signing;
}

describe("signing", () => {
  it("does not pass the consent without it", async () => {
    const signing = await begin();
    signing.turnTo("consent");
    expect(signing.accept()).toBe(false);
    expect([signing.step, signing.unaccepted]).toEqual(["consent", true]);
    signing.accepted = true;
    expect(signing.accept()).toBe(true);
    expect(signing.step).toBe("sign");
  });

  it("asks for the consent again after reading again", async () => {
    const signing = await begin();
    signing.turnTo("consent");
    signing.accepted = true;
    signing.turnTo("read");
    signing.turnTo("consent");
    expect([signing.step, signing.accepted, signing.accept()]).toEqual(["consent", false, false]);
  });

  it("asks for no consent to pages that cannot be read", async () => {
    host = fakeHost({ begin_signing: () => ({ ...view, documents: [documentView({ locked: true })] }) });
    const signing = await begin();
    signing.turnTo("consent");
    expect([signing.step, signing.locked.length]).toEqual(["read", 1]);
  });

  it("signs with the consent as it was shown, and says who is next", async () => {
    const signing = await begin();
    await signing.type(" Ada Martin ");
    expect([signing.step, signing.previews.size]).toEqual(["confirm", 1]);
    expect(await signing.finish()).toBe(true);
    expect(host.calls.at(-1)).toEqual([
      "sign_locally",
      {
        envelope,
        recipient: ada,
        mark: { type: "typed", name: "Ada Martin" },
        consent,
        answers: [],
        capture: expect.objectContaining({ input: "typed", strokes: 0, points: null }),
        biometrics: null,
      },
    ]);
    expect([signing.step, signing.next?.id, signing.mark]).toEqual(["done", "bea", null]);
  });

  it("stays on the pad when the mark cannot be drawn", async () => {
    const signing = await begin();
    signing.turnTo("sign");
    refusal = { code: "refused", message: "error-missing-glyph", params: { character: "𓀀" }, detail: "" };
    expect(await signing.type("𓀀")).toBe(false);
    expect([signing.step, signing.error?.message, signing.mark]).toEqual([
      "sign",
      "error-missing-glyph",
      null,
    ]);
  });

  it("loses nothing when the last step fails: the same mark can be tried again", async () => {
    const signing = await begin();
    await signing.type("Ada");
    refusal = { code: "storage", message: "error-storage", params: { path: "/" }, detail: "" };
    expect(await signing.finish()).toBe(false);
    expect([signing.step, signing.busy, signing.error?.code]).toEqual(["confirm", false, "storage"]);
    expect(await signing.finish()).toBe(true);
    expect(signing.error).toBeNull();
  });

  it("starts again with an empty hand", async () => {
    const signing = await begin();
    await signing.type("Ada");
    signing.again();
    expect([signing.step, signing.mark, signing.previews.size]).toEqual(["sign", null, 0]);
    expect(await signing.finish()).toBe(false);
  });

  it("declines with a reason", async () => {
    const signing = await begin();
    expect(await signing.decline("  Erreur page 2 ")).toBe(true);
    expect(host.calls.at(-1)?.[1]).toMatchObject({ reason: "Erreur page 2" });
    expect(signing.next).toBeNull();
  });

  it("before a host, keeps nothing of the others and has each page noted once", async () => {
    host.answer({ note_signing: () => ({}) });
    const signing = new Signing(envelope, ada, "face_to_face");
    await signing.begin();
    for (const page of [1, 2, 1]) signing.showPage(documentView().id, page);
    const noted = host.calls.filter(([command]) => command === "note_signing").map(([, params]) => params);
    expect(noted).toEqual([
      { step: "opened", document: null, page: null },
      { step: "page_shown", document: "doc_1", page: 1 },
      { step: "page_shown", document: "doc_1", page: 2 },
    ]);
    await signing.type("Ada Martin");
    expect(await signing.finish()).toBe(true);
    expect([signing.step, signing.envelope, signing.next]).toEqual(["done", null, null]);
  });

  it("lets a witness stand for whoever draws a cross", async () => {
    const signing = await begin();
    const [cross, witness] = [new Pad(), new Pad()];
    for (const pad of [cross, witness]) {
      pad.start(pointer(100, 50), bounds);
      pad.move(pointer(700, 250), [pointer(700, 250)], bounds);
      pad.end(pointer(700, 250));
    }
    await signing.cross(cross.ink, { name: " Marc Petit ", ink: witness.ink }, PAD_ASPECT);
    expect(host.calls.at(-1)?.[1]).toMatchObject({
      mark: { type: "cross", witness_name: "Marc Petit", witness: { aspect: 3, input: "mouse" } },
    });
  });

  it("tells why it cannot begin", async () => {
    host.rpc = () =>
      Promise.reject({ code: "refused", message: "error-not-their-turn", params: {}, detail: "" });
    const signing = await begin();
    expect([signing.view, signing.error?.message]).toEqual([null, "error-not-their-turn"]);
  });
});

describe("a typed name", () => {
  it("is drawn once the person pauses, and says why when it cannot be", async () => {
    vi.useFakeTimers();
    const signing = await begin();
    const sketch = new Sketch(signing);
    for (const name of ["A", "Ad", "Ada"]) sketch.type(name);
    await vi.advanceTimersByTimeAsync(300);
    expect(host.calls.filter(([command]) => command === "preview_signature")).toHaveLength(1);
    expect(sketch.svg).toBe("<svg/>");
    refusal = { code: "refused", message: "error-missing-glyph", params: { character: "𓀀" }, detail: "" };
    sketch.type("Ada 𓀀");
    await vi.advanceTimersByTimeAsync(300);
    expect([sketch.svg, signing.error?.message, signing.step]).toEqual([null, "error-missing-glyph", "read"]);
    sketch.type("  ");
    await vi.advanceTimersByTimeAsync(300);
    expect(host.calls.filter(([command]) => command === "preview_signature")).toHaveLength(2);
    vi.useRealTimers();
  });
});

describe("the pad", () => {
  it("draws all coalesced points, in its own measure", async () => {
    const pad = new Pad();
    pad.start(pointer(100, 50), bounds);
    pad.move(pointer(700, 250), [pointer(250, 100), pointer(400, 150), pointer(700, 250)], bounds);
    pad.end(pointer(700, 250));
    expect(pad.count).toBe(1);
    expect(pad.path).toMatch(/^M.*Z$/u);
    const signing = await begin();
    await signing.draw(pad.ink, PAD_ASPECT);
    const [, request] = host.calls.at(-1) ?? [];
    expect(request).toMatchObject({ mark: { type: "drawn", aspect: 3, input: "mouse" } });
    const xs = pad.ink
      .outlines(PAD_ASPECT)
      .flat()
      .map(([x]) => x);
    expect(Math.min(...xs)).toBeLessThan(0.02);
    expect(Math.max(...xs)).toBeGreaterThan(0.95);
  });

  it("gives the movement only to whoever agreed, with a pressure only where one was measured", async () => {
    const pad = new Pad();
    pad.start(pointer(100, 50, { timeStamp: 1000 }), bounds);
    pad.move(pointer(400, 150), [pointer(400, 150, { timeStamp: 1040 })], bounds);
    pad.end(pointer(400, 150));
    pad.start(pointer(100, 50, { timeStamp: 2000 }), bounds);
    pad.end(pointer(100, 50));
    pad.undo();
    const signing = await begin();
    await signing.draw(pad.ink, PAD_ASPECT);
    await signing.finish();
    const capture = { strokes: 1, undos: 1, clears: 0, duration_ms: 40, input: "mouse", pressure: false };
    expect(host.calls.at(-1)?.[1]).toMatchObject({ capture: { ...capture, points: null } });
    signing.biometrics = true;
    await signing.draw(pad.ink, PAD_ASPECT);
    await signing.finish();
    const points = [
      [0, 0, 0, 0, 0],
      [0.5, 0.5, 40, 0, 0],
    ];
    expect(host.calls.at(-1)?.[1]).toMatchObject({ capture: { ...capture, points } });
  });

  it("redraws the tip of a running stroke, and draws it whole when it ends", () => {
    const pad = new Pad();
    pad.start(pointer(100, 50), bounds);
    pad.end(pointer(100, 50));
    const before = pad.path;
    pad.start(pointer(100, 60), bounds);
    const tips = new Set<string>();
    let first = "";
    for (let step = 1; step <= 100; step += 1) {
      const at = pointer(100 + step * 5, 150 + 60 * Math.sin(step / 8));
      pad.move(at, [at], bounds);
      tips.add(pad.tip);
      if (step === 40) [first = ""] = pad.pieces;
    }
    expect([pad.path, pad.pieces.length, tips.size]).toEqual([before, 3, 100]);
    expect([first.length > 100, pad.pieces[0]]).toEqual([true, first]);
    pad.end(pointer(600, 150));
    expect([pad.pieces, pad.tip, pad.path.startsWith(before)]).toEqual([[], "", true]);
    expect(pad.path.split("M")).toHaveLength(3);
  });

  it("undoes, clears, and offers the finger once a pen was there", () => {
    const pad = new Pad();
    pad.start(pointer(200, 100, { pointerType: "pen" }), bounds);
    pad.end(pointer(200, 100));
    expect(pad.ignoresTouch).toBe(true);
    expect(pad.start(pointer(200, 100, { pointerType: "touch" }), bounds)).toBe(false);
    pad.signWithFinger();
    expect(pad.start(pointer(200, 100, { pointerType: "touch" }), bounds)).toBe(true);
    pad.end(pointer(200, 100));
    pad.undo();
    expect(pad.count).toBe(1);
    pad.clear();
    expect([pad.count, pad.path]).toEqual([0, ""]);
  });
});
