import assert from "node:assert/strict";
import { test } from "vitest";

import { Announcer } from "../src/chat/announcer";
import { SessionMemory } from "../src/chat/session-memory";
import { Talk } from "../src/chat/talk";
import { PupilApi } from "../src/net/pupil-api";
import type { Card, Message } from "../src/net/shapes";
import { insideOf, openPage } from "./page";
import { settle, until } from "./turns-server";

openPage();

const message = (text: string, handoff = false): Message => ({
  ...{ texts: [text], helplines: [], panel: null, urgent: false },
  buttons: handoff ? [{ title: "Écrire aux adultes", token: "jeton", handoff }] : [],
});

const CARD: Card = {
  ...{ id: "119", number: "119", name: "119", what_for: "", hours: "", now: "", open: true, cost: "", privacy: "", bill: null },
  ...{ what_happens: "", call: "tel:119", sms: null, chat: null },
};

/** Web, as far as a conversation goes: it greets each session, echoes, and offers to write to the adults. */
class Web {
  readonly played: (string | boolean)[] = [];
  sessions = 0;
  shown = 0;
  solved = 0;
  /** So many openings, and so many turns, are told to come again. */
  crowd = 0;
  tooFast = 0;
  /** So many openings find no assistant. */
  downs = 0;
  /** What came with each opening, and what was on the screen whenever somebody was slowed down. */
  readonly given: (string | undefined)[] = [];
  readonly noted: string[] = [];
  first = 0;
  /** Whether the next answers ask for the sentence. */
  asks = false;
  /** Openings wait here until they are let through, or lost. */
  hold: Promise<void> | null = null;
  readonly memory = new SessionMemory();
  readonly talk = new Talk({
    api: new PupilApi((path, init) => this.answer(path, init)),
    announcer: new Announcer(),
    sleep: async () => undefined,
    solve: async (challenge) => ((this.solved += 1), { challenge, numbers: [] }),
    memory: this.memory,
    shown: () => (this.shown += 1),
  });

  private async answer(path: string, init: RequestInit): Promise<Response> {
    if (path === "/api/session") return this.open(String(init.body));
    if (this.tooFast > 0 && (this.tooFast -= 1) >= 0) return this.later("Ça va un peu vite.");
    const { turn, text, easy } = JSON.parse(String(init.body)) as { turn: number; text: string; easy?: boolean };
    if (turn < this.first || this.first === 0) return Response.json({ error: "session_over", message: "" }, { status: 401 });
    this.played.push(easy ?? text);
    return Response.json({ turn, messages: [message(`${text} ?`, text !== undefined)], ...(this.asks ? { may_give: true } : {}) });
  }

  private down(): Response {
    this.noted.push(insideOf(this.talk.transcript.element).textContent);
    return Response.json({ error: "assistant_down", message: "L’assistant ne répond pas.", helplines: [CARD] }, { status: 503 });
  }

  private later(why: string, more: object = {}): Response {
    this.noted.push(insideOf(this.talk.transcript.element).textContent);
    return Response.json({ error: "slow_down", message: why, retry_after: 2, helplines: [CARD], ...more }, { status: 429 });
  }

  private async open(body: string): Promise<Response> {
    await this.hold;
    const { work } = JSON.parse(body) as { work?: { challenge: string } };
    this.given.push(work?.challenge);
    if (this.downs > 0 && (this.downs -= 1) >= 0) return this.down();
    if (this.crowd > 0 && (this.crowd -= 1) >= 0) return this.later("Ton tour arrive.", work ? {} : { challenge: "défi" });
    this.sessions += 1;
    this.first = this.sessions * 65_536;
    return Response.json({ turn: this.first, messages: [message("accueil")] });
  }

  write(text: string): void {
    const box = insideOf(this.talk.writing.element).children[0];
    if (box === undefined || typeof box === "string") throw new Error("no box");
    box.value = text;
    box.happens("keydown", { key: "Enter", preventDefault: () => undefined });
  }

  /** The bubbles, from the first one on. */
  get bubbles(): string[] {
    return insideOf(this.talk.transcript.element).querySelectorAll(".bubble").map((one) => one.textContent);
  }
}

test("what a pupil writes before the session is open stands after the greeting, and no second session is opened", async () => {
  const web = new Web();
  let release: () => void = () => undefined;
  web.hold = new Promise((done) => (release = done));
  const begun = web.talk.begin();
  web.write("j’ai peur");
  await settle();
  assert.deepEqual(web.played, []);
  release();
  await begun;
  await until(() => web.played.length === 1);
  await settle();
  assert.equal(web.sessions, 1);
  const shown = web.bubbles.join(" | ");
  assert.match(shown, /accueil.*j’ai peur.*j’ai peur\u00a0\?$/u);
  web.talk.wipe();
});

