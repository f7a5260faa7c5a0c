import assert from "node:assert/strict";
import { test } from "vitest";
import { Encrypter, armor } from "age-encryption";

import { OpeningRefused, mayJoin, open, rewrap, type Flaw } from "../src/opening";
import { seal } from "../src/sealing";
import { forMany } from "./chance";
import { letter, newId, people, type Person } from "./letters";

const [first, second, third, fourth] = (await people(4)) as [Person, Person, Person, Person];

function refuses(flaw: Flaw): (error: unknown) => boolean {
  return (error) => error instanceof OpeningRefused && error.flaw === flaw;
}

/** An envelope whose inside is `inside`, sealed by somebody who does not follow the rules. */
async function forged(inside: unknown, size: number = 2048): Promise<string> {
  const sealer = new Encrypter();
  sealer.addRecipient(first.recipient);
  return armor.encode(await sealer.encrypt(JSON.stringify(inside).padEnd(size, " ")));
}

const REPLY = "A".repeat(43);
const TEAM = `${"B".repeat(42)}A`;

/** An inside of the right shape for `header`, changed. */
function insideOf(header: unknown, change: object = {}): Record<string, unknown> {
  const inside = { v: 1, header, readers: [first.id], excluded: [], closed: false, text: "x", reply: REPLY, team: TEAM, attachments: [] };
  return { ...inside, ...change };
}

test("an inside that is of its shape opens, so that the refusals below are for what they change", async () => {
  const { header } = await seal(letter([first]), newId);
  const opened = await open({ header, armour: await forged(insideOf(header)) }, header.id, first.id, first.identity);
  assert.equal(opened.reply, REPLY);
});

test("a clear header that was changed on the way is refused", async () => {
  const sealed = await seal(letter([first, second]), newId);
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
  const { header } = await seal(letter([first]), newId);
  const cases: [object, Flaw][] = [
    [{ readers: [first.id, "ghost"] }, "readers_differ"],
    [{ readers: ["ghost"] }, "not_for_me"],
    [{ readers: [] }, "readers_differ"],
    [{ readers: ["ghost"], excluded: [first.id] }, "not_for_me"],
    [{ header: { ...header, school: "col-autre" } }, "header_differs"],
    [{ header: { ...header, date: "2026-11-21" } }, "header_differs"],
  ];
  for (const [change, flaw] of cases) {
    const sealed = { header, armour: await forged(insideOf(header, change)) };
    await assert.rejects(open(sealed, header.id, first.id, first.identity), refuses(flaw));
  }
});

test("an inside that is not exactly of its shape is no message", async () => {
  const { header } = await seal(letter([first]), newId);
  const piece = { id: newId(), kind: "voice", secret: REPLY, sha256: "0".repeat(64) };
  const odd: object[] = [
    { v: 2 },
    { text: 3 },
    { more: 1 },
    { closed: "no" },
    { readers: [first.id, first.id] },
    { excluded: [first.id] },
    { reply: "short" },
    { reply: `${"A".repeat(42)}B` },
    { team: REPLY },
    { attachments: [{ ...piece, kind: "picture" }] },
    { attachments: [{ ...piece, sha256: "0" }] },
    { attachments: [piece, { ...piece, id: newId() }] },
    { attachments: [piece, { ...piece, kind: "conversation" }] },
    { attachments: [null] },
  ];
  for (const inside of [null, [], "x", ...odd.map((change) => insideOf(header, change))]) {
    const sealed = { header, armour: await forged(inside) };
    await assert.rejects(open(sealed, header.id, first.id, first.identity), refuses("damaged"), JSON.stringify(inside));
  }
});

test("an inside that is not padded to its class is refused", async () => {
  const { header } = await seal(letter([first]), newId);
  const armour = await forged(insideOf(header), 1024);
  await assert.rejects(open({ header, armour }, header.id, first.id, first.identity), refuses("damaged"));
});

test("a colleague who joins opens the message that a reader sealed again, and nobody who may not join does", async () => {
  const sealed = await seal(letter([first, second], { excluded: [third.id] }), newId);
  const opened = await open(sealed, sealed.header.id, first.id, first.identity);
  const joined = { header: sealed.header, armour: await rewrap(opened, fourth.recipient) };
  const again = await open(joined, sealed.header.id, fourth.id, fourth.identity, { joined: true });
  assert.deepEqual(again.bytes, opened.bytes);
  assert.deepEqual([first, second, third, fourth].map(({ id }) => mayJoin(opened, id)), [true, true, false, true]);
  const { id } = sealed.header;
  await assert.rejects(open(joined, id, fourth.id, fourth.identity), refuses("readers_differ"));
  await assert.rejects(open(joined, id, first.id, first.identity, { joined: true }), refuses("not_for_me"));
  await assert.rejects(open(sealed, id, first.id, first.identity, { joined: true }), refuses("readers_differ"));
});

test("a reader who lost everything and made another key opens what a colleague sealed again for it", async () => {
  const sealed = await seal(letter([first, second], {}), newId);
  const opened = await open(sealed, sealed.header.id, first.id, first.identity);
  const again = { header: sealed.header, armour: await rewrap(opened, fourth.recipient) };
  const read = await open(again, sealed.header.id, second.id, fourth.identity, { joined: true });
  assert.equal(read.text, opened.text);
});

test("somebody left out, or anybody at all when the message is closed, refuses what was sealed again to them", async () => {
  const forged = async (closed: boolean) => {
    const sealed = await seal(letter([first], { excluded: [third.id], closed }), newId);
    const opened = await open(sealed, sealed.header.id, first.id, first.identity);
    return { header: sealed.header, opened: { ...opened, closed: false } };
  };
  const left = await forged(false);
  const toThird = { header: left.header, armour: await rewrap(left.opened, third.recipient) };
  await assert.rejects(open(toThird, left.header.id, third.id, third.identity, { joined: true }), refuses("not_for_me"));
  const closed = await forged(true);
  await assert.rejects(rewrap({ ...closed.opened, closed: true }, fourth.recipient), RangeError);
  await assert.rejects(rewrap(left.opened, "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"), RangeError);
  const toFourth = { header: closed.header, armour: await rewrap(closed.opened, fourth.recipient) };
  await assert.rejects(open(toFourth, closed.header.id, fourth.id, fourth.identity, { joined: true }), refuses("not_for_me"));
});

test("one character changed anywhere in the armour never gives a text", async () => {
  const sealed = await seal(letter([first]), newId);
  await forMany(40, async (chance) => {
    const place = 40 + chance.upTo(sealed.armour.length - 80);
    const was = sealed.armour[place];
    if (was === "\n" || was === "=") return;
    const armour = sealed.armour.slice(0, place) + (was === "A" ? "B" : "A") + sealed.armour.slice(place + 1);
    await assert.rejects(open({ ...sealed, armour }, sealed.header.id, first.id, first.identity), OpeningRefused);
  });
});
