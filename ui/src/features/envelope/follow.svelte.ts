import type { DocumentId } from "../../bindings/DocumentId";
import type { EnvelopeAction } from "../../bindings/EnvelopeAction";
import type { EnvelopeId } from "../../bindings/EnvelopeId";
import type { EnvelopeView } from "../../bindings/EnvelopeView";
import type { ImportedSignedView } from "../../bindings/ImportedSignedView";
import type { SettleAnswer } from "../../bindings/SettleAnswer";
import { t } from "../../i18n";
import { rpc, toRefusal, type Refusal } from "../../rpc";
import { envelopeLook } from "../../widgets/statuses";
import { toast, toasts } from "../../widgets/toasts.svelte";
import { queued } from "./actions";

/** What is said of a signed file beyond what it shows. */
export interface Said {
  everybody?: boolean;
  differing?: boolean;
}

/** What can be done with a request once it has left: one thing at a time, each with its refusal. */
export class Follow {
  /** What is being done. */
  busy = $state<EnvelopeAction | null>(null);
  refusal = $state.raw<Refusal | null>(null);
  /** What was found about the signed file that was taken last. */
  imported = $state.raw<ImportedSignedView | null>(null);

  #still: number | null = null;

  constructor(
    readonly envelope: EnvelopeId,
    readonly view: () => EnvelopeView | null,
  ) {}

  refresh(): Promise<boolean> {
    return this.#run("refresh", async () => {
      await rpc("refresh_envelope", { envelope: this.envelope });
      return t("follow-refresh.done");
    });
  }

  /** Tries now to send what waits for the network. */
  tryNow(): Promise<boolean> {
    return this.#run("refresh", async () => {
      const view = await rpc("refresh_envelope", { envelope: this.envelope });
      return queued(view) ? t("pending-still") : sendingTold(view);
    });
  }

  remind(): Promise<boolean> {
    return this.#run("remind", async () => {
      await rpc("remind_envelope", { envelope: this.envelope });
      return t("follow-remind.done");
    });
  }

  download(): Promise<boolean> {
    const before = this.view()?.artifacts.length ?? 0;
    return this.#run("download", async () => {
      const { artifacts } = await rpc("download_artifacts", { envelope: this.envelope });
      return t("follow-download.done", { count: Math.max(0, artifacts.length - before) });
    });
  }

  /** Sends again what the provider refused. */
  sendAgain(): Promise<boolean> {
    return this.#run("send_again", async () => {
      const view = await rpc("send_again", { envelope: this.envelope });
      return queued(view) ? t("send-queued", { title: view.title }) : sendingTold(view);
    });
  }

  /** Takes a signed file; who signed it, and how sure that is, is told where it was chosen. */
  importSigned(document: DocumentId, path: string, said: Said): Promise<boolean> {
    this.imported = null;
    return this.#run("import_signed", async () => {
      this.imported = await rpc("import_signed", { envelope: this.envelope, document, path, ...said });
      return null;
    });
  }

  /** Answers what became of a sending in doubt. */
  settle(dispatch: number, provider: string, answer: SettleAnswer): Promise<boolean> {
    return this.#run("settle", async () => {
      this.hush();
      const view = await rpc("settle_dispatch", { envelope: this.envelope, dispatch, answer });
      const still = view.dispatches.some(({ number, state }) => number === dispatch && state === "uncertain");
      if (!still) return t("uncertain-settled");
      this.#still = toast(t("uncertain-still", { provider }));
      return null;
    });
  }

  /** Takes back that nobody knows yet: it is being asked again, or known. */
  hush(): void {
    if (this.#still !== null) toasts.dismiss(this.#still);
    this.#still = null;
  }

  async #run(action: EnvelopeAction, run: () => Promise<string | null>): Promise<boolean> {
    if (this.busy !== null) return false;
    this.busy = action;
    this.refusal = null;
    try {
      const told = await run();
      if (told !== null) toast(told);
      return true;
    } catch (thrown) {
      this.refusal = toRefusal(thrown);
      return false;
    } finally {
      this.busy = null;
    }
  }
}

/** What became of a sending that does not wait any more: it may be over, or in doubt, without having left. */
function sendingTold({ title, status }: EnvelopeView): string {
  return status === "sent" || status === "in_progress" || status === "completed"
    ? t("send-done", { title })
    : t("send-became", { title, status: t(envelopeLook(status).word) });
}
