import assert from "node:assert/strict";
import test from "node:test";
import { Encrypter, armor } from "age-encryption";

import { OpeningRefused, open, type Flaw } from "../src/opening";
import { MOST_READERS, SIZES } from "../src/sealed/header";
import { SealRefused, seal, sizeOf } from "../src/sealing";
import { forMany } from "./chance";
import { letter, people, type Person } from "./letters";

const adults = await people(4);
const [first, second, third] = adults as [Person, Person, Person, Person];

function refuses(flaw: Flaw): (error: unknown) => boolean {
  return (error) => error instanceof OpeningRefused && error.flaw === flaw;
}

/** An envelope whose inside is `inside`, sealed by somebody who does not follow the rules. */
async function forged(inside: unknown, size: number = 2048): Promise<string> {
  const sealer = new Encrypter();
  sealer.addRecipient(first.recipient);
  return armor.encode(await sealer.encrypt(JSON.stringify(inside).padEnd(size, " ")));
}

test("each chosen reader opens any text that was sealed, exactly as it was written", async () => {
  await forMany(12, async (chance) => {
    const readers = adults.slice(0, 1 + chance.upTo(adults.length));
    const text = chance.text(300);
    const sealed = await seal(letter(readers, { text }));
    const reader = chance.one(readers);
    const opened = await open(sealed, sealed.header.id, reader.id, reader.identity);
    assert.equal(opened.text, text);
  });
});

test("somebody who was left out cannot open the envelope", async () => {
  const sealed = await seal(letter([first, second], { excluded: [third.id] }));
  await assert.rejects(open(sealed, sealed.header.id, third.id, third.identity), refuses("not_for_me"));
});

test("two texts of one size class give armours of one length", async () => {
  const short = await seal(letter([first, second], { text: "aide moi" }));
  const long = await seal(letter([first, second], { text: "é".repeat(700) }));
  assert.equal(short.armour.length, long.armour.length);
  assert.equal(short.header.size, 2048);
});

test("the class is the smallest that holds the text, and a text too long for all is refused", async () => {
  assert.deepEqual([10, 2500, 6000].map((length) => sizeOf(letter([first], { text: "a".repeat(length) }))), [...SIZES]);
  const long = letter([first], { text: "a".repeat(8192) });
  assert.equal(sizeOf(long), null);
  await assert.rejects(seal(long), (error) => error instanceof SealRefused && error.code === "too_long");
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
  ];
  for (const one of odd) {
    await assert.rejects(seal(one), (error) => error instanceof SealRefused && error.code === "readers");
  }
});

test("a header that is not of its shape is not sealed", async () => {
  for (const change of [{ id: "1" }, { month: "2026-13" }, { date: "22/11/2026" }, { school: "" }]) {
    await assert.rejects(seal(letter([first], change)), (error) => error instanceof SealRefused && error.code === "header");
  }
});

test("a clear header that was changed on the way is refused", async () => {
  const sealed = await seal(letter([first, second]));
  for (const change of [{ school: "col-autre" }, { date: "2026-11-21" }, { month: "2026-10" }, { size: 4096 }]) {
    const changed = { ...sealed, header: { ...sealed.header, ...change } };
    await assert.rejects(open(changed, sealed.header.id, first.id, first.identity), OpeningRefused);
  }
  const fewer = { ...sealed, header: { ...sealed.header, readers: 1 } };
  await assert.rejects(open(fewer, sealed.header.id, first.id, first.identity), refuses("readers_differ"));
  const other = "1b3c4c5e-6f1a-4d2b-9a3c-1d2e3f4a5b6c";
  await assert.rejects(open(sealed, other, first.id, first.identity), refuses("header_differs"));
});

test("an envelope whose inside names other readers is refused", async () => {
  const { header } = await seal(letter([first]));
  const inside = { v: 1, header, readers: [first.id], excluded: [], text: "x" };
  const cases: [unknown, Flaw][] = [
    [{ ...inside, readers: [first.id, "ghost"] }, "readers_differ"],
    [{ ...inside, readers: ["ghost"] }, "not_for_me"],
    [{ ...inside, excluded: [first.id] }, "not_for_me"],
    [{ ...inside, header: { ...header, school: "col-autre" } }, "header_differs"],
    [{ ...inside, v: 2 }, "damaged"],
    [{ ...inside, text: 3 }, "damaged"],
    [null, "damaged"],
  ];
  for (const [forgery, flaw] of cases) {
    const sealed = { header, armour: await forged(forgery) };
    await assert.rejects(open(sealed, header.id, first.id, first.identity), refuses(flaw));
  }
});

test("an inside that is not padded to its class is refused", async () => {
  const { header } = await seal(letter([first]));
  const armour = await forged({ v: 1, header, readers: [first.id], excluded: [], text: "x" }, 1024);
  await assert.rejects(open({ header, armour }, header.id, first.id, first.identity), refuses("damaged"));
});

test("one character changed anywhere in the armour never gives a text", async () => {
  const sealed = await seal(letter([first]));
  await forMany(40, async (chance) => {
    const place = 40 + chance.upTo(sealed.armour.length - 80);
    const was = sealed.armour[place];
    if (was === "\n" || was === "=") return;
    const armour = sealed.armour.slice(0, place) + (was === "A" ? "B" : "A") + sealed.armour.slice(place + 1);
    await assert.rejects(open({ ...sealed, armour }, sealed.header.id, first.id, first.identity), OpeningRefused);
  });
});
