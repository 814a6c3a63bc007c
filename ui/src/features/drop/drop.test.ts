import { beforeEach, describe, expect, it } from "vitest";
import type { DraftId } from "../../bindings/DraftId";
import type { DraftView } from "../../bindings/DraftView";
import type { FileInspectionView } from "../../bindings/FileInspectionView";
import { setLanguage } from "../../i18n";
import { takeJustMade } from "../../just_made";
import { navigation } from "../../navigation.svelte";
import { appState } from "../../settings.svelte";
import { fakeHost, type FakeHost } from "../../test_host";
import { toasts } from "../../widgets/toasts.svelte";
import { Dropped } from "./drop.svelte";

const DRAFT = "drf_1" as DraftId;

function file(path: string, change: Partial<FileInspectionView> = {}): FileInspectionView {
  return {
    path,
    name: path,
    byte_size: 1,
    page_count: 1,
    signatures: 0,
    findings: [],
    problem: null,
    ...change,
  };
}

const locked: Partial<FileInspectionView> = {
  page_count: null,
  problem: { code: "passwordNeeded", message: "error-password-needed", params: {}, detail: "" },
};
const notPdf: Partial<FileInspectionView> = {
  page_count: null,
  problem: { code: "documentUnreadable", message: "error-not-a-pdf", params: {}, detail: "" },
};

function inspecting(...files: FileInspectionView[]) {
  return fakeHost({
    inspect_files: () => ({ files }),
    create_draft: ({ files: sent }) => {
      const rejected = sent
        .filter(({ password }) => password === "wrong")
        .map(({ path }) => ({
          path,
          name: path,
          error: { code: "passwordNeeded" as const, message: "error-password-wrong", params: {}, detail: "" },
        }));
      const draft = rejected.length < sent.length ? ({ id: DRAFT } as DraftView) : null;
      return { draft, rejected };
    },
    import_documents: () => ({ draft: { id: DRAFT } as DraftView, rejected: [] }),
  });
}

/** Keeps back the answer to the next `create_draft` until the function is called. */
function hold(host: FakeHost): () => void {
  const { rpc } = host;
  let answer = () => {};
  let held = false;
  const gate = new Promise<void>((resolve) => (answer = resolve));
  host.rpc = async (command, params) => {
    if (command === "create_draft" && !held) {
      held = true;
      await gate;
    }
    return rpc(command, params);
  };
  return answer;
}

beforeEach(() => {
  setLanguage("fr");
  navigation.go({ name: "home" });
  takeJustMade(DRAFT);
});

