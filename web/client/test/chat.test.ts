import assert from "node:assert/strict";
import { test } from "vitest";

import { ExitKeys } from "../src/chat/exit-keys";
import { MOST, leftNearLimit } from "../src/chat/length";
import { OwnWords } from "../src/chat/own-words";
import { SessionMemory } from "../src/chat/session-memory";
import { Spoken } from "../src/chat/spoken";
import type { Answer } from "../src/net/shapes";

const answer = (handoff: boolean): Answer => ({
  turn: 1,
  messages: [{ texts: [], buttons: [{ title: "", token: "", handoff }], helplines: [], panel: null, urgent: false }],
});

test("Shift three times leaves", () => {
  const keys = new ExitKeys();
  assert.deepEqual([keys.press("Shift", 0), keys.press("Shift", 900), keys.press("Shift", 1_900)], [2, 1, 0]);
});

test("another key in between, or too much time, starts over", () => {
  const keys = new ExitKeys();
  keys.press("Shift", 0);
  keys.press("Shift", 100);
  assert.equal(keys.press("a", 200), null);
  assert.equal(keys.press("Shift", 300), 2);
  assert.equal(keys.press("Shift", 5_400), 2);
});

test("the words the composer starts from are those that first met an offer to write to the adults", () => {
  const words = new OwnWords();
  words.hear("salut", answer(false));
  words.hear("ils se moquent de moi", answer(true));
  words.hear("oui", answer(true));
  assert.equal(words.first, "ils se moquent de moi");
  assert.equal(new OwnWords().first, "");
});

test("the conversation that may be joined is what was said on both sides, once the pupil has said something", () => {
  const spoken = new Spoken();
  const bot = (...texts: string[]): Answer => ({ turn: 1, messages: [{ texts, buttons: [], helplines: [], panel: null, urgent: false }] });
  spoken.bot(bot("Bonjour.", "Je suis un programme."));
  assert.equal(spoken.text, "");
  spoken.own("ils se moquent de moi");
  spoken.bot(bot("Je te crois."));
  const lines = ["Assistant : Bonjour.", "Assistant : Je suis un programme.", "Moi : ils se moquent de moi", "Assistant : Je te crois."];
  assert.equal(spoken.text.replaceAll("\u00a0", " "), lines.join("\n\n"));
  spoken.forget();
  assert.equal(spoken.text, "");
});

/** A first child who was offered to write, and signed in. */
function first(): SessionMemory {
  const memory = new SessionMemory();
  memory.ownWords.hear("ils se moquent de moi", answer(true));
  memory.spoken.own("ils se moquent de moi");
  memory.account.schools = [{ id: "col-zola", name: "Collège Émile-Zola" }];
  return memory;
}

test("a new session starts its composer from nothing of the session before, and signs in again", () => {
  const memory = first();
  const draft = memory.beginDraft();
  assert.deepEqual([draft.text, draft.prefilled], ["ils se moquent de moi", true]);
  draft.write("depuis la rentrée");
  memory.putAside();
  assert.equal(memory.beginDraft().text, "depuis la rentrée");
  memory.putAside();
  memory.forget();
  const next = memory.beginDraft();
  assert.deepEqual([next.text, next.prefilled, memory.account.schools.length, memory.spoken.text], ["", false, 0, ""]);
});

test("a new session leaves what was written in an open composer, and takes out what only stood there", () => {
  const memory = first();
  const draft = memory.beginDraft();
  memory.forget();
  assert.deepEqual([draft.text, draft.prefilled], ["", false]);
  draft.write("depuis la rentrée");
  memory.forget();
  assert.equal(draft.text, "depuis la rentrée");
});

test("leaving a composer that one did not write in does not hide the words of the next offer", () => {
  const memory = new SessionMemory();
  memory.beginDraft();
  memory.putAside();
  memory.ownWords.hear("ils se moquent de moi", answer(true));
  assert.equal(memory.beginDraft().text, "ils se moquent de moi");
});

test("after a message is sent the next one starts from the pupil's own words, not from the sent text", () => {
  const memory = first();
  memory.beginDraft().write("depuis la rentrée");
  memory.putAside();
  memory.beginDraft();
  memory.sent();
  assert.equal(memory.beginDraft().text, "ils se moquent de moi");
});

test("the counter shows near the limit and counts an emoji once", () => {
  assert.equal(leftNearLimit("a".repeat(MOST - 201)), null);
  assert.equal(leftNearLimit("a".repeat(MOST - 200)), 200);
  assert.equal(leftNearLimit("😢".repeat(MOST)), 0);
  assert.equal(leftNearLimit("a".repeat(MOST + 3)), -3);
});
