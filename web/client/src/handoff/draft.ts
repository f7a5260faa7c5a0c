/** What the pupil has decided so far about a message to the adults: kept in the page's memory, rules without screen. */

import type { Reader, Readers } from "../net/shapes";
import type { Letter } from "../sealing";
import { dayInFrance } from "../sealed/months";

/** The most characters a message may have; its weight in bytes is checked when it is sealed. */
export const MOST_TEXT = 4_000;
const LEAST_WORD = 4;

export type HarmAnswer = "yes" | "no" | "unsure";

export class Draft {
  list: Readers | null = null;
  private readAt: Date = new Date(0);
  private readonly left = new Set<string>();
  /** Does somebody on the list do harm: asked before every send, so forgotten with every new list. */
  harm: HarmAnswer | null = null;
  word = "";
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

  /** A list of readers has come: who was left out stays left out, the question will be asked again. */
  takeList(list: Readers, at: Date): void {
    this.list = list;
    this.readAt = at;
    this.harm = null;
  }

  /** Leaves someone out, or takes them back. */
  leave(id: string, out: boolean): void {
    if (out) this.left.add(id);
    else this.left.delete(id);
  }

  isLeft(id: string): boolean {
    return this.left.has(id);
  }

  /** Those the message will be sealed to. */
  get chosen(): readonly Reader[] {
    return this.able.filter((reader) => !this.left.has(reader.id));
  }

  /** Those who could read and were left out. */
  get excluded(): readonly Reader[] {
    return this.able.filter((reader) => this.left.has(reader.id));
  }

  /** Whether the harm question is answered, and a "yes" has been followed by leaving someone out. */
  get harmSettled(): boolean {
    return this.harm === "no" || this.harm === "unsure" || (this.harm === "yes" && this.excluded.length > 0);
  }

  get wordHolds(): boolean {
    return this.word.replace(/[^\p{L}\p{N}]/gu, "").length >= LEAST_WORD;
  }

  /** The letter to seal, under `id`. Asked only once a list is there. */
  letter(id: string): Letter {
    if (this.list === null) throw new Error("no list of readers");
    return {
      id,
      school: this.list.school.id,
      date: dayInFrance(this.readAt),
      month: this.list.month,
      readers: this.chosen.map((reader) => ({ id: reader.id, recipient: reader.recipient ?? "" })),
      excluded: this.excluded.map((reader) => reader.id),
      text: this.text,
    };
  }

  private get able(): readonly Reader[] {
    return (this.list?.readers ?? []).filter((reader) => reader.can_read && reader.recipient !== null);
  }
}
