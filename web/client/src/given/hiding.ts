/**
 * Hides, in a sentence, what could say who wrote it or of whom: on the device, before anything is shown or given.
 *
 * `given/hiding.py` does exactly the same (a test compares them), and the server takes nothing that it would hide otherwise.
 */

import written from "../../../../data/giving/rules.json";

const DIGIT = /[0-9]/u;
const CAPITAL = /[A-ZÀ-ÖØ-ÞŒŸ]/u;
const LETTERS = /[A-Za-zÀ-ÖØ-öø-ÿŒœ]+/gu;
const A_LETTER = /[A-Za-zÀ-ÖØ-öø-ÿŒœ]/u;
const JOINED = /[A-Za-zÀ-ÖØ-öø-ÿŒœ][.:][A-Za-zÀ-ÖØ-öø-ÿŒœ]/u;
const BLANK = new RegExp(written.blank, "u");
const USUAL = new RegExp(`^(?:${written.signs})$`, "u");
const INTRODUCING = new Map(Object.entries(written.introducing));
const [links, ordinary, names, places] = [written.links, written.ordinary, written.names, written.places].map((list) => new Set(list)) as [
  Set<string>,
  Set<string>,
  Set<string>,
  Set<string>,
];

/** The sentence with « … » in the place of what is hidden, cut after the last whole word that fits. Hiding again changes nothing. */
export function hidden(text: string): string {
  const kept = new Kept();
  for (const word of text.normalize("NFC").split(BLANK)) if (word !== "" && !kept.take(word)) break;
  return kept.words.join(" ");
}

/** Whether it is already hidden, and says enough without what is. */
export function mayBeGiven(sentence: string): boolean {
  const words = sentence.split(" ");
  const said = words.filter((word) => A_LETTER.test(word)).length;
  const marks = words.filter((word) => word === written.mark).length;
  return hidden(sentence) === sentence && said >= Math.max(written.least_words, marks);
}

/** The words so far; `near`: how many of the next ones an introducing word still covers. */
class Kept {
  readonly words: string[] = [];
  private near = 0;

  /** Adds a word, or the mark once for several; false when no more fits. */
  take(word: string): boolean {
    const shown = word === written.mark || !this.hides(word) ? word : written.mark;
    if (word === written.mark) this.near = 0;
    if (shown === written.mark && this.words[this.words.length - 1] === shown) return true;
    if ([...[...this.words, shown].join(" ")].length > written.most) return false;
    this.words.push(shown);
    return true;
  }

  private hides(word: string): boolean {
    const parts = (word.match(LETTERS) ?? []).map(plain);
    const isOrdinary = parts.every((part) => ordinary.has(part));
    const isCovered = this.near > 0 && !parts.every((part) => links.has(part));
    this.near = Math.max(this.near - Number(isCovered), ...parts.map((part) => INTRODUCING.get(part) ?? 0));
    return (
      (isCovered && !isOrdinary) ||
      !USUAL.test(word) ||
      DIGIT.test(word) ||
      JOINED.test(word) ||
      (CAPITAL.test(word) && !isOrdinary) ||
      parts.some((part) => names.has(part) || places.has(part))
    );
  }
}

function plain(part: string): string {
  const bare = part.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/gu, "");
  return bare.replaceAll("œ", "oe").replaceAll("æ", "ae");
}
