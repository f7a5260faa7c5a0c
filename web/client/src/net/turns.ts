/**
 * The pupil's turns, in order, each played once.
 *
 * A turn keeps its number and its body until the server has answered it: a turn whose answer was lost is asked again
 * as it was, never replaced by the next one (the server answers a number it has played with what it answered then).
 * So what the pupil says waits in line behind a turn that has not come through, and for the session to be open: a
 * second opening would end the first session.
 */

import { patiently, type Sleep } from "./patience";
import { Refused } from "./request";
import type { Answer } from "./shapes";

export type Said =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "button"; readonly token: string }
  | { readonly kind: "easy"; readonly on: boolean }
  | { readonly kind: "deposit"; readonly envelope: string };

/** What becomes of what was said. Every `said` ends in exactly one of `answered` and `dropped`. */
export interface TurnEvents {
  answered(said: Said, answer: Answer): void;
  /** It will never be played as it is: too long, or its session is over. */
  dropped(said: Said, why: Refused): void;
  /** Not through yet; tried again by itself in so many milliseconds. `why` may carry helplines. */
  waiting(said: Said, milliseconds: number, why: Refused | null): void;
  /** Not through; kept here until `retry` is called. */
  stalled(said: Said, why: Refused | null): void;
  /** The session had ended; a new one greets with these messages. */
  reopened(answer: Answer): void;
}

export interface TurnPost {
  open(): Promise<Answer>;
  play(turn: number, said: Said): Promise<Answer>;
}

/** How often one turn is put right (renumbered, session reopened, bot down) before a person decides. */
const MOST_REPAIRS = 3;

type Outcome = Answer | "again" | "later" | "dropped" | "stalled";

export class Turns {
  private readonly line: Said[] = [];
  private next = 1;
  private busy = false;
  private opening: Promise<Answer> | null = null;
  /** How many sessions were opened: what comes late from an earlier one moves no number and opens nothing. */
  private sessions = 0;

  constructor(
    private readonly post: TurnPost,
    private readonly events: TurnEvents,
    private readonly sleep: Sleep,
  ) {}

  /** Whether there has been a session. */
  get isOpen(): boolean {
    return this.sessions > 0;
  }

  /** Begins a new session, one at a time; the messages to show first. What is in line goes on with `retry`. */
  open(): Promise<Answer> {
    this.opening ??= this.begin().finally(() => (this.opening = null));
    return this.opening;
  }

  private async begin(): Promise<Answer> {
    const answer = await this.post.open();
    this.sessions += 1;
    this.next = answer.turn + 1;
    return answer;
  }

  /** Puts `said` in line; it is played once the session is open. */
  say(said: Said): void {
    this.line.push(said);
    this.retry();
  }

  /** Goes on with what is in line. */
  retry(): void {
    if (!this.busy && this.isOpen) void this.pump();
  }

  /** Takes back what is still in line; what the server has played stays played, and its number is not used again. */
  withdraw(said: Said): void {
    const place = this.line.indexOf(said);
    if (place >= 0) this.line.splice(place, 1);
  }

  private async pump(): Promise<void> {
    this.busy = true;
    for (let said = this.line[0]; said !== undefined; said = this.line[0]) {
      const outcome = await this.play(said);
      if (outcome === "stalled" && this.line[0] === said) break;
      this.withdraw(said);
      if (typeof outcome !== "string") this.events.answered(said, outcome);
    }
    this.busy = false;
  }

  private async play(said: Said): Promise<Outcome> {
    for (let repairs = 0; ; ) {
      const outcome = await this.ask(said, repairs);
      if (outcome !== "again" && outcome !== "later") return outcome;
      if (outcome === "again") repairs += 1;
    }
  }

  private async ask(said: Said, repairs: number): Promise<Outcome> {
    let asked = this.sessions;
    const act = () => ((asked = this.sessions), this.post.play(this.next, said));
    try {
      const answer = await patiently(act, this.sleep, (milliseconds) => this.events.waiting(said, milliseconds, null));
      this.moveTo(answer.turn + 1, asked);
      return answer;
    } catch (error) {
      const why = error instanceof Refused ? error : null;
      if (why?.code === "slow_down") return this.slowDown(said, why);
      return why !== null && repairs < MOST_REPAIRS ? this.repair(said, why, asked) : this.stall(said, why);
    }
  }

  private moveTo(next: number, session: number): void {
    if (session === this.sessions) this.next = next;
  }

  private async repair(said: Said, why: Refused, asked: number): Promise<Outcome> {
    if (why.code === "turn_out_of_order" && why.expected !== null) {
      this.moveTo(why.expected, asked);
      return "again";
    }
    if (why.status >= 500) return this.wait(said, why);
    if (why.code === "session_over") return this.reopen(said, why, asked);
    this.events.dropped(said, why);
    return "dropped";
  }

  /** Too fast: it goes out when it is told that it may, however often that is; nobody has to press anything. */
  private async slowDown(said: Said, why: Refused): Promise<Outcome> {
    await this.wait(said, why);
    return this.line[0] === said ? "later" : "dropped";
  }

  /** The bot is slow or down: the turn may be on its way, asking again waits for it. */
  private async wait(said: Said, why: Refused): Promise<Outcome> {
    const milliseconds = Math.max(1, why.retryAfter ?? 5) * 1_000;
    this.events.waiting(said, milliseconds, why);
    await this.sleep(milliseconds);
    return "again";
  }

  /** A new session, unless there is one already. Words are said again in it; a button or a deposit belonged to the old one. */
  private async reopen(said: Said, why: Refused, asked: number): Promise<Outcome> {
    try {
      if (asked === this.sessions) this.events.reopened(await this.open());
    } catch {
      return this.stall(said, why);
    }
    if (said.kind === "text") return "again";
    this.events.dropped(said, why);
    return "dropped";
  }

  private stall(said: Said, why: Refused | null): "stalled" {
    this.events.stalled(said, why);
    return "stalled";
  }
}
