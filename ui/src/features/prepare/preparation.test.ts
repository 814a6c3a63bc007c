import { beforeEach, describe, expect, it } from "vitest";
import type { DraftProblem } from "../../bindings/DraftProblem";
import type { Error as Refusal } from "../../bindings/Error";
import { DraftDesk } from "../../draft.svelte";
import { setLanguage } from "../../i18n";
import { draftView, FakeDraft, recipient } from "../../test_draft";
import { documentView, envelopeView } from "../../test_views";
import { Preparation } from "./preparation.svelte";
import { Typed } from "./typed.svelte";

async function start(draft: FakeDraft): Promise<Preparation> {
  const desk = new DraftDesk(draft.view.id);
  await desk.load();
  return new Preparation(desk);
}

function withProblems(...problems: DraftProblem[]): FakeDraft {
  return new FakeDraft(draftView({ problems: problems.map((problem) => ({ problem, path: "" })) }));
}

const ada = recipient("ada").id;

describe("preparing", () => {
  beforeEach(() => setLanguage("fr"));

  it("tells a document beyond what the account is given, first of all and only for that account", async () => {
    const large = documentView({ name: "Plans", byte_size: 10_000_001 });
    const problems = [{ problem: { code: "signer_without_field" as const, recipient: ada }, path: "" }];
    const preparation = await start(new FakeDraft(draftView({ documents: [large], problems })));
    const { missing } = preparation;
    expect([missing.tooLarge(large), missing.count("documents")]).toEqual([null, 0]);
    missing.limit = () => ({ account: "Cabinet", megabytes: 10 });
    expect(missing.items.map(({ place }) => place.at)).toEqual(["document", "boxes"]);
    expect(missing.items[0]?.text).toMatch(/Plans.*plus de 10.Mo.*Cabinet/u);
    expect([missing.count("documents"), missing.isComplete("documents")]).toEqual([1, false]);
    expect(missing.step(1)).toEqual({ at: "document", document: large.id });
    expect(missing.tooLarge({ ...large, byte_size: 10_000_000 })).toBeNull();
  });

  it("counts what is missing at each stop, and starts at the first", async () => {
    const preparation = await start(
      withProblems(
        { code: "signer_without_field", recipient: ada },
        { code: "name_missing", recipient: ada },
      ),
    );
    expect(
      ["documents", "signers", "boxes", "send"].map((stop) => preparation.missing.count(stop as "send")),
    ).toEqual([0, 1, 1, 0]);
    preparation.start();
    expect(preparation.stop).toBe("signers");
    const locked = await start(new FakeDraft(draftView({ documents: [documentView({ locked: true })] })));
    locked.start();
    expect([locked.stop, locked.missing.isComplete("documents")]).toEqual(["documents", false]);
    const ready = await start(new FakeDraft());
    ready.start();
    expect(ready.stop).toBe("send");
  });

  it("asks for no title before the first document, which brings one", async () => {
    const problems = [{ code: "no_title" }, { code: "no_document" }] as const;
    const told = problems.map((problem) => ({ problem, path: "" }));
    const empty = await start(new FakeDraft(draftView({ documents: [], problems: told })));
    expect([empty.missing.count("documents"), empty.missing.problems]).toEqual([
      1,
      [{ code: "no_document" }],
    ]);
    expect((await start(withProblems({ code: "no_title" }))).missing.count("documents")).toBe(1);
  });

  it("walks through the problems, round and round, both ways", async () => {
    const preparation = await start(
      withProblems({ code: "signer_without_field", recipient: ada }, { code: "no_title" }),
    );
    expect(preparation.missing.step(1)).toEqual({ at: "title" });
    expect(preparation.missing.step(1)).toEqual({ at: "boxes", recipient: ada });
    expect(preparation.missing.step(1)).toEqual({ at: "title" });
    expect(preparation.missing.step(-1)).toEqual({ at: "boxes", recipient: ada });
    expect((await start(new FakeDraft())).missing.step(1)).toBeNull();
  });

  it("names the person a problem is about", async () => {
    const preparation = await start(withProblems({ code: "signer_without_field", recipient: ada }));
    expect(preparation.missing.problems.map((problem) => preparation.missing.tell(problem)).join()).toContain(
      "ADA Martin",
    );
    expect(preparation.missing.tell({ code: "no_title" })).toBe("Il manque le titre.");
  });

  it("opens the card of the person to correct", async () => {
    const preparation = await start(new FakeDraft());
    preparation.turnTo({ at: "signer", recipient: ada, part: "email" });
    expect([preparation.stop, preparation.open]).toEqual(["signers", "ada"]);
  });

  it("adds a person who signs here, last in the order", async () => {
    const draft = new FakeDraft(draftView({ recipients: [recipient("ada", { routing_order: 3 })] }));
    const preparation = await start(draft);
    const id = await preparation.addSigner();
    expect(draft.view.recipients.at(-1)).toMatchObject({
      id,
      role: "signer",
      delivery: "in_person",
      routing_order: 4,
      language: "fr",
    });
    expect(preparation.open).toBe(id);
  });

  it("stores what is typed about a person letter by letter, as one step to undo, and nothing twice", async () => {
    const draft = new FakeDraft();
    const preparation = await start(draft);
    await preparation.updateSigner(ada, { first_name: "A" });
    await preparation.updateSigner(ada, { first_name: "Am" });
    await preparation.updateSigner(ada, { first_name: "Am" });
    expect(draft.operations).toHaveLength(2);
    expect(new Set(draft.mergeKeys).size).toBe(1);
    expect(draft.view.recipients[0]?.first_name).toBe("Am");
  });

  it("moves people and documents by one place, within the list", async () => {
    const draft = new FakeDraft(
      draftView({ documents: [documentView(), documentView({ id: "doc_2" as never, name: "Annexe" })] }),
    );
    const preparation = await start(draft);
    await preparation.moveSigner(ada, -1);
    await preparation.moveDocument(documentView().id, -1);
    expect(draft.operations).toEqual([]);
    await preparation.moveSigner(ada, 1);
    await preparation.moveDocument(documentView().id, 1);
    expect(draft.view.recipients.map(({ id }) => id)).toEqual(["bea", "ada"]);
    expect(draft.view.documents.map(({ id }) => id)).toEqual(["doc_2", "doc_1"]);
  });

  it("keeps the reason when sending is refused, and can be tried again", async () => {
    const preparation = await start(new FakeDraft());
    expect(await preparation.send()).toBeNull();
    expect(preparation.refusal?.code).toBe("internal");
    expect(preparation.sending).toBe(false);
  });

  it("what was written down before the sending went wrong is answered: its page says how it stands", async () => {
    const draft = new FakeDraft();
    const uncertain: Refusal = {
      code: "uncertain",
      message: "error-sending-uncertain",
      params: { account: "Cabinet", envelope: "env_9" },
      detail: "",
    };
    draft.host.answer({
      send_envelope: () => {
        // oxlint-disable-next-line no-throw-literal
        throw uncertain;
      },
      open_envelope: ({ envelope }) => envelopeView({ id: envelope, status: "uncertain" }),
    });
    const preparation = await start(draft);
    preparation.account = "Cabinet";
    expect((await preparation.send())?.id).toBe("env_9");
    expect(preparation.refusal?.code).toBe("uncertain");
    expect(draft.host.calls).toContainEqual(["send_envelope", { draft: "drf_1", account: "Cabinet" }]);
  });

  it("options change one by one; what is said again changes nothing", async () => {
    const draft = new FakeDraft();
    const preparation = await start(draft);
    await preparation.setOptions({ reminder_days: 7 });
    await preparation.setOptions({ test: true });
    await preparation.setOptions({ test: true });
    expect(draft.operations).toHaveLength(2);
    expect(draft.view.options).toMatchObject({ reminder_days: 7, test: true });
  });

  it("an address of the sender that is none is missing at the last stop", async () => {
    const preparation = await start(
      withProblems({ code: "requester_invalid", reason: { code: "no_at" } as never }),
    );
    expect(preparation.missing.count("send")).toBe(1);
    preparation.turnTo(preparation.missing.step(1)!);
    expect([preparation.stop, preparation.optionsOpen]).toEqual(["send", true]);
  });
});

describe("a text that is stored while it is typed", () => {
  it("shows what was typed, however late the answers come", async () => {
    let stored = "a";
    const waiting: (() => void)[] = [];
    const typed = new Typed(
      () => stored,
      (text) =>
        new Promise<void>((resolve) => {
          waiting.push(() => {
            stored = text;
            resolve();
          });
        }),
    );
    typed.type("ab");
    typed.type("abc");
    waiting[0]?.();
    expect(typed.value).toBe("abc");
    const left = typed.leave();
    waiting[1]?.();
    await left;
    expect(typed.value).toBe("abc");
    stored = "changed elsewhere";
    expect(typed.value).toBe("changed elsewhere");
  });
});
