import type { DraftId } from "../../bindings/DraftId";
import type { DraftView } from "../../bindings/DraftView";
import type { FileInspectionView } from "../../bindings/FileInspectionView";
import { explainShort } from "../../errors/explain";
import { t } from "../../i18n";
import { formatList } from "../../i18n/format";
import { justMade } from "../../just_made";
import { addRecipients, recipientsOf } from "../../model/recipients";
import { myself } from "../../myself";
import { go, navigation, screenKey, type Screen } from "../../navigation.svelte";
import { isCancelled, rpc, toRefusal, type Refusal } from "../../rpc";
import { screens } from "../../screens.svelte";
import { appState } from "../../settings.svelte";
import { askEarly, forgetEarly } from "../../widgets/pages/early_picture";
import { toast } from "../../widgets/toasts.svelte";

export type Purpose = "add" | "myself" | "sign" | "verify";

/** One dropped file on its way in. */
export class IncomingFile {
  password = $state("");
  refusal = $state<string | null>(null);
  taken = $state(false);

  constructor(readonly found: FileInspectionView) {}

  get locked(): boolean {
    return this.found.problem?.code === "passwordNeeded";
  }

  /** Can go further: readable, or protected with a password to try. */
  get usable(): boolean {
    if (this.found.problem === null) return true;
    return this.locked && this.password !== "";
  }
}

/** Not one of the files, but each of them, in a table. */
export const ALL = -1;

/** Several files, or a folder, where verifying is all there is to do. */
function isForTable(screen: string, paths: readonly string[]): boolean {
  if (screen !== "verify" && screen !== "verify_many") return false;
  return paths.length > 1 || paths.some((path) => !/\.pdf$/i.test(path));
}

/** Nothing about it that a person would have to know or decide. */
function isPlain({ problem, findings, signatures }: FileInspectionView): boolean {
  return problem === null && findings.length === 0 && signatures === 0;
}

/** Has the screen fetched that comes next, and the page drawn that will be on it first, while the person decides. */
function makeReady(files: readonly FileInspectionView[]): void {
  // One that cannot be fetched now is asked for again when it is to be shown.
  void screens.fetch("prepare").catch(() => {});
  const page = files.find(({ problem }) => problem === null)?.first_page;
  if (page) askEarly(page.sha256, page.size);
}

/** Files dropped on the window, opened with the program, or chosen for it: looked at, then sent where the person wants. */
export class Dropped {
  hovering = $state(false);
  open = $state(false);
  files = $state.raw<readonly IncomingFile[]>([]);
  purpose = $state<Purpose>("sign");
  /** Which file to verify, when there are several; `ALL` of them by default. */
  verified = $state(0);
  busy = $state(false);
  error = $state.raw<Refusal | null>(null);
  /** The name of whoever signs alone, where nobody has said it yet. */
  name = $state("");
  /** The draft the sheet was opened over: files can join it. */
  current = $state.raw<DraftId | null>(null);
  #draft: DraftId | null = null;
  /** The draft as the program answered it last. */
  #made: DraftView | null = null;
  #generation = 0;

  hover(over: boolean): void {
    this.hovering = over;
  }

