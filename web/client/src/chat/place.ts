/**
 * What the window was opened for, from its address, which the ENT's link or the school wrote: `?ecole=<UAI>`,
 * `&register=primaire|college|lycee`, `&profil=famille|personnel`. One word each; what is none of them is nothing.
 */

import type { Place } from "../net/pupil-api";

const UAI = /^[0-9A-Za-z]{1,12}$/;
const REGISTER = /^(primaire|college|lycee)$/;
const PROFILE = /^(famille|personnel)$/;

/** The place of this query: what is no such word could not even be sent in a header. */
export function placeOf(query: string): Place {
  const written = new URLSearchParams(query);
  const word = (name: string, known: RegExp) => (known.test(written.get(name) ?? "") ? written.get(name)! : "");
  return { school: word("ecole", UAI), register: word("register", REGISTER), profile: word("profil", PROFILE) };
}

/** The query that says it again, for a page of ours that takes the place of this one. */
export function queryOf({ school, register, profile }: Place): string {
  const said = Object.entries({ ecole: school, register, profil: profile }).filter(([, word]) => word !== "");
  return said.length === 0 ? "" : `?${new URLSearchParams(said).toString()}`;
}
