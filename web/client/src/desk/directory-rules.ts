/** Who may do what with a colleague's key, as the server will have it too: pure. */

import type { Colleague } from "../net/desk-keys-api";

/** How many countersigns make a key count; how many people make the first keys of a school. */
export const COUNTERSIGNERS = 2;
export const FIRST_CIRCLE = 3;

export interface Viewer {
  readonly id: string;
  readonly administers: boolean;
  /** Whether their own key counts. */
  readonly counted: boolean;
}

/** Whether too few keys count here to confirm others: three people then confirm one another. */
export function isFirstTime(people: readonly Colleague[]): boolean {
  return people.filter(({ counted, left }) => counted && !left).length < COUNTERSIGNERS;
}

export type Confirming = "may" | "done" | "administrator" | "no";

/** Whether `viewer` may confirm the key of `person`: only somebody whose own key is in the same log, where their signature can be checked. */
export function confirming(viewer: Viewer, person: Colleague, people: readonly Colleague[]): Confirming {
  if (person.id === viewer.id || person.left) return "no";
  if (person.countersigned_by.some(({ id }) => id === viewer.id)) return "done";
  if (person.counted) return "no";
  if (viewer.administers) return "administrator";
  const isHere = people.some(({ id, left }) => id === viewer.id && !left);
  return isHere && (viewer.counted || isFirstTime(people)) ? "may" : "no";
}

/** How far the first circle is: keys made (of three) and confirmations given (of six). */
export function firstCircle(people: readonly Colleague[]): { readonly made: number; readonly given: number } {
  const there = people.filter(({ left }) => !left);
  const given = there.reduce((sum, { countersigned_by }) => sum + Math.min(countersigned_by.length, COUNTERSIGNERS), 0);
  return { made: Math.min(there.length, FIRST_CIRCLE), given: Math.min(given, FIRST_CIRCLE * COUNTERSIGNERS) };
}
