import assert from "node:assert/strict";
import { test } from "vitest";

import { NoAnswer, Refused } from "../src/net/request";
import { Turns, type Said, type TurnPost } from "../src/net/turns";
import { Chance, forMany } from "./chance";
import { Listener, Server, begin, keyOf, settle, until, words, type Fault } from "./turns-server";

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

test("when the server is further on than this window thought, the words take the number that is due", async () => {
  const server = new Server();
  const { turns, listener } = await begin(server);
  await server.play(65_537, words("là-bas"));
  await server.play(65_538, words("encore là-bas"));
  turns.say(words("ici"));
  await until(() => listener.ended.length === 1);
  assert.deepEqual(server.played.map(keyOf), ["là-bas", "encore là-bas", "ici"]);
  assert.equal(server.sessions, 1);
});

test("what is said before the session is open waits for it, and opens no second one", async () => {
  const server = new Server();
  const listener = new Listener();
  const turns = new Turns(server, listener, async () => undefined);
  turns.say(words("déjà"));
  turns.retry();
  await settle();
  assert.deepEqual([server.played.length, listener.heard.length, turns.isOpen], [0, 0, false]);
  await Promise.all([turns.open(), turns.open()]);
  turns.retry();
  await until(() => listener.ended.length === 1);
  assert.deepEqual(server.played.map(keyOf), ["déjà"]);
  assert.equal(server.sessions, 1);
});

test("an opening that was lost is not kept: the next one asks again", async () => {
  const server = new Server();
  let lost = true;
  const post: TurnPost = {
    open: () => (lost ? Promise.reject(new NoAnswer("lost")) : server.open()),
    play: (turn, said) => server.play(turn, said),
  };
  const turns = new Turns(post, new Listener(), async () => undefined);
  await assert.rejects(turns.open(), NoAnswer);
  lost = false;
  assert.equal((await turns.open()).turn, 65_536);
});

test("a refusal that comes late from the session before does not end the one that is open", async () => {
  const server = new Server();
  let refuse: () => void = () => undefined;
  let held = false;
  const post: TurnPost = {
    open: () => server.open(),
    play: (turn, said) => {
      if (held) return server.play(turn, said);
      held = true;
      return new Promise((_, failed) => (refuse = () => failed(new Refused(401, "session_over", ""))));
    },
  };
  const { turns, listener } = await begin(post);
  turns.say(words("encore là"));
  await turns.open();
  refuse();
  await until(() => listener.ended.length === 1);
  assert.equal(server.sessions, 2);
  assert.deepEqual(server.played.map(keyOf), ["encore là"]);
  assert.deepEqual(listener.heard, []);
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

test("thirty messages written in one go are all sent by themselves, in order, however often they are slowed down", async () => {
  let beats = 0;
  const server = new Server(() => ((beats += 1), beats % 9 === 0 ? null : "too many"));
  const { turns, listener } = await begin(server);
  const said = Array.from({ length: 30 }, (_, place) => `message ${place + 1}`);
  for (const text of said) turns.say(words(text));
  await until(() => listener.ended.length === said.length);
  assert.deepEqual([server.played.map(keyOf), listener.ended], [said, said]);
  assert.deepEqual(new Set(listener.heard), new Set(["waiting"]));
});

test("the seeded chance is the same twice", () => {
  assert.equal(new Chance(7).text(50), new Chance(7).text(50));
});
