import { describe, expect, it } from "vitest";
import type { DraftOperation } from "../bindings/DraftOperation";
import type { DraftProblem } from "../bindings/DraftProblem";
import type { DraftRecipient } from "../bindings/DraftRecipient";
import type { RecipientId } from "../bindings/RecipientId";
import { newFieldId, newRecipientId } from "./ids";
import { inOrder, personOf, placeOf, placeOfRefusal, STOPS, stopOf } from "./problems";
import { isOrdered, movePerson, nextRank, setOrdered, setRank } from "./routing";
import { badgeOf, looksOf, signerLook } from "./signers";

function person(name: string, rank: number | null, role: DraftRecipient["role"] = "signer"): DraftRecipient {
  return {
    id: name as RecipientId,
    role,
    first_name: name,
    last_name: "",
    email: "",
    mobile: "",
    language: "fr",
    authentication: "none",
    routing_order: rank,
    delivery: "in_person",
    signature: "visible",
  };
}

/** Applies what routing makes, as Rust does. */
function after(people: DraftRecipient[], operation: DraftOperation | null): DraftRecipient[] {
  if (operation?.type === "batch") return operation.operations.reduce(after, people);
  if (operation?.type === "update_recipient") {
    return people.map((one) => (one.id === operation.recipient.id ? operation.recipient : one));
  }
  if (operation?.type === "move_recipient") {
    const moved = people.filter((one) => one.id === operation.recipient);
    return people.filter((one) => one.id !== operation.recipient).toSpliced(operation.index, 0, ...moved);
  }
  return people;
}

const shape = (people: DraftRecipient[]) =>
  people.map((one) => `${one.id}${one.routing_order ?? ""}`).join(" ");

describe("order", () => {
  it("is switched on one after the other, and off", () => {
    const people = [person("a", null), person("b", null)];
    const ordered = after(people, setOrdered(people, true));
    expect(shape(ordered)).toBe("a1 b2");
    expect(isOrdered(ordered)).toBe(true);
    expect(shape(after(ordered, setOrdered(ordered, false)))).toBe("a b");
  });

  it("moves with the person", () => {
    const people = [person("a", 1), person("b", 2), person("c", 2)];
    expect(shape(after(people, movePerson(people, "b" as RecipientId, -1)))).toBe("b1 a2 c2");
    expect(shape(after(people, movePerson(people, "b" as RecipientId, 1)))).toBe("a1 c2 b2");
    expect(movePerson(people, "a" as RecipientId, -1)).toBeNull();
    expect(movePerson(people, "c" as RecipientId, 1)).toBeNull();
  });

  it("puts a person where their rank belongs", () => {
    const people = [person("a", 1), person("b", 2), person("c", 3)];
    expect(shape(after(people, setRank(people, "a" as RecipientId, 2)))).toBe("b2 a2 c3");
    expect(shape(after(people, setRank(people, "c" as RecipientId, 1)))).toBe("a1 c1 b2");
    expect(setRank(people, "a" as RecipientId, 1)).toBeNull();
  });

  it("puts a newcomer last", () => {
    expect(nextRank([person("a", 1), person("b", 4)])).toBe(5);
    expect(nextRank([person("a", null)])).toBeNull();
    expect(nextRank([])).toBeNull();
  });
});

describe("looks", () => {
  it("count signers only, and come round after eight", () => {
    const people = [person("a", null, "viewer"), person("b", null), person("c", null)];
    expect(signerLook(people, "a" as RecipientId)).toBeNull();
    expect(signerLook(people, "c" as RecipientId)).toEqual({ number: 2, tone: 2, letters: "C" });
    const many = [..."abcdefghi"].map((name) => person(name, null));
    expect([...looksOf(many).values()].at(-1)).toEqual({ number: 9, tone: 1, letters: "I" });
  });

  it("tell people with the same initials apart, in Arabic too; who has no name is a number", () => {
    const names = [
      "Amélie Bérard",
      "Anne Blanc",
      "محمد الطرابلسي",
      "مريم التونسي",
      "Zoë",
      "Élodie",
      "Éric",
      "",
    ];
    const people = names.map((name, index) => {
      const [first_name = "", last_name = ""] = name.split(" ");
      return { ...person(String(index), null), first_name, last_name };
    });
    const badges = [...looksOf(people).values()].map(badgeOf);
    expect(badges).toEqual(["ABÉ", "ABL", "م\u202Fطر", "م\u202Fتو", "Z", "ÉL", "ÉR", "8"]);
    expect(new Set(badges).size).toBe(people.length);
  });
});

describe("problems", () => {
  const b = "b" as RecipientId;
  const problems: DraftProblem[] = [
    { code: "signer_without_field", recipient: b },
    { code: "email_invalid", recipient: b, reason: "empty" } as unknown as DraftProblem,
    { code: "no_title" },
    { code: "no_signer" },
  ];

  it("come in the order of the stops", () => {
    expect(inOrder(problems).map(({ code }) => code)).toEqual([
      "no_title",
      "email_invalid",
      "no_signer",
      "signer_without_field",
    ]);
    for (const problem of problems) expect(STOPS).toContain(stopOf(problem));
  });

  it("lead to where they are put right, and to whom they are about", () => {
    expect(placeOf({ code: "email_missing", recipient: b })).toEqual({
      at: "signer",
      recipient: b,
      part: "email",
    });
    expect(placeOf({ code: "signer_without_field", recipient: b })).toEqual({ at: "boxes", recipient: b });
    expect(personOf({ code: "no_title" })).toBeNull();
    expect(personOf({ code: "name_missing", recipient: b })).toBe(b);
  });
});

describe("new ids", () => {
  it("have the shape Rust accepts, and differ", () => {
    expect(newFieldId()).toMatch(/^fld_[0-9a-f]{32}$/u);
    expect(newRecipientId()).toMatch(/^rcp_[0-9a-f]{32}$/u);
    expect(newFieldId()).not.toBe(newFieldId());
  });
});

it("a refusal of an account leads to what it is about", () => {
  const refusal = (params: Record<string, string>) => placeOfRefusal({ code: "role", params });
  expect(refusal({ recipient: "b", role: "viewer" })).toEqual({ at: "signer", recipient: "b", part: "role" });
  expect(refusal({ field: "f" })).toEqual({ at: "box", field: "f" });
  expect(refusal({ document: "d" })).toEqual({ at: "document", document: "d" });
});
