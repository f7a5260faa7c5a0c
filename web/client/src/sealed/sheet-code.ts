/**
 * The code of the printed sheet: 130 random bits and 10 to catch slips, in seven groups of four letters and figures (Crockford's base32,
 * without I, L, O, U). The lock is made of the first 26; the last two only say whether the code was typed as it was printed.
 */

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const DRAWN = 26;
const WHOLE = 28;
/** Prime, and above 31 times 31: one wrong letter, or two neighbours exchanged, always show. */
const MODULUS = 1021;

/** scrypt's work factor for the sheet: the code has 130 bits of its own. */
export const SHEET_WORK = 10;

export type CodeFlaw = "length" | "letters" | "slip";

/** A fresh code from 26 random bytes, in groups: "7K2M 9QXT …". */
export function sheetCode(random: Uint8Array): string {
  const drawn = Array.from(random.subarray(0, DRAWN), (byte) => LETTERS[byte % LETTERS.length]).join("");
  if (drawn.length !== DRAWN) throw new RangeError("26 random bytes are needed");
  return ((drawn + ending(drawn)).match(/.{4}/g) ?? []).join(" ");
}

/** What the lock is made of, from a code as somebody types it, or what is wrong with it. */
export function readCode(typed: string): { readonly secret: string } | { readonly flaw: CodeFlaw } {
  const code = typed.toUpperCase().replace(/[\s·.–—-]/gu, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  if ([...code].some((letter) => !LETTERS.includes(letter))) return { flaw: "letters" };
  if (code.length !== WHOLE) return { flaw: "length" };
  const secret = code.slice(0, DRAWN);
  return ending(secret) === code.slice(DRAWN) ? { secret } : { flaw: "slip" };
}

function ending(drawn: string): string {
  const sum = [...drawn].reduce((total, letter, place) => total + (place + 1) * LETTERS.indexOf(letter), 0) % MODULUS;
  return `${LETTERS[sum >> 5]}${LETTERS[sum & 31]}`;
}
