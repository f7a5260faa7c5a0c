/** What is hashed when an owner signs a change of their own key: the same as handoff's (docs/contracts.md, "Referents' keys"). */

import { monthsHash, sha256Hex } from "./fingerprint";
import type { Lock } from "./locks";
import type { SealedShare } from "./recovery";

/** Months in their order. */
export const whatOfMonths = monthsHash;

/** One way in, or all that a recovery makes. */
export function whatOfLocks(locks: readonly Pick<Lock, "wrapped_key">[]): Promise<string> {
  return sha256Hex(locks.map((lock) => lock.wrapped_key).join("\n"));
}

/** A way in that is taken away. */
export function whatOfLockId(id: string): Promise<string> {
  return sha256Hex(id);
}

/** The shares left with colleagues, whatever their order. */
export function whatOfShares(shares: readonly SealedShare[]): Promise<string> {
  const lines = shares.map(({ holder, armour }) => `${holder} ${armour}`);
  return sha256Hex(lines.sort((one, other) => (one < other ? -1 : 1)).join("\n"));
}
