import assert from "node:assert/strict";
import { test } from "vitest";

import { OpeningRefused, open } from "../src/opening";
import { MOST_READERS, SIZES } from "../src/sealed/header";
import { SealRefused, openReplyLock, seal, sizeOf } from "../src/sealing";
import { forMany } from "./chance";
import { letter, newId, people, talk, type Person } from "./letters";

const adults = await people(4);
const [first, second, third] = adults as [Person, Person, Person, Person];

test("each chosen reader opens any text that was sealed, exactly as it was written", async () => {
  await forMany(12, async (chance) => {
    const readers = adults.slice(0, 1 + chance.upTo(adults.length));
    const text = chance.text(300);
    const sealed = await seal(letter(readers, { text }), newId);
    const reader = chance.one(readers);
    const opened = await open(sealed, sealed.header.id, reader.id, reader.identity);
    assert.equal(opened.text, text);
  });
});

test("somebody who was left out cannot open the envelope", async () => {
  const sealed = await seal(letter([first, second], { excluded: [third.id] }), newId);
  await assert.rejects(open(sealed, sealed.header.id, third.id, third.identity), (error) => error instanceof OpeningRefused && error.flaw === "not_for_me");
});

test("two texts of one size class give armours of one length", async () => {
  const short = await seal(letter([first, second], { text: "aide moi" }), newId);
  const long = await seal(letter([first, second], { text: "é".repeat(700) }), newId);
  assert.equal(short.armour.length, long.armour.length);
  assert.equal(short.header.size, 2048);
});

test("the class is the smallest that holds the text, and a text too long for all is refused", async () => {
  assert.deepEqual([10, 2500, 6000].map((length) => sizeOf(letter([first], { text: "a".repeat(length) }))), [...SIZES]);
  const long = letter([first], { text: "a".repeat(8192) });
  assert.equal(sizeOf(long), null);
  await assert.rejects(seal(long, newId), (error) => error instanceof SealRefused && error.code === "too_long");
});

test("nothing is sealed when something is odd about the readers", async () => {
  const many = Array.from({ length: MOST_READERS + 1 }, (_, place) => ({ ...first, id: `adult-${place}` }));
  const odd = [
    letter([]),
    letter(many),
    letter([first, first]),
    letter([first, { ...first, id: "the same key twice" }]),
    letter([{ id: "weak", recipient: "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p" }]),
    letter([first, second], { excluded: [second.id] }),
    letter([first], { excluded: [second.id, second.id] }),
  ];
  for (const one of odd) {
    await assert.rejects(seal(one, newId), (error) => error instanceof SealRefused && error.code === "readers");
  }
});

test("a header that is not of its shape is not sealed", async () => {
  for (const change of [{ id: "1" }, { month: "2026-13" }, { date: "22/11/2026" }, { school: "" }]) {
    await assert.rejects(seal(letter([first], change), newId), (error) => error instanceof SealRefused && error.code === "header");
  }
});

test("who was left out, that nobody else may ever read, and the secrets of what follows come out as they went in", async () => {
  const sealed = await seal(letter([first], { excluded: [second.id, "head"], closed: true, pieces: [talk()] }), newId);
  const opened = await open(sealed, sealed.header.id, first.id, first.identity);
  assert.deepEqual([opened.excluded, opened.closed], [[second.id, "head"], true]);
  assert.deepEqual([sealed.excluded, sealed.closed], [[second.id, "head"], true]);
  assert.equal(new Set([opened.reply, opened.team, opened.attachments[0]?.secret]).size, 3);
  assert.equal(await openReplyLock(sealed.reply_lock, "Cerf volant"), opened.reply);
});

test("no letter gets the secrets of another", async () => {
  const letters = await Promise.all([1, 2].map(() => seal(letter([first]), newId)));
  const opened = await Promise.all(letters.map((one) => open(one, one.header.id, first.id, first.identity)));
  assert.equal(new Set(opened.flatMap(({ reply, team }) => [reply, team])).size, 4);
});

test("without a word to lock the replies with, or with an odd piece, nothing is sealed", async () => {
  await assert.rejects(seal(letter([first], { word: " - " }), newId), (error) => error instanceof SealRefused && error.code === "word");
  for (const pieces of [[talk(), talk()], [{ ...talk(), seconds: 3 }]]) {
    await assert.rejects(seal(letter([first], { pieces }), newId), (error) => error instanceof SealRefused && error.code === "pieces");
  }
});

test("a long list of people left out counts in the class that the text needs", async () => {
  const excluded = Array.from({ length: 40 }, (_, place) => `c3d5c0de-0000-4000-8000-${String(place).padStart(12, "0")}`);
  const long = letter([first], { excluded, pieces: [talk()], text: "a".repeat(1000) });
  const { header } = await seal(long, newId);
  assert.deepEqual([sizeOf(long), header.size], [4096, 4096]);
});
