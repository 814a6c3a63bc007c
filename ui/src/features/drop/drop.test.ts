import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DraftId } from "../../bindings/DraftId";
import type { DraftView } from "../../bindings/DraftView";
import type { FileInspectionView } from "../../bindings/FileInspectionView";
import { setLanguage } from "../../i18n";
import { takeJustMade } from "../../just_made";
import { navigation } from "../../navigation.svelte";
import { appState } from "../../settings.svelte";
import { fakeHost, settle, type FakeHost } from "../../test_host";
import { toasts } from "../../widgets/toasts.svelte";
import ChoiceSheet from "./ChoiceSheet.svelte";
import { dropped, Dropped, type IncomingFile } from "./drop.svelte";

const DRAFT = "drf_1" as DraftId;

function file(path: string, change: Partial<FileInspectionView> = {}): FileInspectionView {
  return {
    path,
    name: path,
    byte_size: 1,
    page_count: 1,
    first_page: null,
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
      const draft =
        rejected.length < sent.length ? ({ id: DRAFT, documents: [] } as unknown as DraftView) : null;
      return { draft, rejected };
    },
    import_documents: () => ({ draft: { id: DRAFT, documents: [] } as unknown as DraftView, rejected: [] }),
  });
}

/** The files in the sheet, looked at. */
async function dropping(...paths: string[]): Promise<Dropped> {
  const dropped = new Dropped();
  await dropped.take(paths);
  return dropped;
}

