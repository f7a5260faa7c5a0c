/** What a refusal asks of the pupil before the message can be sent again. */

import { Refused } from "../net/request";

/** "in the ENT": its sign-in window will show what it wants first. "new list": the readers are others now. "list again": the envelope was no good (its day or its month is over). */
export type Then = "sign in" | "in the ENT" | "word" | "new list" | "list again" | "nothing";

const AFTER: ReadonlyMap<string, Then> = new Map([
  ["sign_in_needed", "sign in"],
  ["session_over", "sign in"],
  ["ent_asks_first", "in the ENT"],
  ["word_refused", "word"],
  ["readers_changed", "new list"],
  ["envelope_malformed", "list again"],
]);

export function afterRefusal(error: unknown): Then {
  return error instanceof Refused ? (AFTER.get(error.code) ?? "nothing") : "nothing";
}
