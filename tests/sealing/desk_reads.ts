/**
 * The desk's own way from a passphrase to a pupil's words, outside a browser.
 *
 * Reads `{"keys", "passphrase", "header", "armour", "me"}`, prints `{"text"}` or `{"flaw"}`.
 */

import { monthIdentity, type MonthKey } from "../../web/client/src/keys";
import { OpeningRefused, open } from "../../web/client/src/opening";
import type { Header } from "../../web/client/src/sealed/header";
import { unwrapWith } from "../../web/client/src/sealed/passphrase";
import { question } from "../../web/client/src/tools/stdin";

interface Asked {
  keys: { locks: { wrapped_key: string }[]; months: MonthKey[] };
  passphrase: string;
  header: Header;
  armour: string;
  me: string;
}

async function answer({ keys, passphrase, header, armour, me }: Asked): Promise<{ text: string } | { flaw: string }> {
  const key = await unwrapWith(keys.locks[0]?.wrapped_key ?? "", passphrase);
  const identity = await monthIdentity(key, keys.months, header.month);
  try {
    return { text: (await open({ header, armour }, header.id, me, identity)).text };
  } catch (error) {
    if (error instanceof OpeningRefused) return { flaw: error.flaw };
    throw error;
  }
}

console.log(JSON.stringify(await answer(await question<Asked>())));
