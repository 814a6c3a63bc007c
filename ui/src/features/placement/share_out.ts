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

/** Whose each place is: who signs where first, and then the rest, for a date belongs to the signature it stands by. */
export function shareOut(placement: Placement, all: readonly Suggestion[]): (RecipientId | null)[] {
  const byRole = new Map<string, RecipientId>();
  const marks: Shared = new Map();
  const byDocument = grouped(
    all.filter(({ place }) => isMark(place.kind)),
    ({ sheet }) => sheet.document,
  );
  for (const [document, there] of byDocument) shareOutMarks(placement, { document, there, byRole, marks });
  return all.map((one) => {
    const own = marks.get(one) ?? numbered(placement, one);
    return own ?? besideMark(placement, one, marks) ?? someone(placement)?.id ?? null;
  });
}

interface Sharing {
  document: number;
  there: readonly Suggestion[];
  /** One role is one person, through all documents. */
  byRole: Map<string, RecipientId>;
  marks: Shared;
}

/** Numbered tags keep their signer; the others go to those who sign nothing in this document yet, then to the chosen. */
function shareOutMarks(placement: Placement, { document, there, byRole, marks }: Sharing): void {
  const waiting = waitingIn(placement, document);
  for (const one of there) {
    const { role } = one.place;
    const known = numbered(placement, one) ?? (role === null ? undefined : byRole.get(role));
    const others = new Set(role === null ? [] : byRole.values());
    const at = waiting.findIndex(({ id }) => (known === undefined ? !others.has(id) : id === known));
    const [next] = at < 0 ? [] : waiting.splice(at, 1);
    const id = known ?? next?.id ?? someone(placement)?.id ?? null;
    if (role !== null && id) byRole.set(role, id);
    marks.set(one, id);
  }
}

/** Who shall have a box and has no mark in a document yet, in order. */
function waitingIn({ signers, view }: Placement, document: number): DraftRecipient[] {
  const id = view?.documents[document]?.id;
  const signed = (view?.fields ?? []).filter((field) => isMark(field.kind) && field.document === id);
  const boxed = signers.filter((one) => !signsInvisibly(one));
  return boxed.filter((one) => signed.every(({ recipient }) => recipient !== one.id));
}

/** The signer who is chosen; never one who shall have no box while another may. */
function someone({ signers, signer }: Placement): DraftRecipient | null {
  if (signer && !signsInvisibly(signer)) return signer;
  return signers.find((one) => !signsInvisibly(one)) ?? signer;
}

function numbered({ signers }: Placement, { place }: Suggestion): RecipientId | null {
  return place.signer === null ? null : (signers[place.signer - 1]?.id ?? null);
}

/** The person whose mark is nearest on the page; columns count more than rows: parties stand side by side. */
function besideMark(placement: Placement, { sheet, place }: Suggestion, marks: Shared): RecipientId | null {
  const there = placement.on(sheet).filter(({ kind }) => isMark(kind));
  const near = [
    ...[...marks].flatMap(([one, id]) =>
      one.sheet.index === sheet.index && id ? [{ rect: one.place.rect, id }] : [],
    ),
    ...there.map((field) => ({ rect: field.placement.rect, id: field.recipient })),
  ];
  const away = (rect: ViewRect) =>
    2 * Math.abs(middle(rect).x - middle(place.rect).x) + Math.abs(middle(rect).y - middle(place.rect).y);
  return near.toSorted((a, b) => away(a.rect) - away(b.rect))[0]?.id ?? null;
}

function isMark(kind: FieldKind): boolean {
  return kind === "signature" || kind === "initials";
}

function middle({ x, y, width, height }: ViewRect): Point {
  return { x: x + width / 2, y: y + height / 2 };
}
