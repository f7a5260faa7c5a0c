/** What is said when a call of the desk fails, and whether it was because one is signed out. */

import { Refused } from "../net/request";
import { keys } from "../texts/desk-keys.fr";
import { NotShown } from "./presence";

export function isSignedOut(error: unknown): boolean {
  return error instanceof Refused && error.status === 401;
}

/** The server's own sentence if it has one. */
export function sentenceOf(error: unknown): string {
  if (error instanceof NotShown) return keys.presence.declined;
  return error instanceof Refused && error.message !== "" ? error.message : keys.failed;
}
