/**
 * Makes referents' key sets outside a browser, by the browser's own code: for the demonstration and for tests.
 *
 *     echo '{"passphrase": "…", "month": "2026-11", "count": 3, "ceremony": {"school": "col-zola", "ids": ["…", "…", "…"]}}' | node enrol.mjs
 *
 * Prints a JSON list of `count` (1 if absent) bodies of `POST /desk/api/keys`, opened by `passphrase`. `function` is copied into each.
 * With `ceremony`, one id for each set in the same order, each set has besides `countersigns`: the bodies of
 * `POST /desk/api/directory/<referent>/countersign` that this person's browser would send for each of the others, by referent.
 * `work` (scrypt's log2 N, 18 if absent) may be lowered for invented people only.
 */

import { makeKeys, unwrapBy, type KeySet, type NewKeys } from "../keys";
import { keyHash } from "../sealed/fingerprint";
import { typedLock } from "../sealed/locks";
import { WORK, wrapWith } from "../sealed/passphrase";
import { countersignStatement, sign } from "../sealed/signing";
import { keys } from "../texts/desk-keys.fr";
import { question } from "./stdin";

interface Ceremony {
  school: string;
  ids: string[];
}

interface Asked {
  passphrase: string;
  month: string;
  count?: number;
  function?: string | null;
  work?: number;
  ceremony?: Ceremony;
}

interface Countersign {
  school: string;
  key: string;
  signature: string;
}

const { passphrase, month, count = 1, function: role = null, work = WORK, ceremony } = await question<Asked>();

async function setOf({ key, chest }: NewKeys): Promise<KeySet> {
  const wrap = (identity: string, phrase: string) => wrapWith(identity, phrase, work);
  return { locks: [await typedLock("passphrase", wrap, key, passphrase, keys.locks.labels.passphrase)], ...chest, function: role };
}

async function countersigns({ school, ids }: Ceremony, all: readonly NewKeys[], place: number): Promise<Record<string, Countersign>> {
  const mine = all[place] as NewKeys;
  const privateKey = await unwrapBy(mine.key, mine.chest.wrapped_signing);
  const given: Record<string, Countersign> = {};
  for (const [other, referent] of ids.entries()) {
    if (other === place) continue;
    const key = await keyHash((all[other] as NewKeys).chest);
    given[referent] = { school, key, signature: await sign(privateKey, countersignStatement(school, referent, key)) };
  }
  return given;
}

const made: NewKeys[] = [];
for (let one = 0; one < count; one += 1) made.push(await makeKeys(month));
const sets = [];
for (const [place, keys] of made.entries()) {
  const set = await setOf(keys);
  sets.push(ceremony === undefined ? set : { ...set, countersigns: await countersigns(ceremony, made, place) });
}
console.log(JSON.stringify(sets));
