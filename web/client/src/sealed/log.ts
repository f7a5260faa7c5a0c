/**
 * The directory's log, as a referent's browser checks it: an append-only chain of hashes, one per school. Pure.
 *
 * The rules: entries are numbered from 1 without a gap; each holds the hash of the one before (the first one 64 zeros) and its own, over its
 * canonical JSON; what was seen once never goes away nor changes; what a colleague has signed is on the same chain.
 */

import { canonical } from "./canonical";
import { sha256Hex } from "./fingerprint";
import { headStatement, verifies, type Head } from "./signing";

export interface LogEntry {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly subject: string;
  readonly body: Readonly<Record<string, string>>;
  readonly previous: string;
  readonly hash: string;
}

export interface SignedHead extends Head {
  readonly referent: string;
  readonly signature: string;
}

/** Why a log is not to be trusted: an entry was altered, it has lost its end, or it is another one than what was seen before. */
export type LogFlaw = "altered" | "shorter" | "different" | "forked";

const BEGINNING = "0".repeat(64);

/** The hash that `entry` must have, in the log of `school`. */
export function entryHash(school: string, entry: LogEntry): Promise<string> {
  const { at, body, kind, previous, seq, subject } = entry;
  return sha256Hex(canonical({ at, body, kind, previous, school, seq, subject }));
}

/** Whether the entries are one unbroken chain from the beginning. */
export async function isWhole(school: string, entries: readonly LogEntry[]): Promise<boolean> {
  let previous = BEGINNING;
  for (const [place, entry] of entries.entries()) {
    const follows = entry.seq === place + 1 && entry.previous === previous;
    if (!follows || (await hashOrNull(school, entry)) !== entry.hash) return false;
    previous = entry.hash;
  }
  return true;
}

async function hashOrNull(school: string, entry: LogEntry): Promise<string | null> {
  try {
    return await entryHash(school, entry);
  } catch {
    return null;
  }
}

/** The end of the chain, or null of an empty one. */
export function headOf(entries: readonly LogEntry[]): Head | null {
  const last = entries[entries.length - 1];
  return last === undefined ? null : { seq: last.seq, hash: last.hash };
}

/** What is wrong with the log of `school`, for a browser that remembers `remembered` of it; null when nothing is. */
export async function flawOfLog(school: string, entries: readonly LogEntry[], remembered: Head | null, colleagues: readonly Head[]): Promise<LogFlaw | null> {
  if (!(await isWhole(school, entries))) return "altered";
  if (remembered !== null && entries.length < remembered.seq) return "shorter";
  if (remembered !== null && !isOn(entries, remembered)) return "different";
  return colleagues.every((head) => isOn(entries, head)) ? null : "forked";
}

function isOn(entries: readonly LogEntry[], head: Head): boolean {
  return entries[head.seq - 1]?.hash === head.hash;
}

/** Those heads that really are signed by the holder of a key in `keys` (referent → signing key): the others prove nothing. */
export async function signedHeads(school: string, heads: readonly SignedHead[], keys: ReadonlyMap<string, string>): Promise<SignedHead[]> {
  const proved = await Promise.all(heads.map((head) => verifies(keys.get(head.referent) ?? "", headStatement(school, head), head.signature)));
  return heads.filter((_, place) => proved[place]);
}
