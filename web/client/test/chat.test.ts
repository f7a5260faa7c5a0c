import assert from "node:assert/strict";
import test from "node:test";

import { ExitKeys } from "../src/chat/exit-keys";
import { MOST, leftNearLimit } from "../src/chat/length";
import { OwnWords } from "../src/chat/own-words";
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

test("the counter shows near the limit and counts an emoji once", () => {
  assert.equal(leftNearLimit("a".repeat(MOST - 201)), null);
  assert.equal(leftNearLimit("a".repeat(MOST - 200)), 200);
  assert.equal(leftNearLimit("😢".repeat(MOST)), 0);
  assert.equal(leftNearLimit("a".repeat(MOST + 3)), -3);
});
