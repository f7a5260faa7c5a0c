/**
 * The names of people of the list that the pupil wrote, found on this device.
 *
 * A name is found as people type it: without capitals, accents, dashes or doubled letters. A part of a name counts from
 * three letters on; a shorter one only after « Mme », « M. » and the like. Never inside a longer word.
 */

import type { Person } from "../net/shapes";

const CIVILITIES = new Set(["m", "mr", "monsieur", "mme", "mde", "madame", "mle", "mlle", "mademoiselle", "prof", "dr", "docteur"]);
/** Small words inside names. */
const PARTICLES = new Set(["des", "les", "van", "von", "der", "ben", "dit"]);
const LEAST = 3;

/** Who of `people` is named in `text`. */
export function namedIn<P extends Person>(text: string, people: readonly P[]): readonly P[] {
  const words = wordsOf(text);
  const said = new Set(words.map(flat));
  const addressed = new Set(words.filter((_, place) => CIVILITIES.has(words[place - 1] ?? "")).map(flat));
  return people.filter((person) => partsOf(person.name).some((part) => addressed.has(flat(part)) || (counts(part) && said.has(flat(part)))));
}

/** The words of a name; one with a dash also as it is written in one word. */
function partsOf(name: string): string[] {
  const whole = name.split(/\s+/u).map((part) => wordsOf(part).join(""));
  return [...new Set([...wordsOf(name), ...whole])].filter((part) => part.length > 1 && !CIVILITIES.has(part));
}

function counts(part: string): boolean {
  return part.length >= LEAST && !PARTICLES.has(part);
}

/** "lemoinne" and "lemoine" are one. */
function flat(word: string): string {
  return word.replace(/(\p{L})\1+/gu, "$1");
}

function wordsOf(text: string): string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/œ/gu, "oe").replace(/æ/gu, "ae");
  return plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
