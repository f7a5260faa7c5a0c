/** What the pupil has decided so far about a message to the adults: kept in the page's memory, rules without screen. */

import type { Readers } from "../net/shapes";
import type { Letter } from "../sealing";
import { dayInFrance } from "../sealed/months";
import type { Piece } from "../sealed/pieces";
import { Circle } from "./circle";

/** The most characters a message may have; its weight in bytes is checked when it is sealed. */
export const MOST_TEXT = 4_000;
const LEAST_WORD = 4;

export type HarmAnswer = "yes" | "no" | "unsure";

export class Draft {
  /** Who reads and who does not. */
  readonly circle = new Circle();
  private readAt: Date = new Date(0);
  /** Does somebody on the list do harm: asked before every send, so forgotten with every new list. */
  harm: HarmAnswer | null = null;
  word = "";
  /** What goes with the text, when the pupil wants it. */
  conversation: Piece | null = null;
  voice: Piece | null = null;
  /** Whose names in the text were pointed out already. */
  readonly pointedOut = new Set<string>();
  private written = false;

  constructor(
    private words: string,
    private prefill: boolean,
  ) {}

  get text(): string {
    return this.words;
  }

  /** Whether the page started the text from words of the pupil's. */
  get prefilled(): boolean {
    return this.prefill;
  }

  /** Whether the pupil wrote the text, or went on with it as it was. */
  get isWritten(): boolean {
    return this.written;
  }

  /** The text as the pupil has it now. */
  write(text: string): void {
    this.words = text;
    this.written = true;
  }

  /** The session that the first words came from is over: nobody has taken them up, so they are gone. */
  forgetPrefill(): void {
    if (this.written) return;
    this.words = "";
    this.prefill = false;
  }

  /** A list of readers has come: the question will be asked again. */
  takeList(list: Readers, at: Date): void {
    this.circle.takeList(list);
    this.readAt = at;
    this.harm = null;
  }

  /** Whether the harm question is answered, and a "yes" has been followed by leaving someone out. */
  get harmSettled(): boolean {
    return this.harm === "no" || this.harm === "unsure" || (this.harm === "yes" && this.circle.excluded.length > 0);
  }

  get wordHolds(): boolean {
    return this.word.replace(/[^\p{L}\p{N}]/gu, "").length >= LEAST_WORD;
  }

  /** The letter to seal, under `id`. Asked only once a list is there. */
  letter(id: string): Letter {
    const { list, chosen, excluded, onlyReader } = this.circle;
    if (list === null) throw new Error("no list of readers");
    return {
      id,
      school: list.school.id,
      date: dayInFrance(this.readAt),
      month: list.month,
      readers: chosen.map((reader) => ({ id: reader.id, recipient: reader.recipient ?? "" })),
      excluded: excluded.map((person) => person.id),
      closed: onlyReader !== null,
      text: this.text,
      word: this.word,
      pieces: [this.conversation, this.voice].filter((piece) => piece !== null),
    };
  }
}
