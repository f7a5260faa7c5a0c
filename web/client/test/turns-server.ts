/** A server of turns for the tests, and who listens to what becomes of what was said. */

import assert from "node:assert/strict";

import { NoAnswer, Refused } from "../src/net/request";
import type { Answer } from "../src/net/shapes";
import { Turns, type Said, type TurnEvents, type TurnPost } from "../src/net/turns";

export type Fault = "request lost" | "answer lost" | "down" | "too many";

/**
 * A server that plays each number once and remembers what it answered, behind a network that loses things. Each
 * opening begins a session with numbers of its own, and ends the one before.
 */
export class Server implements TurnPost {
  readonly played: Said[] = [];
  sessions = 0;
  private first = 0;
  private answers = new Map<number, { said: Said; answer: Answer }>();

  constructor(private readonly fault: () => Fault | null = () => null) {}

  async open(): Promise<Answer> {
    this.sessions += 1;
    this.first = this.sessions * 65_536;
    this.answers = new Map();
    return { turn: this.first, messages: [] };
  }

  forgetSession(): void {
    this.first = -1;
  }

  async play(turn: number, said: Said): Promise<Answer> {
    const fault = this.fault();
    if (fault === "request lost") throw new NoAnswer("lost");
    if (fault === "down") throw new Refused(503, "assistant_down", "");
    if (fault === "too many") throw new Refused(429, "slow_down", "", [], 2);
    if (Math.floor(turn / 65_536) * 65_536 !== this.first) throw new Refused(401, "session_over", "");
    const answer = this.answer(turn, said);
    if (fault === "answer lost") throw new NoAnswer("lost");
    return answer;
  }

  private answer(turn: number, said: Said): Answer {
    const before = this.answers.get(turn);
    if (before !== undefined && keyOf(before.said) === keyOf(said)) return before.answer;
    const expected = this.first + this.answers.size + 1;
    if (turn !== expected) throw new Refused(409, "turn_out_of_order", "", [], null, expected);
    const answer: Answer = { turn, messages: [{ texts: [keyOf(said)], buttons: [], helplines: [], panel: null, urgent: false }] };
    this.answers.set(turn, { said, answer });
    this.played.push(said);
    return answer;
  }
}

export const keyOf = (said: Said) => (said.kind === "text" ? said.text : said.kind === "button" ? said.token : said.kind === "easy" ? `easy ${said.on}` : said.envelope);
export const words = (text: string): Said => ({ kind: "text", text });
export const settle = () => new Promise<void>((done) => setImmediate(done));

/** Hears everything, and presses "retry" a moment after each stall. */
export class Listener implements TurnEvents {
  readonly heard: string[] = [];
  readonly ended: string[] = [];
  turns: Turns | null = null;

  answered(said: Said, answer: Answer): void {
    assert.equal(answer.messages[0]?.texts[0], keyOf(said), "an answer went to another turn");
    this.ended.push(keyOf(said));
  }
  dropped(said: Said, why: Refused): void {
    this.heard.push(`dropped ${why.code}`);
    this.ended.push(keyOf(said));
  }
  waiting(): void {
    this.heard.push("waiting");
  }
  stalled(): void {
    this.heard.push("stalled");
    setImmediate(() => this.turns?.retry());
  }
  reopened(): void {
    this.heard.push("reopened");
  }
}

export async function begin(server: TurnPost): Promise<{ turns: Turns; listener: Listener }> {
  const listener = new Listener();
  const turns = new Turns(server, listener, async () => undefined);
  listener.turns = turns;
  await turns.open();
  return { turns, listener };
}

export async function until(done: () => boolean): Promise<void> {
  for (let beat = 0; beat < 2_000 && !done(); beat += 1) await settle();
  assert.ok(done(), "it never came to an end");
}
