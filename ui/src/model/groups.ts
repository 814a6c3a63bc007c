import type { Field } from "../bindings/Field";
import type { FieldId } from "../bindings/FieldId";
import type { GroupId } from "../bindings/GroupId";
import { newGroupId } from "./ids";

/** The boxes a box is moved with, itself among them; only itself when it is in no group. */
export function companions(fields: readonly Field[], id: FieldId): FieldId[] {
  const group = fields.find((field) => field.id === id)?.group ?? null;
  if (group === null) return [id];
  return fields.filter((field) => field.group === group).map((field) => field.id);
}

/** The group all of these are in, when they are the whole of it; null otherwise, and for a box that is alone in its group. */
export function wholeGroup(fields: readonly Field[], chosen: readonly Field[]): GroupId | null {
  const group = chosen[0]?.group ?? null;
  if (group === null || chosen.length < 2 || chosen.some((field) => field.group !== group)) return null;
  return fields.filter((field) => field.group === group).length === chosen.length ? group : null;
}

/** Copies form groups of their own: what is moved together stays together, and the first ones stay out of it. */
export function regrouped(copies: readonly Field[]): Field[] {
  const groups = new Map<GroupId, GroupId>();
  return copies.map((field) => {
    if (field.group === null) return field;
    const group = groups.get(field.group) ?? newGroupId();
    groups.set(field.group, group);
    return { ...field, group };
  });
}
