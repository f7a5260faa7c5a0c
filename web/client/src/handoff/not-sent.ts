/** What a refusal asks of the pupil before the message can be sent again, and which refusals leave no group to write to. */

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

/** No list can be shown, so nothing may be written. In the ENT's messaging, the group is there ("plain") or not ("none"). */
export type NoList = "plain" | "none";

const NO_LIST: ReadonlyMap<string, NoList> = new Map([
  ["list_incomplete", "plain"],
  ["group_not_alive", "plain"],
  ["group_not_visible", "none"],
  ["group_unknown", "none"],
]);

export function afterRefusal(error: unknown): Then {
  return error instanceof Refused ? (AFTER.get(error.code) ?? "nothing") : "nothing";
}

/** Whether it says that nobody can be written to here, and what is left in the ENT; null for any other failure. */
export function noList(error: unknown): NoList | null {
  return error instanceof Refused ? (NO_LIST.get(error.code) ?? null) : null;
}
