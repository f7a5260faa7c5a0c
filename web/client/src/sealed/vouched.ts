/**
 * Whether a published key is the one that the log tells of and that colleagues have confirmed. Pure.
 *
 * The rules: the key is that of its owner's last `enrolled` entry; a key that counts has two `countersigned` entries for it, by two different
 * people, since its owner enrolled or last left; a confirmation is by somebody of the directory who had a key then, and verifies under it,
 * unless they have made another one since.
 */

import { keyHash, monthsHash } from "./fingerprint";
import type { LogEntry } from "./log";
import { countersignStatement, verifies } from "./signing";

export interface PublishedKey {
  readonly id: string;
  readonly key_recipient: string;
  readonly signing_key: string;
  readonly counted: boolean;
}

const NEEDED = 2;

/** Whether `person`'s key stands in the log of `school` as it is published; `people` are all those whose keys are published there. */
export async function isVouched(school: string, person: PublishedKey, people: readonly PublishedKey[], entries: readonly LogEntry[]): Promise<boolean> {
  const key = await keyHash(person);
  const own = entries.filter((entry) => entry.subject === person.id);
  if (keyTold(own, person.id) !== key) return false;
  if (!person.counted) return true;
  const given = confirmations(own, key);
  if (new Set(given.map((entry) => entry.body.by)).size < NEEDED || given.some(({ body }) => body.by === person.id)) return false;
  const proved = await Promise.all(given.map((entry) => isSigned(school, entry, people, entries)));
  return proved.every(Boolean);
}

function confirmations(own: readonly LogEntry[], key: string): LogEntry[] {
  const since = own.map(({ kind }) => kind === "enrolled" || kind === "left").lastIndexOf(true);
  return own.slice(since + 1).filter(({ kind, body }) => kind === "countersigned" && body.key === key);
}

/** The hash of the key that `entries` say this person made last. */
function keyTold(entries: readonly LogEntry[], id: string): string | undefined {
  const made = entries.filter(({ kind, subject }) => kind === "enrolled" && subject === id);
  return made[made.length - 1]?.body.key;
}

async function isSigned(school: string, entry: LogEntry, people: readonly PublishedKey[], entries: readonly LogEntry[]): Promise<boolean> {
  const by = people.find((one) => one.id === entry.body.by);
  const told = keyTold(entries.slice(0, entry.seq), entry.body.by ?? "");
  if (by === undefined || told === undefined) return false;
  if (told !== (await keyHash(by))) return true;
  return verifies(by.signing_key, countersignStatement(school, entry.subject, entry.body.key ?? ""), entry.body.signature ?? "");
}

export interface MonthOf {
  readonly month: string;
  readonly recipient: string;
}

/**
 * Whether the log says that `month`'s key is this person's: some months in a row, that one among them, are what one of their entries since
 * they made their key (`enrolled`, `months_added`) has the hash of.
 */
export async function isMonthProved(id: string, month: MonthOf, published: readonly MonthOf[], entries: readonly LogEntry[]): Promise<boolean> {
  const own = entries.filter((entry) => entry.subject === id);
  const since = own.slice(own.map(({ kind }) => kind).lastIndexOf("enrolled"));
  const told = new Set(since.filter(({ kind }) => kind === "enrolled" || kind === "months_added").map(({ body }) => body.months));
  const place = published.findIndex((one) => one.month === month.month && one.recipient === month.recipient);
  for (let first = 0; first <= place; first += 1) {
    for (let end = published.length; end > place; end -= 1) {
      if (told.has(await monthsHash(published.slice(first, end)))) return true;
    }
  }
  return false;
}
