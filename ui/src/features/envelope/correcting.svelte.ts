import type { CorrectPersonView } from "../../bindings/CorrectPersonView";
import type { EnvelopeView } from "../../bindings/EnvelopeView";
import type { PersonDetails } from "../../bindings/PersonDetails";
import type { RecipientStatus } from "../../bindings/RecipientStatus";
import type { RecipientView } from "../../bindings/RecipientView";
import { inLanguage, sentence, t } from "../../i18n";
import { dropTags, rpc, toRefusal, type Refusal } from "../../rpc";
import { fullName } from "../../widgets/people";
import { writtenDown } from "../../written_down";
import { accountOf, isAllowed } from "./actions";

/** Where nothing of a person can be put right any more, because they have answered. */
const ANSWERED: ReadonlySet<RecipientStatus> = new Set(["approved", "declined", "signed"]);

type Kept = Extract<CorrectPersonView, { type: "kept" }>;

/** The new request, and why it has not left where it has not. */
export interface Corrected {
  envelope: EnvelopeView;
  refusal: Refusal | null;
}

/** Whether a person's details can be put right by sending the request once more. */
export function canCorrect(view: EnvelopeView, { status }: RecipientView): boolean {
  const canLeave = isAllowed(view, "void") && view.sent_with?.known === true && !view.correction;
  return canLeave && !ANSWERED.has(status);
}

/** Whether a person, as they stand now, has given their answer. */
export function hasAnswered({ recipients }: EnvelopeView, { id }: RecipientView): boolean {
  return recipients.some((one) => one.id === id && ANSWERED.has(one.status));
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
 * request is taken back and the same one leaves again.
 */
export class Correcting {
  readonly details = $state<PersonDetails>({ email: "", first_name: "", last_name: "", mobile: "" });
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

  /** Takes the request back and sends it again; null with the reason in `error` or `problems` where no new one came of it. */
  async run(): Promise<Corrected | null> {
    if (this.busy) return null;
    [this.busy, this.error, this.problems] = [true, null, []];
    try {
      const { details, person, reason, view } = this;
      const request = { envelope: view.id, recipient: person.id, details, reason: reason.trim() };
      const answer = await rpc("correct_person", request);
      if (answer.type === "replaced") return { envelope: answer.envelope, refusal: null };
      this.problems = this.#told(answer);
      return null;
    } catch (thrown) {
      // It may be taken back all the same, or its correction wait for an answer.
      dropTags(["envelope", "history"]);
      const refusal = toRefusal(thrown);
      const envelope = await writtenDown(refusal);
      if (envelope !== null && envelope.id !== this.view.id) return { envelope, refusal };
      this.error = refusal;
      return null;
    } finally {
      this.busy = false;
    }
  }

  #told({ problems, refusals }: Kept): string[] {
    const account = accountOf(this.view);
    const told = [
      ...problems.map(({ problem }) => this.#tell("problem", problem.code, problem)),
      ...refusals.map(({ code, params }) => this.#tell("refusal", code, { ...params, account })),
    ];
    return [...new Set(told)];
  }

  #tell(kind: "problem" | "refusal", code: string, known: object): string {
    const found = known as Record<string, string | number>;
    const person = this.view.recipients.find(({ id }) => id === found["recipient"]) ?? this.person;
    // A document's problem names the document.
    const facts = { name: fullName(person), ...found };
    const word = `${kind}-${code.replaceAll("_", "-")}`;
    return sentence(`${word}.for`, facts) ?? sentence(word, facts) ?? code;
  }
}
