import { describe, expect, it } from "vitest";
import type { DraftOperation } from "../bindings/DraftOperation";
import { draftView, field, recipient } from "../test_draft";
import { boxesOf, changeOf, undoneBy } from "./operations";

const box = field("fld_1");
const add: DraftOperation = { type: "add_field", field: box };
const remove: DraftOperation = { type: "remove_field", field: box.id };
const batch = (...operations: DraftOperation[]): DraftOperation => ({ type: "batch", operations });
const person: DraftOperation = { type: "add_recipient", recipient: recipient("ada"), index: 0 };

describe("what a change is called", () => {
  it("names what was taken back, not what taking it back did", () => {
    expect(undoneBy(remove)).toBe("box_added");
    expect(undoneBy(add)).toBe("box_removed");
    expect(undoneBy({ type: "place_field", field: box.id, placement: box.placement })).toBe("box_moved");
    expect(undoneBy(batch(person, { type: "insert_field", field: box, index: 0 }))).toBe("signer_removed");
  });

  it("names several changes by what they are together", () => {
    expect(changeOf(batch(remove, add))).toBe("box_moved");
    const { recipients } = draftView();
    const update: DraftOperation = { type: "update_recipient", recipient: recipients[0] ?? recipient("x") };
    expect(changeOf(batch(update, update))).toBe("signer_changed");
    expect(
      changeOf(batch({ type: "move_recipient", recipient: recipient("ada").id, index: 1 }, update)),
    ).toBe("signer_moved");
    expect(changeOf(batch(update, { type: "set_title", title: "" }))).toBe("several");
    expect(changeOf(batch())).toBe("several");
  });

  it("knows the box it is about", () => {
    expect(boxesOf(batch(person, add, { type: "remove_field", field: box.id }))).toEqual([box.id]);
    expect(boxesOf(person)).toEqual([]);
  });
});