describe("dropped files", () => {
  it("are to be signed, unless one holds a signature already", async () => {
    inspecting(file("a.pdf"));
    const dropped = new Dropped();
    await dropped.take(["a.pdf"]);
    expect([dropped.purpose, dropped.ready]).toEqual(["sign", true]);
    inspecting(file("a.pdf", { signatures: 1 }));
    await dropped.take(["a.pdf"]);
    expect(dropped.purpose).toBe("verify");
    await dropped.take(["a.pdf"], "sign");
    expect(dropped.purpose).toBe("sign");
  });

  it("become a draft; what cannot be used is left out", async () => {
    const host = inspecting(file("a.pdf"), file("b.txt", notPdf));
    const dropped = new Dropped();
    await dropped.take(["a.pdf", "b.txt"]);
    await dropped.proceed();
    expect(host.calls.at(-1)).toEqual(["create_draft", { files: [{ path: "a.pdf", password: null }] }]);
    expect(navigation.screen).toEqual({ name: "prepare", draft: DRAFT });
    expect(dropped.open).toBe(false);
  });

  it("wait for a password, say when it is wrong, and join the same draft when it is right", async () => {
    const host = inspecting(file("a.pdf"), file("b.pdf", locked));
    const dropped = new Dropped();
    await dropped.take(["a.pdf", "b.pdf"]);
    const second = dropped.files[1];
    if (!second) throw new Error("two files");
    second.password = "wrong";
    await dropped.proceed();
    expect(second.refusal).toContain("mot de passe");
    expect([dropped.open, dropped.partlyTaken]).toEqual([true, true]);
    second.password = "right";
    await dropped.proceed();
    expect(host.calls.at(-1)).toEqual([
      "import_documents",
      { draft: DRAFT, files: [{ path: "b.pdf", password: "right" }] },
    ]);
    expect(navigation.screen).toEqual({ name: "prepare", draft: DRAFT });
  });

  it("are all there when the editor opens, the one that was refused at first too", async () => {
    const host = inspecting(file("a.pdf"), file("b.pdf", locked));
    const both = { id: DRAFT, title: "a, b" } as DraftView;
    host.answer({ import_documents: () => ({ draft: both, rejected: [] }) });
    const dropped = new Dropped();
    await dropped.take(["a.pdf", "b.pdf"]);
    const second = dropped.files[1];
    if (!second) throw new Error("two files");
    second.password = "wrong";
    await dropped.proceed();
    expect(takeJustMade(DRAFT), "nothing is handed over before the way there").toBeNull();
    second.password = "right";
    await dropped.proceed();
    expect(takeJustMade(DRAFT)).toBe(both);
  });

  it("leave nothing behind for a later opening when they are given up, or join the draft on the screen", async () => {
    inspecting(file("a.pdf"), file("b.pdf", locked));
    const dropped = new Dropped();
    await dropped.take(["a.pdf", "b.pdf"]);
    const second = dropped.files[1];
    if (!second) throw new Error("two files");
    second.password = "wrong";
    await dropped.proceed();
    dropped.close();
    dropped.goOn();
    expect([navigation.screen.name, takeJustMade(DRAFT)]).toEqual(["home", null]);
    navigation.go({ name: "prepare", draft: DRAFT });
    await dropped.take(["a.pdf"]);
    await dropped.proceed();
    expect([dropped.open, takeJustMade(DRAFT)]).toEqual([false, null]);
  });

  it("are named when they were left out for want of a password", async () => {
    inspecting(file("a.pdf"), file("b.pdf", locked));
    const dropped = new Dropped();
    await dropped.take(["a.pdf", "b.pdf"]);
    await dropped.proceed();
    expect(navigation.screen).toEqual({ name: "prepare", draft: DRAFT });
    expect(toasts.list.at(-1)?.text).toContain("b.pdf");
  });

  it("lead nowhere once the sheet was closed, even if the program answers later", async () => {
    const host = inspecting(file("a.pdf"));
    const answer = hold(host);
    const dropped = new Dropped();
    await dropped.take(["a.pdf"]);
    const going = dropped.proceed();
    dropped.close();
    answer();
    await going;
    expect([navigation.screen.name, dropped.open, dropped.busy]).toEqual(["home", false, false]);
  });

  it("do not join the draft of files dropped before them", async () => {
    const host = inspecting(file("a.pdf"));
    const answer = hold(host);
    const dropped = new Dropped();
    await dropped.take(["a.pdf"]);
    const going = dropped.proceed();
    await dropped.take(["a.pdf"]);
    answer();
    await going;
    expect([navigation.screen.name, dropped.open, dropped.ready]).toEqual(["home", true, true]);
    expect(dropped.partlyTaken).toBe(false);
    await dropped.proceed();
    expect(host.calls.at(-1)?.[0]).toBe("create_draft");
  });

  it("cannot go on when none is usable", async () => {
    inspecting(file("b.txt", notPdf));
    const dropped = new Dropped();
    await dropped.take(["b.txt"]);
    expect(dropped.ready).toBe(false);
  });

  it("dropped over a draft are offered to it first", async () => {
    const host = inspecting(file("a.pdf"));
    navigation.go({ name: "prepare", draft: DRAFT });
    const dropped = new Dropped();
    await dropped.take(["a.pdf"]);
    expect(dropped.purpose).toBe("add");
    await dropped.proceed();
    expect(host.calls.at(-1)?.[0]).toBe("import_documents");
  });

  it("go to the verification with the password that was given", async () => {
    inspecting(file("a.pdf", locked));
    const dropped = new Dropped();
    await dropped.take(["a.pdf"], "verify");
    expect(dropped.ready).toBe(false);
    const [only] = dropped.files;
    if (only) only.password = "secret";
    await dropped.proceed();
    expect(navigation.screen).toEqual({
      name: "verify",
      target: { type: "file", path: "a.pdf", password: "secret" },
    });
  });

  it("whoever signs alone is the signer of the draft already, by the name the settings have", async () => {
    const draft = { id: DRAFT, language: "fr", recipients: [] } as unknown as DraftView;
    const host = inspecting(file("bail.pdf"));
    const contact = { first_name: "Nadia", last_name: "Haddad", email: "", mobile: "", language: null };
    host.answer({
      create_draft: () => ({ draft, rejected: [] }),
      suggest_contacts: () => ({ contacts: [contact] }),
      read_people: () => ({ people: [] }) as never,
      apply_operation: () => draft,
    });
    appState.view = { settings: { host_name: "Nadia Haddad" } } as never;
    const dropped = new Dropped();
    await dropped.take(["bail.pdf"], "myself");
    await dropped.proceed();
    const [, sent] = host.calls.find(([command]) => command === "apply_operation") ?? [];
    expect(sent).toMatchObject({
      draft: DRAFT,
      operation: { type: "add_recipient", recipient: { first_name: "Nadia", delivery: "in_person" } },
    });
    expect(navigation.screen).toEqual({ name: "prepare", draft: DRAFT });
    appState.view = null;
  });
});
