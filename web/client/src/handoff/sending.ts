/**
 * Sends a draft: seal, deposit, promise. Nothing lost, nothing doubled:
 * as long as the draft is the same, every try sends the very same envelope under the same id; a change, or a refusal
 * that says the envelope is no good, makes a new one. The pieces come after: the text never waits for them.
 */

import { patiently, type Sleep } from "../net/patience";
import { Refused } from "../net/request";
import type { Answer } from "../net/shapes";
import type { Envelope, Letter } from "../sealing";
import type { Draft } from "./draft";

export type Progress = "sealing" | "depositing" | "promising";

export interface SendingPorts {
  /** Loads what seals (once) and seals. */
  seal(letter: Letter): Promise<Envelope>;
  deposit(school: string, envelope: Envelope, word: string): Promise<void>;
  /** Plays the deposit turn. */
  promise(envelope: string, waiting: (milliseconds: number) => void): Promise<Answer>;
  newId(): string;
  sleep: Sleep;
}

export interface SendingEvents {
  progress(step: Progress): void;
  waiting(milliseconds: number): void;
}

/** A message that is on its way: what the bot answers, and its envelope, whose pieces may follow. */
export interface OnItsWay {
  readonly answer: Answer;
  readonly envelope: Envelope;
}

/** Refusals after which the same bytes would be refused again. */
const SPOILT = new Set(["envelope_conflict", "envelope_malformed", "readers_changed", "word_refused"]);

export class Sending {
  private sealedOnce: { readonly from: Letter; readonly envelope: Envelope } | null = null;

  constructor(private readonly ports: SendingPorts) {}

  /** Throws SealRefused, NoAnswer, Refused: then nothing is sent. */
  async send(draft: Draft, events: SendingEvents): Promise<OnItsWay> {
    const envelope = await this.sealed(draft, events);
    events.progress("depositing");
    await this.deposit(draft, envelope, events);
    events.progress("promising");
    const answer = await this.ports.promise(envelope.header.id, (milliseconds) => events.waiting(milliseconds));
    return { answer, envelope };
  }

  private async sealed(draft: Draft, events: SendingEvents): Promise<Envelope> {
    const from = draft.letter("");
    if (this.sealedOnce !== null && isSame(from, this.sealedOnce.from)) return this.sealedOnce.envelope;
    events.progress("sealing");
    const envelope = await this.ports.seal(draft.letter(this.ports.newId()));
    this.sealedOnce = { from, envelope };
    return envelope;
  }

  private async deposit(draft: Draft, envelope: Envelope, events: SendingEvents): Promise<void> {
    const act = () => this.ports.deposit(envelope.header.school, envelope, draft.word);
    try {
      await patiently(act, this.ports.sleep, (milliseconds) => events.waiting(milliseconds));
    } catch (error) {
      if (error instanceof Refused && SPOILT.has(error.code)) this.sealedOnce = null;
      throw error;
    }
  }
}

/** Whether two letters say the same. A piece is made once, and never changed. */
function isSame(one: Letter, other: Letter): boolean {
  const words = ({ pieces: _, ...rest }: Letter) => JSON.stringify(rest);
  const pieces = one.pieces.length === other.pieces.length && one.pieces.every((piece, place) => piece === other.pieces[place]);
  return pieces && words(one) === words(other);
}
