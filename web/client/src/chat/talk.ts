/** The conversation: what is said goes out in order, what comes back is shown and announced, nothing said is forgotten. */

import { h } from "../element";
import { offerToGive } from "../given/giving";
import { patiently, type Sleep } from "../net/patience";
import type { PupilApi } from "../net/pupil-api";
import { Beginning, type BeginningEvents } from "../net/beginning";
import { NoAnswer, Refused } from "../net/request";
import type { Answer, Choice } from "../net/shapes";
import { Turns, type Said, type TurnEvents } from "../net/turns";
import type { Solve } from "../net/work";
import { chat as say } from "../texts/chat.fr";
import type { Announcer } from "./announcer";
import { heard } from "./message-view";
import type { SessionMemory } from "./session-memory";
import { Transcript } from "./transcript";
import { Waiting } from "./waiting";
import { Writing } from "./writing";

export interface TalkPorts {
  readonly api: PupilApi;
  readonly announcer: Announcer;
  readonly sleep: Sleep;
  /** Does the work that web asks when too many begin at once. */
  readonly solve: Solve;
  readonly memory: SessionMemory;
  /** Hears each answer once it is on the screen. */
  shown(answer: Answer): void;
}

/** What the pupil said, as it is shown. */
interface Bubble {
  readonly element: HTMLElement;
  readonly words: string;
}

interface Promised {
  done(answer: Answer): void;
  failed(error: unknown): void;
  waiting(milliseconds: number): void;
}

export class Talk implements TurnEvents, BeginningEvents {
  readonly transcript = new Transcript((choice) => this.pick(choice));
  readonly writing = new Writing((text) => this.write(text));
  private readonly line: Waiting;
  private readonly turns: Turns;
  private readonly bubbles = new Map<Said, Bubble>();
  private readonly promised = new Map<Said, Promised>();
  private beginning = false;
  /** What the pupil wrote last, in this page's memory only: what an offer to give a sentence is about. */
  private written = "";

  constructor(private readonly ports: TalkPorts) {
    const { api, sleep, solve } = ports;
    const beginning = new Beginning((work) => api.open(work), solve, sleep, this);
    this.turns = new Turns({ open: () => beginning.begin(), play: (turn, said) => api.play(turn, said) }, this, sleep);
    this.line = new Waiting((element) => this.transcript.last(element), (text) => ports.announcer.say(text));
  }

  /** Opens the session and greets; what was written before that follows the greeting. */
  async begin(): Promise<void> {
    if (this.beginning) return;
    this.beginning = true;
    this.line.begin(say.opening);
    try {
      const open = () => this.turns.open();
      this.show(await patiently(open, this.ports.sleep, (wait) => this.line.trying(wait, null)));
      this.carryOver();
      this.turns.retry();
    } catch (error) {
      this.line.notOpened(error instanceof Refused ? error : null, () => void this.begin());
    } finally {
      this.beginning = false;
    }
  }

  /** A new session in place of one that has ended. */
  async reopen(): Promise<void> {
    this.reopened(await this.turns.open());
    this.turns.retry();
  }

  /** Plays the deposit turn of an envelope; rejects when it did not come through. Asking again is harmless. */
  promise(envelope: string, waiting: (milliseconds: number) => void): Promise<Answer> {
    return new Promise((done, failed) => {
      const said: Said = { kind: "deposit", envelope };
      this.promised.set(said, { done, failed, waiting });
      this.turns.say(said);
    });
  }

  /** Shows what the bot says, and says it to who listens. */
  show(answer: Answer): void {
    this.line.end();
    this.transcript.bot(answer.messages);
    this.ports.memory.spoken.bot(answer);
    for (const message of answer.messages) {
      if (message.urgent) this.ports.announcer.warn(heard(message));
      else this.ports.announcer.say(heard(message));
    }
    this.ports.shown(answer);
  }

  wipe(): void {
    this.line.end();
    this.ports.memory.forget();
    this.written = "";
    this.transcript.wipe();
    this.writing.wipe();
  }

  working(why: Refused): void {
    this.line.working(why);
  }

  queueing(milliseconds: number, why: Refused): void {
    this.line.trying(milliseconds, why, say.opensIn);
  }

  down(milliseconds: number, why: Refused): void {
    this.line.trying(milliseconds, why, say.triesAgain);
  }

  answered(said: Said, answer: Answer): void {
    const { ownWords, spoken } = this.ports.memory;
    if (said.kind === "text") ownWords.hear((this.written = said.text), answer);
    const bubble = this.bubbles.get(said);
    if (bubble) spoken.own(bubble.words);
    this.bubbles.delete(said);
    const promised = this.end(said);
    if (promised) promised.done(answer);
    else this.show(answer);
    if (this.bubbles.size > 0) this.line.begin();
    else if (answer.may_give) this.offerToGive();
  }

  dropped(said: Said, why: Refused): void {
    const promised = this.end(said);
    if (promised) {
      promised.failed(why);
      return;
    }
    this.line.end();
    this.bubbles.get(said)?.element.append(" ", h("strong", { class: "not-sent" }, say.notSent));
    this.bubbles.delete(said);
    if (said.kind === "text") this.writing.giveBack(said.text);
    const text = why.code === "session_over" ? say.reopenedButton : why.message;
    this.transcript.note(text);
    this.ports.announcer.warn(text);
  }

  waiting(said: Said, milliseconds: number, why: Refused | null): void {
    const promised = this.promised.get(said);
    if (promised) promised.waiting(milliseconds);
    else this.line.trying(milliseconds, why);
  }

  stalled(said: Said, why: Refused | null): void {
    const promised = this.end(said);
    if (promised) {
      this.turns.withdraw(said);
      promised.failed(why ?? new NoAnswer("no answer"));
      return;
    }
    this.line.stalled(why, () => {
      this.line.begin();
      this.turns.retry();
    });
  }

  reopened(answer: Answer): void {
    this.line.end();
    this.ports.memory.forget();
    this.written = "";
    this.transcript.wipe();
    this.transcript.note(say.reopened);
    this.transcript.bot(answer.messages);
    this.ports.memory.spoken.bot(answer);
    this.carryOver();
    this.ports.announcer.say(say.reopened);
    this.ports.shown(answer);
  }

  /** What was said and is not answered yet stands after the greeting of the session that will answer it. */
  private carryOver(): void {
    for (const bubble of this.bubbles.values()) this.transcript.last(bubble.element);
    if (this.bubbles.size > 0) this.line.begin();
  }

  /** Asks for easy words, or for the usual ones again. */
  readEasily(on: boolean): void {
    this.play({ kind: "easy", on }, on ? say.easy : say.usual);
  }

  private offerToGive(): void {
    const offer = offerToGive(this.written, (sentence) => this.ports.api.give(sentence));
    if (offer !== null) this.transcript.after(offer);
  }

  private write(text: string): void {
    this.play({ kind: "text", text }, text);
  }

  private pick(choice: Choice): void {
    this.play({ kind: "button", token: choice.token }, choice.title);
  }

  private play(said: Said, shown: string): void {
    this.bubbles.set(said, { element: this.transcript.own(shown), words: shown });
    this.turns.say(said);
    if (this.turns.isOpen) this.line.begin();
    else void this.begin();
  }

  private end(said: Said): Promised | undefined {
    const promised = this.promised.get(said);
    this.promised.delete(said);
    return promised;
  }
}
