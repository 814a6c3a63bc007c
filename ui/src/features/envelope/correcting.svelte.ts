import type { DraftRecipient } from "../../bindings/DraftRecipient";
import type { DraftView } from "../../bindings/DraftView";
import type { EnvelopeView } from "../../bindings/EnvelopeView";
import type { RecipientStatus } from "../../bindings/RecipientStatus";
import type { RecipientView } from "../../bindings/RecipientView";
import { inLanguage, sentence, t } from "../../i18n";
import { rpc, toRefusal, type Refusal } from "../../rpc";
import { keepTold } from "../../told";
import { fullName } from "../../widgets/people";
import { writtenDown } from "../../written_down";
import { accountOf, isAllowed } from "./actions";

/** Where nothing of a person can be put right any more, because they have answered. */
const ANSWERED: ReadonlySet<RecipientStatus> = new Set(["approved", "declined", "signed"]);

type Details = Pick<DraftRecipient, "email" | "first_name" | "last_name" | "mobile">;

/** How a correction came out: sent, or made ready where the new request could not leave; null when nothing was changed. */
export type Corrected = { draft: DraftView; refusal: Refusal } | { sent: EnvelopeView };

/** Whether a person's details can be put right by sending the request once more. */
export function canCorrect(view: EnvelopeView, { status }: RecipientView): boolean {
  return isAllowed(view, "void") && view.sent_with?.known === true && !ANSWERED.has(status);
}

/** Whether the service takes nothing back from here, so that details are put right in another request only. */
export function needsCopy({ actions, recipients }: EnvelopeView): boolean {
  const isBound = actions.some(
    ({ action, reason }) => action === "void" && reason === "action-reason-no-void",
  );
  return isBound && recipients.some(({ status }) => !ANSWERED.has(status));
}

/**
 * One person of a request that has left, with a mistake in their address: no service lets it be changed in place, so the
 * request is taken back and the same one leaves again. All that can be refused is asked before anything is taken back.
 */
export class Correcting {
  readonly details = $state<Details>({ email: "", first_name: "", last_name: "", mobile: "" });
  /** What the others are told of it. */
  reason = $state("");
  busy = $state(false);
  error = $state.raw<Refusal | null>(null);
  /** What keeps the corrected request from leaving, as sentences. */
  problems = $state.raw<readonly string[]>([]);

  constructor(
    readonly view: EnvelopeView,
    readonly person: RecipientView,
  ) {
    const { first_name, last_name, email, mobile } = person;
    Object.assign(this.details, { first_name, last_name, email: email ?? "", mobile: mobile ?? "" });
    const said = { name: fullName(person) };
    const spoken = view.recipients[0]?.language ?? "fr";
    this.reason = inLanguage(spoken, "correct-reason-text", said) ?? t("correct-reason-text", said);
  }

  /** How many have signed already: their signatures are on the request that is taken back. */
  get signed(): number {
    return this.view.recipients.filter(({ status }) => status === "signed").length;
  }

  get isChanged(): boolean {
    const { email, first_name, last_name, mobile } = this.details;
    const { person } = this;
    return (
      email.trim() !== (person.email ?? "") ||
      mobile.trim() !== (person.mobile ?? "") ||
      first_name.trim() !== person.first_name ||
      last_name.trim() !== person.last_name
    );
  }

  /** Takes the request back and sends it again; null with the reason in `error` or `problems`, and nothing taken back. */
  async run(): Promise<Corrected | null> {
    if (this.busy) return null;
    [this.busy, this.error, this.problems] = [true, null, []];
    try {
      const draft = await this.#corrected();
      return draft && (await this.#sent(draft));
    } catch (thrown) {
      this.error = toRefusal(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** The same request with the mistake put right, as a draft the account takes; null where it does not. */
  async #corrected(): Promise<DraftView | null> {
    const { draft, view } = await this.#copied();
    if (view === null) return null;
    const { problems, offers } = await rpc("compare_accounts", { draft });
    const account = accountOf(this.view);
    const offer = offers.find((one) => one.account === account);
    this.problems = [
      ...new Set([
        ...problems.map(({ problem }) => this.#tell("problem", problem.code, problem)),
        ...(offer?.refusals ?? []).map(({ code, params }) =>
          this.#tell("refusal", code, { ...params, account }),
        ),
      ]),
    ];
    if (this.problems.length === 0) return view;
    await this.#forget(draft);
    return null;
  }

  async #copied(): Promise<{ draft: DraftView["id"]; view: DraftView | null }> {
    const copy = await rpc("copy_envelope", { envelope: this.view.id });
    const before = copy.recipients.find(({ id }) => id === this.person.id);
    try {
      if (!before) throw new Error("the copy of a request has other people than the request");
      const { email, first_name, last_name, mobile } = this.details;
      const recipient = {
        ...before,
        email: email.trim(),
        first_name: first_name.trim(),
        last_name: last_name.trim(),
        mobile: mobile.trim(),
      };
      const operation = { type: "update_recipient" as const, recipient };
      return {
        draft: copy.id,
        view: await rpc("apply_operation", { draft: copy.id, operation, merge_key: null }),
      };
    } catch (thrown) {
      await this.#forget(copy.id);
      throw thrown;
    }
  }

  /** Nobody may sign the former one once the new one is out: it is taken back first. */
  async #sent(draft: DraftView): Promise<Corrected> {
    try {
      await rpc("void_envelope", { envelope: this.view.id, reason: this.reason.trim() });
    } catch (thrown) {
      await this.#forget(draft.id);
      throw thrown;
    }
    // The people were asked in this way before.
    keepTold(draft.id);
    try {
      return { sent: await rpc("send_envelope", { draft: draft.id, account: accountOf(this.view) }) };
    } catch (thrown) {
      const refusal = toRefusal(thrown);
      const written = await writtenDown(refusal);
      return written ? { sent: written } : { draft, refusal };
    }
  }

  /** A copy that leads to nothing is no draft of anybody's. */
  async #forget(draft: DraftView["id"]): Promise<void> {
    await rpc("delete_draft", { draft }).catch(() => {});
  }

  #tell(kind: "problem" | "refusal", code: string, known: object): string {
    const facts = { ...(known as Record<string, string | number>), name: fullName(this.person) };
    const word = `${kind}-${code.replaceAll("_", "-")}`;
    return sentence(`${word}.for`, facts) ?? sentence(word, facts) ?? code;
  }
}
