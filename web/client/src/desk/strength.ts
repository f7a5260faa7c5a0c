/** How a passphrase would stand up to guessing: a judgement for guidance, on length first, never a promise. */

import { normalise } from "../sealed/passphrase";

export type Strength = "none" | "short" | "common" | "fair" | "strong";

const LEAST = 16;
const LONG = 26;
const MANY_WORDS = 5;
const LEFT_OVER = 10;
const EXPECTED = ["motdepasse", "azerty", "qwerty", "123456", "abcdef", "violences", "parlons", "collège", "lycée", "école", "bonjour"];

/** Whether a key may be made with it. */
export function isEnough(strength: Strength): boolean {
  return strength === "fair" || strength === "strong";
}

/** The strength of `passphrase` for someone whose name and school are `known`. */
export function strengthOf(passphrase: string, known: readonly string[]): Strength {
  const text = normalise(passphrase);
  if (text === "") return "none";
  if (text.length < LEAST) return "short";
  if (unexpected(text, known).length < LEFT_OVER) return "common";
  const words = new Set(text.split(" ").filter((word) => word.length > 2));
  return words.size >= MANY_WORDS || text.length >= LONG ? "strong" : "fair";
}

/** What is left when the expected words, the repetitions and the spaces are taken out. */
function unexpected(text: string, known: readonly string[]): string {
  const names = known.flatMap((one) => normalise(one).split(/[^\p{L}]+/u)).filter((name) => name.length > 2);
  let left = text.replace(/\s/gu, "");
  for (const word of [...EXPECTED, ...names]) left = left.split(word).join("");
  return left.replace(/(.{1,6}?)\1+/gu, "$1");
}
