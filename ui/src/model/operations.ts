import type { DraftOperation } from "../bindings/DraftOperation";
import type { Field } from "../bindings/Field";
import type { FieldId } from "../bindings/FieldId";
import type { Placement } from "../bindings/Placement";
import type { RecipientId } from "../bindings/RecipientId";

/** What a person calls a change, whichever way round it was applied. */
export type Change =
  | "box_added"
  | "box_assigned"
  | "box_checked"
  | "box_described"
  | "box_grouped"
  | "box_moved"
  | "box_removed"
  | "document_added"
  | "document_moved"
  | "document_removed"
  | "document_renamed"
  | "document_replaced"
  | "options"
  | "places_proposed"
  | "places_refused"
  | "several"
  | "signer_added"
  | "signer_changed"
  | "signer_moved"
  | "signer_removed"
  | "title"
  | "wording";

const OPPOSITES: Partial<Record<Change, Change>> = {
  box_added: "box_removed",
  box_removed: "box_added",
  document_added: "document_removed",
  document_removed: "document_added",
  places_proposed: "places_refused",
  places_refused: "places_proposed",
  signer_added: "signer_removed",
  signer_removed: "signer_added",
};

export function changeOf(operation: DraftOperation): Change {
  switch (operation.type) {
    case "add_document":
      return "document_added";
    case "add_field":
    case "insert_field":
      return "box_added";
    case "add_recipient":
      return "signer_added";
    case "assign_field":
      return "box_assigned";
    case "batch":
      // What takes its boxes along is named by its first part.
      return batchOf(operation.operations.map(changeOf));
    case "confirm_field":
    case "doubt_field":
      return "box_checked";
    case "describe_field":
      return "box_described";
    case "group_fields":
      return "box_grouped";
    case "move_document":
      return "document_moved";
    case "move_recipient":
      return "signer_moved";
    case "place_field":
      return "box_moved";
    case "propose_places":
      return "places_proposed";
    case "refuse_places":
      return "places_refused";
    case "remove_document":
      return "document_removed";
    case "remove_field":
      return "box_removed";
    case "remove_recipient":
      return "signer_removed";
    case "rename_document":
      return "document_renamed";
    case "replace_document":
      return "document_replaced";
    case "set_language":
    case "set_message":
      return "wording";
    case "set_options":
      return "options";
    case "set_title":
      return "title";
    case "update_recipient":
      return "signer_changed";
  }
}

/** What was taken back by applying this operation: undoing an addition removes. */
export function undoneBy(operation: DraftOperation): Change {
  const change = changeOf(operation);
  return OPPOSITES[change] ?? change;
}

/** One operation that does all of these, in order. */
export function together(operations: DraftOperation[]): DraftOperation {
  const [only] = operations;
  return only && operations.length === 1 ? only : { type: "batch", operations };
}

export function addField(field: Field): DraftOperation {
  return { type: "add_field", field };
}

export function placeField(field: FieldId, placement: Placement): DraftOperation {
  return { type: "place_field", field, placement };
}

export function assignField(field: FieldId, recipient: RecipientId): DraftOperation {
  return { type: "assign_field", field, recipient };
}

export function removeField(field: FieldId): DraftOperation {
  return { type: "remove_field", field };
}

/** The boxes an operation is about, each once, in its order. */
export function boxesOf(operation: DraftOperation): FieldId[] {
  switch (operation.type) {
    case "add_field":
    case "insert_field":
      return [operation.field.id];
    case "assign_field":
    case "confirm_field":
    case "describe_field":
    case "doubt_field":
    case "place_field":
    case "remove_field":
      return [operation.field];
    case "group_fields":
      return operation.fields;
    case "batch":
      return [...new Set(operation.operations.flatMap(boxesOf))];
    default:
      return [];
  }
}

function batchOf(changes: Change[]): Change {
  const [first] = changes;
  if (first === undefined) return "several";
  // A replaced document marks the boxes whose text has changed; a moved box loses its mark.
  const named = changes.filter((change) => change !== "box_checked");
  if (named.length > 0 && named.length < changes.length) return batchOf(named);
  const rest = changes.slice(1);
  const takesBoxesAlong = first === "document_added" || first === "signer_added";
  if (rest.every((change) => change === first || (takesBoxesAlong && change === "box_added"))) return first;
  const among = (...some: Change[]) => changes.every((change) => some.includes(change));
  if (among("box_added", "box_moved", "box_removed")) return "box_moved";
  // A box of another kind in the place of the first: what it says, unchanged, stands there to name the step.
  if (among("box_added", "box_described", "box_removed")) return "box_described";
  return changes.every((change) => change.startsWith("signer")) ? "signer_moved" : "several";
}
