/** What a reply says: reviewed sentences filled in, and whether a free text takes up words of the message. */

import { dayInWords } from "../texts/days.fr";
import { deskPapers } from "../texts/desk-papers.fr";

const say = deskPapers.reply.sentences;
export type SentenceId = keyof typeof say;
export const SENTENCES = Object.keys(say) as SentenceId[];
/** So many words in a row, the same as in the message, are a quotation. */
const QUOTED = 3;

export interface Choice {
  readonly place: string;
  /** "2026-11-24" */
  readonly day: string;
  /** "10:15" */
  readonly hour: string;
}

/** What the sentence needs that is not chosen yet. */
export function isWhole(id: SentenceId, { place, day, hour }: Choice): boolean {
  if (id === "meet") return place !== "" && day !== "" && hour !== "";
  return id !== "come" || place !== "";
}

/** The sentence as the pupil reads it. */
export function sentenceWith(id: SentenceId, choice: Choice): string {
  return say[id]({ place: choice.place, day: dayInWords(choice.day), hour: hourInWords(choice.hour) });
}

/** Whether `text` takes up words of `message`, three in a row or more: somebody may read it over the pupil's shoulder. */
export function quotes(text: string, message: string): boolean {
  const said = ` ${wordsOf(message).join(" ")} `;
  const words = wordsOf(text);
  return words.some((_, start) => start + QUOTED <= words.length && said.includes(` ${words.slice(start, start + QUOTED).join(" ")} `));
}

/** "09:05" → "9 h 05", "10:00" → "10 h". */
function hourInWords(hour: string): string {
  const [hours = "", minutes = ""] = hour.split(":");
  return minutes === "00" ? `${Number(hours)}\u00a0h` : `${Number(hours)}\u00a0h\u00a0${minutes}`;
}

function wordsOf(text: string): string[] {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}
