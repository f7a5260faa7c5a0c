/**
 * Makes referents' key sets outside a browser, by the browser's own code: for the demonstration and for tests.
 *
 *     echo '{"passphrase": "…", "month": "2026-11", "count": 2}' | node enrol.mjs
 *
 * Prints a JSON list of `count` (1 if absent) bodies of `POST /desk/api/keys`. `function` is copied into each. `work`
 * (scrypt's log2 N, 18 if absent) may be lowered for invented people only.
 */

import { makeKeys, type KeySet } from "../keys";
import { WORK, wrapWith } from "../sealed/passphrase";
import { question } from "./stdin";

interface Asked {
  passphrase: string;
  month: string;
  count?: number;
  function?: string | null;
  work?: number;
}

const { passphrase, month, count = 1, function: role = null, work = WORK } = await question<Asked>();
const sets: KeySet[] = [];
for (let made = 0; made < count; made += 1) {
  const wrap = (identity: string, phrase: string) => wrapWith(identity, phrase, work);
  sets.push((await makeKeys(wrap, passphrase, month, role)).keys);
}
console.log(JSON.stringify(sets));
