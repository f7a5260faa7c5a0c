import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "vitest";

import { chat, CHILD_DANGER_NUMBER } from "../src/texts/chat.fr";
import { keys } from "../src/texts/desk-keys.fr";
import { deskCase } from "../src/texts/desk-case.fr";
import { deskPapers } from "../src/texts/desk-papers.fr";
import { desk } from "../src/texts/desk.fr";
import { display } from "../src/texts/display.fr";
import { handoff } from "../src/texts/handoff.fr";
import { notice } from "../src/texts/notice.fr";

declare const CLIENT_FOLDER: string;

/** Every sentence in a tree of texts; those that take values are filled with examples. */
function sentences(tree: unknown): string[] {
  if (typeof tree === "string") return [tree];
  if (typeof tree === "function") return [String(tree(2, 3))];
  return Object.values(tree as object).flatMap(sentences);
}

const toPupils = sentences([chat, display, handoff, notice, deskPapers.reply.sentences]);
const all = [...toPupils, ...sentences([desk, keys, deskCase, deskPapers])];

test("French punctuation keeps its no-break space, and apostrophes are typographic", () => {
  for (const sentence of all) {
    assert.doesNotMatch(sentence, / [?!;:»]|« |[^\u202f][?!;]|[^\u00a0][:»]|«[^\u00a0]|'/u, sentence);
  }
});

test("nothing promises secrecy or an outcome to a pupil", () => {
  const promises = /je ne dirai rien|restera entre nous|personne ne saura|c’est secret|promets|ça va s’arrêter|ils seront punis/iu;
  for (const sentence of toPupils) assert.doesNotMatch(sentence, promises);
});

test("a pupil is never asked why, nor doubted", () => {
  for (const sentence of toPupils) assert.doesNotMatch(sentence, /pourquoi|tu es sûr|vraiment/iu);
});

test("every number that a sentence prints is a line of data/facts", () => {
  const facts = readFileSync(join(CLIENT_FOLDER, "..", "..", "data", "facts", "helplines.yml"), "utf-8");
  const lines = new Set([...facts.matchAll(/^\s+number: "([^"]+)"/gmu)].map((found) => found[1]));
  const printed = all.flatMap((sentence) => sentence.match(/\b(1[15]\d?|17|18|3\d{3})\b/gu) ?? []);
  const outsideLaw = printed.filter((number) => number !== "16");
  assert.ok(lines.has(CHILD_DANGER_NUMBER));
  for (const number of outsideLaw) assert.ok(lines.has(number), number);
});

/** Asked word for word as the safeguarding rules want it. */
const AS_WRITTEN = new Set([handoff.question.ask]);

test("sentences to pupils have at most twelve words, so that the youngest can read them", () => {
  for (const text of toPupils.filter((one) => !AS_WRITTEN.has(one as never))) {
    for (const sentence of text.split(/[.?!:;]/u)) {
      const words = sentence.split(/[\s\u00a0\u202f]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
      assert.ok(words.length <= 12, sentence);
    }
  }
});
