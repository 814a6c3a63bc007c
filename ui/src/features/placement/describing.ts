import type { DraftOperation } from "../../bindings/DraftOperation";
import type { Field } from "../../bindings/Field";
import type { FieldKind } from "../../bindings/FieldKind";
import type { GroupId } from "../../bindings/GroupId";
import type { RecipientId } from "../../bindings/RecipientId";
import { announce } from "../../announce.svelte";
import { t } from "../../i18n";
import { fitRect } from "../../model/geometry";
import { wholeGroup } from "../../model/groups";
import { newGroupId } from "../../model/ids";
import { isRequiredAtFirst, labelUse } from "../../model/kinds";
import { toast } from "../../widgets/toasts.svelte";
import { toolName } from "./names";
import type { Placement } from "./placement.svelte";

/** What a box is for, what it says or asks, and what it belongs to. */
export class Describing {
  constructor(readonly placement: Placement) {}

  /** The group the chosen boxes are the whole of. */
  get group(): GroupId | null {
    return wholeGroup(this.placement.view?.fields ?? [], this.placement.targets);
  }

  /** Another kind for the box with the focus, as large as that kind usually is. */
  async setKind(kind: FieldKind): Promise<void> {
    const { placement } = this;
    const { field } = placement;
    const sheet = field && placement.sheetOf(field);
    if (!field || !sheet || field.kind === kind) return;
    const reason = placement.tools.reason(kind);
    if (reason !== null) return void toast(reason);
    const size = placement.tools.sizeOf(kind);
    const done = await placement.desk.apply((view) => {
      const index = view.fields.findIndex(({ id }) => id === field.id);
      const before = view.fields[index];
      if (!before) return null;
      const rect = fitRect({ ...before.placement.rect, ...size }, sheet.size);
      const after: Field = {
        ...before,
        kind,
        placement: { ...before.placement, rect },
        label: labelUse(kind) === labelUse(before.kind) ? before.label : "",
        required: isRequiredAtFirst(kind),
      };
      return { type: "batch", operations: exchanged(before, after, index) };
    });
    if (!done) return;
    announce(t("placement-now-kind", { tool: toolName(kind) }));
    await placement.focus(field.id);
  }

  /** What is printed before the box with the focus or asked in it, and whether it has to be filled. */
  async describe(change: Partial<Pick<Field, "label" | "required">>): Promise<void> {
    const id = this.placement.selected;
    await this.placement.desk.apply(
      (view) => {
        const field = view.fields.find((one) => one.id === id);
        if (!field) return null;
        const { label, required } = { ...field, ...change };
        if (label === field.label && required === field.required) return null;
        return { type: "describe_field", field: field.id, label, required };
      },
      `describe ${id} ${Object.keys(change).join(" ")}`,
    );
  }

  /** The chosen boxes are one from now on; if they are one, they are not any more. */
  async toggleGroup(): Promise<void> {
    const { placement } = this;
    const fields = placement.targets.map(({ id }) => id);
    if (fields.length < 2) return;
    const group = this.group === null ? newGroupId() : null;
    if (!(await placement.desk.apply({ type: "group_fields", fields, group }))) return;
    if (group === null && placement.selected !== null) placement.choice.only(placement.selected);
    announce(t(group === null ? "placement-ungrouped" : "placement-grouped", { count: fields.length }));
  }

  /** Every box of a person, through all documents. */
  async chooseAllOf(person: RecipientId): Promise<void> {
    const { placement } = this;
    const ids = (placement.view?.fields ?? []).flatMap(({ id, recipient }) =>
      recipient === person ? [id] : [],
    );
    const [first] = ids;
    if (first === undefined) return;
    placement.choice.all(ids);
    await placement.focus(first);
    announce(t("placement-chosen", { count: ids.length }));
  }
}

/** One box in the place of another. The description, which changes nothing, gives the step its name, both ways round. */
function exchanged(before: Field, after: Field, index: number): DraftOperation[] {
  const { id, label, required } = before;
  return [
    { type: "describe_field", field: id, label, required },
    { type: "remove_field", field: id },
    { type: "insert_field", field: after, index },
  ];
}
