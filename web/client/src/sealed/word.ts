/**
 * One word, however it is typed: the very rule by which the server knows the word again (`vault.hashes.normalise_word`).
 *
 * Without case, accents, spaces, apostrophes, dashes or invisible characters; what the server takes for one word is one word here.
 */

const LIGATURES: Readonly<Record<string, string>> = { œ: "oe", æ: "ae" };
const DROPPED = /[\p{Mn}\p{Me}\p{Zs}\p{Zl}\p{Zp}\p{Cf}\p{Cc}\p{Pd}\p{Cs}'’ʼ`´]/gu;

/** The word without what does not count; may be empty. */
export function normaliseWord(word: string): string {
  const folded = fold(fold(word).normalize("NFKD"));
  return folded.replace(/[œæ]/gu, (ligature) => LIGATURES[ligature] ?? "").replace(DROPPED, "");
}

/** Letter by letter, so that a final sigma is a sigma and ß is ss. */
function fold(text: string): string {
  return Array.from(text, (letter) => letter.toUpperCase().toLowerCase()).join("");
}