/** One file that can be read and one behind a password, whose first try is wrong: the first is in the draft by then. */
async function halfTaken(): Promise<{ host: FakeHost; dropped: Dropped; second: IncomingFile }> {
  const host = inspecting(file("a.pdf"), file("b.pdf", locked));
  const dropped = await dropping("a.pdf", "b.pdf");
  const second = dropped.files[1];
  if (!second) throw new Error("two files");
  second.password = "wrong";
  await dropped.proceed();
  return { host, dropped, second };
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
    const dropped = await dropping("a.pdf");
    expect([dropped.purpose, dropped.ready]).toEqual(["sign", true]);
    inspecting(file("a.pdf", { signatures: 1 }));
    await dropped.take(["a.pdf"]);
    expect(dropped.purpose).toBe("verify");
    await dropped.take(["a.pdf"], "sign");
    expect(dropped.purpose).toBe("sign");
  });

  it("onto the place for verifying are verified without a question", async () => {
    const host = inspecting(file("a.pdf"));
    navigation.go({ name: "verify", target: null });
    const dropped = await dropping("a.pdf");
    const target = { type: "file", path: "a.pdf", password: null };
    expect([dropped.open, navigation.screen, host.calls]).toEqual([false, { name: "verify", target }, []]);
    await dropped.take(["a.pdf"]);
    expect([dropped.open, dropped.purpose]).toEqual([true, "sign"]);
  });

  it("go where the chosen answer says with Enter on it", async () => {
    const host = inspecting(file("a.pdf"));
    await dropped.take(["a.pdf"]);
    render(ChoiceSheet);
    await userEvent.click(screen.getByRole("radio", { name: /Faire signer/u, checked: true }));
    await userEvent.keyboard("{Enter}");
    await settle();
    expect(host.calls.at(-1)?.[0]).toBe("create_draft");
  });

  it("become a draft; what cannot be used is left out", async () => {
    const host = inspecting(file("a.pdf"), file("b.txt", notPdf));
    const dropped = await dropping("a.pdf", "b.txt");
    await dropped.proceed();
    expect(host.calls.at(-1)).toEqual(["create_draft", { files: [{ path: "a.pdf", password: null }] }]);
    expect(navigation.screen).toEqual({ name: "prepare", draft: DRAFT });
    expect(dropped.open).toBe(false);
  });

  it("wait for a password, say when it is wrong, and join the same draft when it is right", async () => {
    const { host, dropped, second } = await halfTaken();
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
    const { host, dropped, second } = await halfTaken();
    const both = { id: DRAFT, title: "a, b", documents: [] } as unknown as DraftView;
    host.answer({ import_documents: () => ({ draft: both, rejected: [] }) });
    expect(takeJustMade(DRAFT), "nothing is handed over before the way there").toBeNull();
    second.password = "right";
    await dropped.proceed();
    expect(takeJustMade(DRAFT)).toBe(both);
  });

  it("leave nothing behind for a later opening when they are given up, or join the draft on the screen", async () => {
    const { dropped } = await halfTaken();
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
    const dropped = await dropping("a.pdf", "b.pdf");
    await dropped.proceed();
    expect(navigation.screen).toEqual({ name: "prepare", draft: DRAFT });
    expect(toasts.list.at(-1)?.text).toContain("b.pdf");
  });

  it("lead nowhere once the sheet was closed, even if the program answers later", async () => {
    const host = inspecting(file("a.pdf"));
    const answer = hold(host);
    const dropped = await dropping("a.pdf");
    const going = dropped.proceed();
    dropped.close();
    answer();
    await going;
    expect([navigation.screen.name, dropped.open, dropped.busy]).toEqual(["home", false, false]);
  });

  it("do not join the draft of files dropped before them", async () => {
    const host = inspecting(file("a.pdf"));
    const answer = hold(host);
    const dropped = await dropping("a.pdf");
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
    const dropped = await dropping("b.txt");
    expect(dropped.ready).toBe(false);
  });

  it("dropped over a draft are offered to it first", async () => {
    const host = inspecting(file("a.pdf"));
    navigation.go({ name: "prepare", draft: DRAFT });
    const dropped = await dropping("a.pdf");
    expect(dropped.purpose).toBe("add");
    await dropped.proceed();
    expect(host.calls.at(-1)?.[0]).toBe("import_documents");
  });

  it("added to a draft go straight into it; the sheet comes for a password, a refusal or a signature", async () => {
    const host = inspecting(file("a.pdf"));
    navigation.go({ name: "prepare", draft: DRAFT });
    const added = new Dropped();
    await added.take(["a.pdf"], "add");
    expect([host.calls.at(-1)?.[0], added.open, added.busy]).toEqual(["import_documents", false, false]);
    for (const change of [locked, notPdf, { signatures: 1 }]) {
      const asked = inspecting(file("a.pdf"), file("b.pdf", change));
      const dropped = new Dropped();
      await dropped.take(["a.pdf", "b.pdf"], "add");
      expect([asked.calls.length, dropped.open, dropped.ready]).toEqual([1, true, true]);
    }
    const error = {
      code: "passwordNeeded" as const,
      message: "error-password-wrong",
      params: {},
      detail: "",
    };
    inspecting(file("a.pdf")).answer({
      import_documents: () => ({ draft: null, rejected: [{ path: "a.pdf", name: "a.pdf", error }] }),
    });
    const refused = new Dropped();
    await refused.take(["a.pdf"], "add");
    expect([refused.open, refused.files[0]?.refusal]).toEqual([
      true,
      expect.stringContaining("mot de passe"),
    ]);
  });

  it("joining a request lead nobody back who has gone elsewhere meanwhile", async () => {
    const host = inspecting(file("a.pdf"));
    navigation.go({ name: "prepare", draft: DRAFT });
    const { rpc } = host;
    host.rpc = async (command, params) => {
      if (command === "import_documents") navigation.go({ name: "contacts" });
      return rpc(command, params);
    };
    const added = new Dropped();
    await added.take(["a.pdf"], "add");
    expect([navigation.screen.name, added.open]).toEqual(["contacts", false]);
    expect(takeJustMade(DRAFT)).toBeNull();
    expect(toasts.list.at(-1)?.text).toBe("Les fichiers ont rejoint la demande.");
    await toasts.list.at(-1)?.action?.run();
    expect(navigation.screen).toEqual({ name: "prepare", draft: DRAFT });
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

  describe("for whoever signs alone", () => {
    const draft = { id: DRAFT, language: "fr", recipients: [], documents: [] } as unknown as DraftView;

    function owned(): FakeHost {
      const host = inspecting(file("bail.pdf"));
      const contact = { first_name: "Nadia", last_name: "Haddad", email: "", mobile: "", language: null };
      host.answer({
        create_draft: () => ({ draft, rejected: [] }),
        suggest_contacts: () => ({ contacts: [contact] }),
        read_people: () => ({ people: [] }) as never,
        apply_operation: () => draft,
      });
      appState.view = { settings: { host_name: "Nadia Haddad" } } as never;
      return host;
    }

    afterEach(() => (appState.view = null));

    it("have their signer already, by the name the settings have", async () => {
      const host = owned();
      const dropped = new Dropped();
      await dropped.take(["bail.pdf"], "myself");
      await dropped.proceed();
      const [, sent] = host.calls.find(([command]) => command === "apply_operation") ?? [];
      expect(sent).toMatchObject({
        draft: DRAFT,
        operation: { type: "add_recipient", recipient: { first_name: "Nadia", delivery: "in_person" } },
      });
      expect(navigation.screen).toEqual({ name: "prepare", draft: DRAFT });
    });

    it("ask whose computer it is once, where nobody has said it", async () => {
      const host = owned();
      appState.view = { settings: { host_name: " ", language: "fr" } } as never;
      host.answer({ save_settings: (settings) => settings });
      const dropped = new Dropped();
      await dropped.take(["bail.pdf"], "myself");
      expect([dropped.asksName, dropped.ready]).toEqual([true, false]);
      dropped.name = " Nadia Haddad ";
      expect(dropped.ready).toBe(true);
      await dropped.proceed();
      const sent = (name: string) => host.calls.find(([command]) => command === name)?.[1];
      expect(sent("save_settings")).toMatchObject({ host_name: "Nadia Haddad" });
      expect(sent("apply_operation")).toMatchObject({ operation: { recipient: { first_name: "Nadia" } } });
      expect([dropped.asksName, navigation.screen.name]).toEqual([false, "prepare"]);
    });

    it("are taken once, also where the signer cannot be added: that is said, and done on the next screen", async () => {
      const host = owned();
      host.answer({
        apply_operation: () => {
          throw { code: "refused", message: "error-storage", params: {}, detail: "" };
        },
      });
      const dropped = new Dropped();
      await dropped.take(["bail.pdf"], "myself");
      await dropped.proceed();
      const imports = host.calls.filter(([name]) => name === "create_draft" || name === "import_documents");
      expect([imports.length, dropped.open, toasts.list.at(-1)?.tone]).toEqual([1, false, "error"]);
      expect(navigation.screen).toEqual({ name: "prepare", draft: DRAFT });
      expect(takeJustMade(DRAFT)).toBe(draft);
    });
  });
});
