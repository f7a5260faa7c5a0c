import assert from "node:assert/strict";
import test from "node:test";

import { NoAnswer, Refused } from "../src/net/request";
import type { Answer } from "../src/net/shapes";
import { Turns, type Said, type TurnEvents, type TurnPost } from "../src/net/turns";
import { Chance, forMany } from "./chance";

type Fault = "request lost" | "answer lost" | "down" | "too many";

/** A server that plays each number once and remembers what it answered, behind a network that loses things. */
class Server implements TurnPost {
  readonly played: Said[] = [];
  sessions = 0;
  private answers = new Map<number, { said: Said; answer: Answer }>();

  constructor(private readonly fault: () => Fault | null = () => null) {}

  async open(): Promise<Answer> {
    this.sessions += 1;
    return { turn: this.answers.size, messages: [] };
  }

  forgetSession(): void {
    this.answers = new Map();
    this.over = true;
  }
  private over = false;

  async play(turn: number, said: Said): Promise<Answer> {
    const fault = this.fault();
    if (fault === "request lost") throw new NoAnswer("lost");
    if (fault === "down") throw new Refused(503, "assistant_down", "");
    if (fault === "too many") throw new Refused(429, "slow_down", "", [], 2);
    if (this.over) {
      this.over = false;
      throw new Refused(401, "session_over", "");
    }
    const answer = this.answer(turn, said);
    if (fault === "answer lost") throw new NoAnswer("lost");
    return answer;
  }

  private answer(turn: number, said: Said): Answer {
    const before = this.answers.get(turn);
    if (before !== undefined && keyOf(before.said) === keyOf(said)) return before.answer;
    const expected = this.answers.size + 1;
    if (turn !== expected) throw new Refused(409, "turn_out_of_order", "", [], null, expected);
    const answer: Answer = { turn, messages: [{ texts: [keyOf(said)], buttons: [], helplines: [], panel: null, urgent: false }] };
    this.answers.set(turn, { said, answer });
    this.played.push(said);
    return answer;
  }
}

const keyOf = (said: Said) => (said.kind === "text" ? said.text : said.kind === "button" ? said.token : said.envelope);
const words = (text: string): Said => ({ kind: "text", text });
const settle = () => new Promise<void>((done) => setImmediate(done));

/** Hears everything, and presses "retry" a moment after each stall. */
class Listener implements TurnEvents {
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

async function begin(server: TurnPost): Promise<{ turns: Turns; listener: Listener }> {
  const listener = new Listener();
  const turns = new Turns(server, listener, async () => undefined);
  listener.turns = turns;
  await turns.open();
  return { turns, listener };
}

async function until(done: () => boolean): Promise<void> {
  for (let beat = 0; beat < 2_000 && !done(); beat += 1) await settle();
  assert.ok(done(), "it never came to an end");
}

test("whatever the network loses, everything said is played once, in order, and gets its own answer", () =>
  forMany(150, async (chance) => {
    const faults: (Fault | null)[] = ["request lost", "answer lost", "down", "too many", null, null];
    const server = new Server(() => chance.one(faults));
    const { turns, listener } = await begin(server);
    const said = Array.from({ length: 1 + chance.upTo(6) }, (_, place) => `phrase ${place}`);
    for (const text of said) {
      turns.say(words(text));
      if (chance.next() < 0.4) await settle();
    }
    await until(() => listener.ended.length === said.length);
    assert.deepEqual(server.played.map(keyOf), said);
    assert.deepEqual(listener.ended, said);
  }));

test("a turn whose answer was lost is asked again with the same number before the next one goes", async () => {
  let asked = 0;
  const server = new Server(() => ((asked += 1), asked <= 5 ? "answer lost" : null));
  const { turns, listener } = await begin(server);
  turns.say(words("un"));
  turns.say(words("deux"));
  await until(() => listener.ended.length === 2);
  assert.deepEqual(server.played.map(keyOf), ["un", "deux"]);
  assert.ok(listener.heard.includes("stalled"));
});

test("when the session is over the words are said again in a new one, a button is not", async () => {
  const server = new Server();
  const { turns, listener } = await begin(server);
  turns.say(words("avant"));
  await until(() => listener.ended.length === 1);
  server.forgetSession();
  turns.say(words("après"));
  await until(() => listener.ended.length === 2);
  server.forgetSession();
  turns.say({ kind: "button", token: "jeton" });
  await until(() => listener.ended.length === 3);
  assert.deepEqual(server.played.map(keyOf), ["avant", "après"]);
  assert.deepEqual(listener.heard, ["reopened", "reopened", "dropped session_over"]);
});

test("a browser that keeps no cookie ends in a stall that a person sees, not in a loop", async () => {
  const noCookie: TurnPost = {
    open: async () => ({ turn: 0, messages: [] }),
    play: async () => Promise.reject(new Refused(401, "session_over", "")),
  };
  const { turns, listener } = await begin(noCookie);
  listener.turns = null;
  turns.say(words("bonjour"));
  await until(() => listener.heard.includes("stalled"));
  assert.ok(listener.heard.filter((one) => one === "reopened").length <= 5);
});

test("another window of the same session moved the number on: the words take the number that is due", async () => {
  const server = new Server();
  const here = await begin(server);
  const there = await begin(server);
  there.turns.say(words("là-bas"));
  there.turns.say(words("encore là-bas"));
  await until(() => there.listener.ended.length === 2);
  here.turns.say(words("ici"));
  await until(() => here.listener.ended.length === 1);
  assert.deepEqual(server.played.map(keyOf), ["là-bas", "encore là-bas", "ici"]);
});

test("what the server will never take is dropped and does not hold up what follows", async () => {
  const server = new Server();
  const strict: TurnPost = {
    open: () => server.open(),
    play: (turn, said) =>
      keyOf(said) === "trop long" ? Promise.reject(new Refused(413, "too_long", "")) : server.play(turn, said),
  };
  const { turns, listener } = await begin(strict);
  turns.say(words("trop long"));
  turns.say(words("court"));
  await until(() => listener.ended.length === 2);
  assert.deepEqual(server.played.map(keyOf), ["court"]);
  assert.deepEqual(listener.heard, ["dropped too_long"]);
});

test("a stalled turn that is taken back gives its place to what was said after it", async () => {
  let down = true;
  const server = new Server(() => (down ? "down" : null));
  const listener = new Listener();
  const turns = new Turns(server, listener, async () => undefined);
  const deposit: Said = { kind: "deposit", envelope: "enveloppe" };
  listener.stalled = () => {
    down = false;
    turns.withdraw(deposit);
  };
  await turns.open();
  turns.say(deposit);
  turns.say(words("et puis"));
  await until(() => listener.ended.length === 1);
  assert.deepEqual(server.played.map(keyOf), ["et puis"]);
});

test("the seeded chance is the same twice", () => {
  assert.equal(new Chance(7).text(50), new Chance(7).text(50));
});