  /**
   * Looks at the files and opens the sheet. `wanted` is what the person already said: whoever added files to a request is
   * asked nothing more, unless there is something to say about them.
   */
  async take(paths: readonly string[], wanted: Purpose | null = null): Promise<void> {
    if (paths.length === 0) return;
    if (wanted === null && isForTable(navigation.screen.name, paths)) {
      this.hovering = false;
      go({ name: "verify_many", paths });
      return;
    }
    const { screen } = navigation;
    const [path] = paths;
    // The place it was dropped on says what it is for.
    if (wanted === null && screen.name === "verify" && screen.target === null && path !== undefined) {
      this.hovering = false;
      go({ name: "verify", target: { type: "file", path, password: null } });
      return;
    }
    const generation = ++this.#generation;
    this.hovering = false;
    this.open = wanted !== "add";
    this.busy = true;
    this.error = null;
    this.files = [];
    this.verified = 0;
    this.current = screen.name === "prepare" ? screen.draft : null;
    this.#draft = null;
    this.#made = null;
    try {
      const { files } = await rpc("inspect_files", { paths: [...paths] });
      if (generation !== this.#generation) return;
      this.files = files.map((found) => new IncomingFile(found));
      this.verified = files.length > 1 ? ALL : 0;
      this.purpose = wanted ?? this.#guess();
      if (this.purpose === "sign") makeReady(files);
      if (wanted === "add" && files.every(isPlain)) await this.#import();
    } catch (thrown) {
      if (generation === this.#generation) this.error = toRefusal(thrown);
    } finally {
      if (generation === this.#generation) [this.busy, this.open] = [false, true];
    }
  }

  /** Whatever is still under way no longer counts: its answer changes nothing here. */
  close(): void {
    forgetEarly();
    this.#end();
  }

  #end(): void {
    this.#generation += 1;
    this.open = false;
    this.busy = false;
    this.files = [];
    this.#draft = null;
    this.#made = null;
  }

  get ready(): boolean {
    if (this.busy || (this.asksName && this.name.trim() === "")) return false;
    if (this.purpose === "verify" && this.verified !== ALL) return this.files[this.verified]?.usable ?? false;
    return this.files.some((file) => file.usable && !file.taken);
  }

  /** Whoever signs alone is asked for their name, once. */
  get asksName(): boolean {
    return this.purpose === "myself" && (appState.settings?.host_name ?? "").trim() === "";
  }

  /** A part was taken and a part was not: the person may go on with what there is. */
  get partlyTaken(): boolean {
    return this.files.some((file) => file.taken);
  }

  async proceed(): Promise<void> {
    if (!this.ready) return;
    // Whoever comes with a file has begun: no welcome screen the next time.
    if (appState.settings?.first_run_done === false) void appState.change({ first_run_done: true });
    if (this.purpose === "verify") return this.#verify();
    if (this.asksName && !(await this.#keepName())) return;
    await this.#import();
  }

  async #keepName(): Promise<boolean> {
    const generation = this.#generation;
    this.busy = true;
    this.error = null;
    try {
      await appState.change({ host_name: this.name.trim() });
    } catch (thrown) {
      if (generation === this.#generation) this.error = toRefusal(thrown);
    }
    if (generation !== this.#generation) return false;
    this.busy = false;
    return this.error === null;
  }

  goOn(): void {
    const draft = this.#draft;
    const made = this.#made;
    const isJoined = this.purpose === "add";
    const missing = this.files.filter((file) => file.locked && !file.taken);
    this.#end();
    if (draft === null) return;
    const next: Screen = { name: "prepare", draft };
    const isThere = screenKey(navigation.screen) === screenKey(next);
    // Whoever went on elsewhere while files joined a request is not led back.
    if (isJoined && !isThere)
      toast(t("drop-added"), { action: { label: t("action-open"), run: () => go(next) } });
    else {
      // A screen that is there already hears of the change itself: what nobody takes would be stale by the next opening.
      if (made !== null && !isThere) justMade(made);
      go(next);
    }
    if (missing.length > 0)
      toast(t("drop-left-out", { names: formatList(missing.map(({ found }) => found.name)) }));
  }

  #guess(): Purpose {
    if (this.current !== null) return "add";
    return this.files.some((file) => file.found.signatures > 0) ? "verify" : "sign";
  }

  #verify(): void {
    if (this.verified === ALL) {
      const paths = this.files.map(({ found }) => found.path);
      this.close();
      go({ name: "verify_many", paths });
      return;
    }
    const file = this.files[this.verified];
    if (!file) return;
    this.close();
    const password = file.password === "" ? null : file.password;
    go({ name: "verify", target: { type: "file", path: file.found.path, password } });
  }

  async #import(): Promise<void> {
    const sent = this.files.filter((file) => file.usable && !file.taken);
    const files = sent.map(({ found, password }) => ({
      path: found.path,
      password: password === "" ? null : password,
    }));
    const into = this.#draft ?? (this.purpose === "add" ? this.current : null);
    const generation = this.#generation;
    this.busy = true;
    this.error = null;
    try {
      const { draft, rejected } =
        into === null
          ? await rpc("create_draft", { files })
          : await rpc("import_documents", { draft: into, files });
      if (generation !== this.#generation) return;
      this.#draft = draft?.id ?? into;
      const isNew = into === null && draft !== null;
      const made = isNew && this.purpose === "myself" ? await addMyself(draft) : draft;
      if (generation !== this.#generation) return;
      this.#made = made;
      for (const file of sent) {
        const refusal = rejected.find((one) => one.path === file.found.path);
        file.taken = refusal === undefined;
        file.refusal = refusal ? explainShort(refusal.error) : null;
      }
      if (rejected.length === 0) this.goOn();
    } catch (thrown) {
      const refusal = toRefusal(thrown);
      if (generation === this.#generation && !isCancelled(refusal)) this.error = refusal;
    } finally {
      if (generation === this.#generation) this.busy = false;
    }
  }
}

/**
 * Whoever the computer belongs to is the one who signs; without a name, they say it on the screen that follows. So they
 * do where it fails: the files are in the draft by then, and must not be taken a second time.
 */
async function addMyself(draft: DraftView): Promise<DraftView> {
  try {
    const me = await myself();
    const operation = me && addRecipients(draft, recipientsOf(draft, [me]));
    return operation ? await rpc("apply_operation", { draft: draft.id, operation, merge_key: null }) : draft;
  } catch (thrown) {
    toast(explainShort(toRefusal(thrown)), { tone: "error" });
    return draft;
  }
}

export const dropped = new Dropped();
