/**
 * The work that web asks of a browser before a beginning, when too many begin at once (`web/pupil/work.py`): numbers
 * that make a hash begin with so many zero bits. Nobody has to press or to decipher anything.
 */

import { sha256 } from "@noble/hashes/sha2.js";

export interface Work {
  readonly challenge: string;
  readonly numbers: readonly number[];
}

/** Does the work of a challenge; rejects where it cannot be done. */
export type Solve = (challenge: string) => Promise<Work>;

const PIECES = 16;
/** Longer than any that web asks: a page of ours never works for minutes. */
const MOST_BITS = 20;
const SEED_BYTES = 32;

/** The numbers of a challenge; it takes a second or more. Throws RangeError for a challenge that is none. */
export function numbersOf(challenge: string): Work {
  const bits = Number(/^[1-9]\d?(?=\.)/.exec(challenge)?.[0]);
  if (!(bits <= MOST_BITS)) throw new RangeError("not a challenge");
  const tried = new Uint8Array(SEED_BYTES + 1 + 4);
  tried.set(sha256(new TextEncoder().encode(challenge)));
  return { challenge, numbers: Array.from({ length: PIECES }, (_, place) => numberAt(tried, place, bits)) };
}

function numberAt(tried: Uint8Array, place: number, bits: number): number {
  const view = new DataView(tried.buffer);
  tried[SEED_BYTES] = place;
  const least = 2 ** (32 - bits);
  for (let number = 0; ; number += 1) {
    view.setUint32(SEED_BYTES + 1, number);
    const hash = sha256(tried);
    if (new DataView(hash.buffer, hash.byteOffset).getUint32(0) < least) return number;
  }
}
