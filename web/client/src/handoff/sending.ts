/**
 * Sends a draft: seal, deposit, promise. Nothing lost, nothing doubled:
 * as long as the draft is the same, every try sends the very same envelope under the same id; a change, or a refusal
 * that says the envelope is no good, makes a new one.
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

/** Refusals after which the same bytes would be refused again. */
const SPOILT = new Set(["envelope_conflict", "envelope_malformed", "readers_changed", "word_refused"]);

export class Sending {
  private envelope: Envelope | null = null;
  private sealedFrom = "";

  constructor(private readonly ports: SendingPorts) {}

  /** What the bot answers once the message is on its way. Throws SealRefused, NoAnswer, Refused: then nothing is sent. */
  async send(draft: Draft, events: SendingEvents): Promise<Answer> {
    const envelope = await this.sealed(draft, events);
    events.progress("depositing");
    await this.deposit(draft, envelope, events);
    events.progress("promising");
    return this.ports.promise(envelope.header.id, (milliseconds) => events.waiting(milliseconds));
  }

  private async sealed(draft: Draft, events: SendingEvents): Promise<Envelope> {
    const from = JSON.stringify([draft.letter(""), draft.word]);
    if (this.envelope !== null && from === this.sealedFrom) return this.envelope;
    events.progress("sealing");
    this.envelope = await this.ports.seal(draft.letter(this.ports.newId()));
    this.sealedFrom = from;
    return this.envelope;
  }

  private async deposit(draft: Draft, envelope: Envelope, events: SendingEvents): Promise<void> {
    const act = () => this.ports.deposit(envelope.header.school, envelope, draft.word);
    try {
      await patiently(act, this.ports.sleep, (milliseconds) => events.waiting(milliseconds));
    } catch (error) {
      if (error instanceof Refused && SPOILT.has(error.code)) this.envelope = null;
      throw error;
    }
  }
}
