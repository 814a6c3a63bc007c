import type { DraftRecipient } from "../../bindings/DraftRecipient";
import type { FieldKind } from "../../bindings/FieldKind";
import type { RecipientId } from "../../bindings/RecipientId";
import type { ViewRect } from "../../bindings/ViewRect";
import type { Point } from "../../model/geometry";
import { grouped } from "../../model/grouped";
import { signsInvisibly } from "../../model/recipients";
import type { Placement } from "./placement.svelte";
import type { Suggestion } from "./suggestions.svelte";

type Shared = Map<Suggestion, RecipientId | null>;

/**
 * Whose each place is: who signs where first, and then the rest, for a date belongs to the signature it stands by. Nobody's is
 * what is not sure: a second party's place, or a second one on the page, where everybody has theirs.
 */
export function shareOut(placement: Placement, all: readonly Suggestion[]): (RecipientId | null)[] {
  const byRole = new Map<string, RecipientId>();
  const marks: Shared = new Map();
  const byDocument = grouped(
    all.filter(({ place }) => isMark(place.kind)),
    ({ sheet }) => sheet.document,
  );
  for (const [document, there] of byDocument) shareOutMarks(placement, { document, there, byRole, marks });
  return all.map((one) => {
    if (marks.has(one)) return marks.get(one) ?? null;
    if (one.place.signer !== null) return numbered(placement, one);
    const beside = besideMark(placement, one, marks);
    return beside === undefined ? (someone(placement)?.id ?? null) : beside;
  });
}

interface Sharing {
  document: number;
  there: readonly Suggestion[];
  /** One role is one person, through all documents. */
  byRole: Map<string, RecipientId>;
  marks: Shared;
}

/** Numbered tags keep their signer; the others go to those who sign nothing in this document yet, then, if sure, to the chosen. */
function shareOutMarks(placement: Placement, { document, there, byRole, marks }: Sharing): void {
  const waiting = waitingIn(placement, document);
  for (const one of there) {
    const { role, signer } = one.place;
    const known = numbered(placement, one) ?? (role === null ? undefined : byRole.get(role));
    const others = new Set(role === null ? [] : byRole.values());
    const at = waiting.findIndex(({ id }) =>
      known === undefined ? signer === null && !others.has(id) : id === known,
    );
    const [next] = at < 0 ? [] : waiting.splice(at, 1);
    const again = () => whoever(placement).find(({ id }) => isSure(placement, { one, id, byRole, marks }));
    const id = known ?? next?.id ?? (signer === null ? again()?.id : null) ?? null;
    if (role !== null && id) byRole.set(role, id);
    marks.set(one, id);
  }
}

/** Whether somebody who signs already signs here, too: not for another party, and not twice on a page. */
function isSure(
  placement: Placement,
  { one, id, byRole, marks }: Pick<Sharing, "byRole" | "marks"> & { one: Suggestion; id: RecipientId },
): boolean {
  if (one.place.role !== null && [...byRole.values()].includes(id)) return false;
  const isTheirs = (kind: FieldKind, who: RecipientId | null) => kind === one.place.kind && who === id;
  const given = [...marks].some(
    ([other, who]) => other.sheet.index === one.sheet.index && isTheirs(other.place.kind, who),
  );
  return !given && !placement.on(one.sheet).some(({ kind, recipient }) => isTheirs(kind, recipient));
}

/** Who shall have a box and has no mark in a document yet, in order. */
function waitingIn({ signers, view }: Placement, document: number): DraftRecipient[] {
  const id = view?.documents[document]?.id;
  const signed = (view?.fields ?? []).filter((field) => isMark(field.kind) && field.document === id);
  const boxed = signers.filter((one) => !signsInvisibly(one));
  return boxed.filter((one) => signed.every(({ recipient }) => recipient !== one.id));
}

/** Those who may have a box, the chosen one first. */
function whoever(placement: Placement): DraftRecipient[] {
  const first = someone(placement);
  const others = placement.signers.filter((one) => one !== first && !signsInvisibly(one));
  return first ? [first, ...others] : others;
}

/** The signer who is chosen; never one who shall have no box while another may. */
function someone({ signers, signer }: Placement): DraftRecipient | null {
  if (signer && !signsInvisibly(signer)) return signer;
  return signers.find((one) => !signsInvisibly(one)) ?? signer;
}

function numbered({ signers }: Placement, { place }: Suggestion): RecipientId | null {
  return place.signer === null ? null : (signers[place.signer - 1]?.id ?? null);
}

/**
 * The person whose mark is nearest on the page, nobody where it is nobody's; undefined on a page without any. Columns count more
 * than rows: parties stand side by side.
 */
function besideMark(
  placement: Placement,
  { sheet, place }: Suggestion,
  marks: Shared,
): RecipientId | null | undefined {
  const there = placement.on(sheet).filter(({ kind }) => isMark(kind));
  const near = [
    ...[...marks].flatMap(([one, id]) =>
      one.sheet.index === sheet.index ? [{ rect: one.place.rect, id }] : [],
    ),
    ...there.map((field) => ({ rect: field.placement.rect, id: field.recipient })),
  ];
  const away = (rect: ViewRect) =>
    2 * Math.abs(middle(rect).x - middle(place.rect).x) + Math.abs(middle(rect).y - middle(place.rect).y);
  return near.toSorted((a, b) => away(a.rect) - away(b.rect))[0]?.id;
}

function isMark(kind: FieldKind): boolean {
  return kind === "signature" || kind === "initials";
}

function middle({ x, y, width, height }: ViewRect): Point {
  return { x: x + width / 2, y: y + height / 2 };
}
