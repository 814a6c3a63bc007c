import type { DraftOperation } from "../bindings/DraftOperation";
import type { DraftRecipient } from "../bindings/DraftRecipient";
import type { RecipientId } from "../bindings/RecipientId";

type People = readonly DraftRecipient[];

/** Whether anybody waits for anybody: somebody has a rank. */
export function isOrdered(people: People): boolean {
  return people.some((person) => person.routing_order !== null);
}

/** Those who act, in the groups that act together: same rank together, without a rank with the first. */
export function groupsOf(people: People): DraftRecipient[][] {
  const acting = people.filter(({ role }) => role === "signer" || role === "approver");
  const ranks = acting.flatMap(({ routing_order: rank }) => (rank === null ? [] : [rank]));
  const first = Math.min(...ranks);
  const rankOf = (person: DraftRecipient) => person.routing_order ?? first;
  const order = [...new Set(acting.map(rankOf))].toSorted((a, b) => a - b);
  return order.map((rank) => acting.filter((person) => rankOf(person) === rank));
}

/** Everybody one after the other in the order of the list, or all together. */
export function setOrdered(people: People, ordered: boolean): DraftOperation {
  return batch(people.map((person, index) => ranked(person, ordered ? index + 1 : null)));
}

/** Moves a person to a place; with an order, each place keeps its rank, so that the list stays sorted. */
export function movePersonTo(people: People, id: RecipientId, to: number): DraftOperation | null {
  const from = people.findIndex((person) => person.id === id);
  const moved = people[from];
  if (!moved || to === from || !people[to]) return null;
  const move: DraftOperation = { type: "move_recipient", recipient: id, index: to };
  const sorted = people.toSpliced(from, 1).toSpliced(to, 0, moved);
  const changed = sorted.flatMap((person, index) => {
    const rank = people[index]?.routing_order ?? null;
    return person.routing_order === rank ? [] : [ranked(person, rank)];
  });
  return changed.length === 0 ? move : batch([move, ...changed]);
}

/** Moves a person one place up or down. */
export function movePerson(people: People, id: RecipientId, step: -1 | 1): DraftOperation | null {
  const from = people.findIndex((person) => person.id === id);
  return from < 0 ? null : movePersonTo(people, id, from + step);
}

/** Gives a person a rank and the place in the list that goes with it: after those of the same rank. */
export function setRank(people: People, id: RecipientId, rank: number): DraftOperation | null {
  const person = people.find((one) => one.id === id);
  if (!person || person.routing_order === rank) return null;
  const index = people.filter((one) => one.id !== id && (one.routing_order ?? 0) <= rank).length;
  return batch([ranked(person, rank), { type: "move_recipient", recipient: id, index }]);
}

/** Rank of a person added at the end: after everybody when there is an order. */
export function nextRank(people: People): number | null {
  if (!isOrdered(people)) return null;
  return Math.max(...people.map((person) => person.routing_order ?? 0)) + 1;
}

function ranked(person: DraftRecipient, rank: number | null): DraftOperation {
  return { type: "update_recipient", recipient: { ...person, routing_order: rank } };
}

function batch(operations: DraftOperation[]): DraftOperation {
  return { type: "batch", operations };
}