test("when the assistant had not opened, writing opens it and the words go out", async () => {
  const web = new Web();
  web.hold = Promise.reject(new TypeError("network"));
  await web.talk.begin();
  assert.equal(web.sessions, 0);
  web.hold = null;
  web.write("j’ai peur");
  await until(() => web.played.length === 1);
  assert.deepEqual([web.played, web.sessions], [["j’ai peur"], 1]);
  web.talk.wipe();
});

test("an assistant that starts again: the numbers are there at once, what is written waits, and nobody has to press anything", async () => {
  const web = new Web();
  web.downs = 2;
  const begun = web.talk.begin();
  web.write("j’ai peur");
  await begun;
  await until(() => web.played.length === 1);
  assert.match(web.noted[1] ?? "", /L’assistant ne répond pas\. Nouvel essai dans \d s\..*119/u);
  assert.deepEqual([web.played, web.sessions], [["j’ai peur"], 1]);
  assert.equal(web.bubbles.join(" | ").includes("ne répond pas"), false);
  web.talk.wipe();
});

test("a session in place of one that ended knows nothing of it, but for the words that are said again", async () => {
  const web = new Web();
  await web.talk.begin();
  web.write("ils se moquent de moi");
  await until(() => web.played.length === 1);
  await settle();
  assert.equal(web.memory.ownWords.first, "ils se moquent de moi");
  web.memory.account.schools = [{ id: "col-zola", name: "Collège Émile-Zola" }];
  web.first = 0;
  web.write("salut");
  await until(() => web.played.length === 2);
  await settle();
  assert.equal(web.memory.ownWords.first, "salut");
  assert.deepEqual(web.memory.account.schools, []);
  assert.doesNotMatch(web.bubbles.join(" | "), /moquent/u);
  web.talk.wipe();
});

test("a session opened again for signing in forgets the words of the one before", async () => {
  const web = new Web();
  await web.talk.begin();
  web.write("ils se moquent de moi");
  await until(() => web.played.length === 1);
  await settle();
  await web.talk.reopen();
  assert.equal(web.memory.beginDraft().text, "");
  assert.doesNotMatch(web.bubbles.join(" | "), /moquent/u);
  web.talk.wipe();
});

test("asking for easy words is shown as the pupil's, is no first word of a message to the adults, and is said in order", async () => {
  const web = new Web();
  await web.talk.begin();
  web.talk.readEasily(true);
  web.write("ils se moquent de moi");
  await until(() => web.played.length === 2);
  await settle();
  assert.deepEqual(web.played, [true, "ils se moquent de moi"]);
  assert.match(web.bubbles.join(" | "), /Plus simple à lire.*moquent/u);
  assert.equal(web.memory.ownWords.first, "ils se moquent de moi");
  web.talk.wipe();
});

test("a session in place of one that ended has its own look, not that of the one before", async () => {
  const web = new Web();
  await web.talk.begin();
  const before = web.shown;
  await web.talk.reopen();
  assert.equal(web.shown, before + 1);
  web.talk.wipe();
});

test("when too many begin at once the browser works by itself, the numbers are shown meanwhile, and the words then go out", async () => {
  const web = new Web();
  web.crowd = 2;
  const begun = web.talk.begin();
  web.write("j’ai peur");
  await begun;
  await until(() => web.played.length === 1);
  await settle();
  assert.deepEqual([web.solved, web.given], [1, [undefined, "défi", "défi"]]);
  assert.match(web.noted.join(" | "), /Ton tour arrive.*119/u);
  assert.match(web.bubbles.join(" | "), /accueil.*j’ai peur.*j’ai peur\u00a0\?$/u);
  web.talk.wipe();
});

test("whoever goes too fast sees for how long, keeps writing, and every message goes out in order", async () => {
  const web = new Web();
  await web.talk.begin();
  web.tooFast = 3;
  web.write("un");
  await settle();
  web.write("deux");
  web.write("trois");
  await until(() => web.played.length === 3);
  await settle();
  assert.deepEqual(web.played, ["un", "deux", "trois"]);
  assert.match(web.noted.join(" | "), /Ça va un peu vite\. Ton message est gardé ici\. Il partira tout seul dans 2\u00a0s/u);
  web.talk.wipe();
});

test("a sentence may be given only where web says so, of the words just written, and until something else is said", async () => {
  const web = new Web();
  await web.talk.begin();
  web.asks = true;
  web.write("ils me parlent plus a la cantine");
  await until(() => web.played.length === 1);
  await settle();
  const offers = () => insideOf(web.talk.transcript.element).querySelectorAll(".giving");
  assert.equal(offers().length, 1);
  offers()[0]?.querySelectorAll(".button")[0]?.happens("click");
  assert.equal(offers()[0]?.querySelectorAll(".giving-words")[0]?.textContent, "ils me parlent plus a la cantine");
  web.asks = false;
  web.write("et voila ce que je voulais dire");
  assert.equal(offers().length, 0);
  await until(() => web.played.length === 2);
  await settle();
  assert.equal(offers().length, 0);
  web.talk.wipe();
});
