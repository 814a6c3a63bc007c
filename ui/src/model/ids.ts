import type { FieldId } from "../bindings/FieldId";
import type { GroupId } from "../bindings/GroupId";
import type { RecipientId } from "../bindings/RecipientId";

const BYTES = 16;

export function newFieldId(): FieldId {
  return `fld_${randomHex()}` as FieldId;
}

export function newGroupId(): GroupId {
  return `grp_${randomHex()}` as GroupId;
}

export function newRecipientId(): RecipientId {
  return `rcp_${randomHex()}` as RecipientId;
}

function randomHex(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
