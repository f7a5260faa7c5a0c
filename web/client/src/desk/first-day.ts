/** The three steps of the first day, as the keys themselves tell them: whoever is interrupted finds them again anywhere, where they were. */

import type { WrappedKey } from "../keys";
import type { KeptLock } from "../sealed/locks";

export interface FirstDay {
  /** The key opens in two different ways. */
  readonly hasSecondWay: boolean;
  /** Colleagues have confirmed it. */
  readonly confirmed: boolean;
  /** A second way has opened a test by itself. */
  readonly rehearsed: boolean;
}

/** The ways of another kind than the oldest one, which is the usual one: what is left on the day when that one is lost. */
export function secondWays(locks: readonly KeptLock[]): readonly KeptLock[] {
  return locks.filter(({ kind }) => kind !== locks[0]?.kind);
}

/** A second way that is taken away takes its rehearsal with it: the step is to be done again with the new one. */
export function firstDay({ locks, counted }: Pick<WrappedKey, "locks" | "counted">): FirstDay {
  const second = secondWays(locks);
  return { hasSecondWay: second.length > 0, confirmed: counted, rehearsed: second.some(({ rehearsed_at }) => rehearsed_at !== null) };
}
