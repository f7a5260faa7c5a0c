import assert from "node:assert/strict";
import { test } from "vitest";

import { open, openPiece, type Opened } from "../src/opening";
import { PieceRefused } from "../src/sealed/piece-sealing";
import { MOST_PIECE, PIECE_SIZES, isSound, packPiece, unpackPiece, type Piece } from "../src/sealed/pieces";
import { sealWith } from "../src/sealed/secret";
import { seal, type Attachment } from "../src/sealing";
import { forMany } from "./chance";
import { letter, newId, people, talk, voice, type Person } from "./letters";

const [reader] = (await people(1)) as [Person];
const PLACE = { id: "0b3c4c5e-6f1a-4d2b-9a3c-1d2e3f4a5b6c", envelope: "1b3c4c5e-6f1a-4d2b-9a3c-1d2e3f4a5b6c" };

interface Sent {
  readonly opened: Opened;
  readonly pieces: readonly Attachment[];
}

async function sent(...pieces: Piece[]): Promise<Sent> {
  const sealed = await seal(letter([reader], { pieces }), newId);
  return { opened: await open(sealed, sealed.header.id, reader.id, reader.identity), pieces: sealed.attachments };
}

function refuses(flaw: "damaged" | "not_of_this_message"): (error: unknown) => boolean {
  return (error) => error instanceof PieceRefused && error.flaw === flaw;
}

test("what is packed comes out again, in the smallest class that holds it", () =>
  forMany(60, (chance) => {
    const length = 1 + chance.upTo(chance.one([200, 20_000, 140_000, MOST_PIECE]));
    const packed = packPiece(voice(length), PLACE);
    assert.deepEqual(unpackPiece(packed, PLACE), voice(length));
    const place = PIECE_SIZES.findIndex((size) => size === packed.length);
    assert.ok(place === 0 || length + 300 > (PIECE_SIZES[place - 1] ?? 0));
  }));

test("the longest voice there may be is packed, and one byte or one second more is not", () => {
  assert.equal(packPiece(voice(MOST_PIECE, 90), PLACE).length, 524_288);
  for (const odd of [voice(MOST_PIECE + 1), voice(0), voice(100, 91), voice(100, 0), voice(100, 1.5)]) {
    assert.equal(isSound(odd), false);
    assert.throws(() => packPiece(odd, PLACE), RangeError);
  }
});

test("a type that a browser would run or draw is never a piece", () => {
  const types = ["text/html", "image/png", "video/webm", "audio/", "audio/x;codecs=<script>", "", "text/plain;charset=utf-8"];
  for (const type of types) assert.equal(isSound({ ...voice(), type }), false, type);
  for (const type of ["text/html", "text/plain"]) assert.equal(isSound({ ...talk(), type }), false, type);
  for (const type of ["audio/mp4", "audio/ogg; codecs=opus", "audio/mp4;codecs=mp4a.40.2"]) assert.ok(isSound({ ...voice(), type }), type);
});

test("a byte changed in the head or in the padding, another place or another length never gives a piece", () => {
  const packed = packPiece(talk("bonjour"), PLACE);
  const change = (at: number, to: number) => Uint8Array.from(packed, (byte, place) => (place === at ? to : byte));
  assert.ok(unpackPiece(packed, PLACE));
  assert.equal(unpackPiece(packed, { ...PLACE, id: PLACE.envelope }), null);
  assert.equal(unpackPiece(packed, { ...PLACE, envelope: PLACE.id }), null);
  assert.equal(unpackPiece(packed.slice(0, -1), PLACE), null);
  assert.equal(unpackPiece(new Uint8Array(16384), PLACE), null);
  assert.equal(unpackPiece(new Uint8Array(16384).fill(255), PLACE), null);
  for (const at of [0, 1, 2, 3, packed.length - 1, 400]) assert.equal(unpackPiece(change(at, 9), PLACE), null, String(at));
  const roomy = new Uint8Array(65536);
  roomy.set(packed);
  assert.equal(unpackPiece(roomy, PLACE), null);
});

test("a head that says another kind, version, length or type is refused", () => {
  const head = { v: 1, ...PLACE, kind: "conversation", type: "text/plain;charset=utf-8", seconds: 0, length: 3 };
  const made = (change: object) => {
    const bytes = new TextEncoder().encode(JSON.stringify({ ...head, ...change }));
    const packed = new Uint8Array(16384);
    packed[3] = bytes.length & 255;
    packed[2] = bytes.length >> 8;
    packed.set(bytes, 4);
    packed.set([97, 98, 99], 4 + bytes.length);
    return packed;
  };
  assert.ok(unpackPiece(made({}), PLACE));
  const odd = [{ v: 2 }, { kind: "voice" }, { kind: "picture" }, { type: 3 }, { length: 2 }, { length: -1 }, { length: 20_000 }, { length: "3" }, { seconds: 1 }];
  for (const change of odd) assert.equal(unpackPiece(made(change), PLACE), null, JSON.stringify(change));
});

test("both pieces of a message are opened by its reader, whole", async () => {
  const { opened, pieces } = await sent(talk("é\u0000😢"), voice(70_000));
  assert.deepEqual(await Promise.all(pieces.map((piece) => openPiece(opened, piece))), [talk("é\u0000😢"), voice(70_000)]);
  assert.deepEqual(pieces.map(({ kind, size }) => [kind, size]), [["conversation", 16384], ["voice", 131072]]);
});

test("two contents of one class give armours of one length", async () => {
  const [short, long] = await Promise.all([sent(talk("oui")), sent(talk("non ".repeat(3000)))]);
  assert.equal(short.pieces[0]?.armour.length, long.pieces[0]?.armour.length);
});

test("a piece of another message, in the place of another one, or sealed again by whoever knows its secret is refused", async () => {
  const [one, other] = await Promise.all([sent(talk(), voice()), sent(talk())]);
  const [words, sound] = one.pieces as [Attachment, Attachment];
  const foreign = other.pieces[0] as Attachment;
  await assert.rejects(openPiece(one.opened, foreign), refuses("not_of_this_message"));
  await assert.rejects(openPiece(one.opened, { id: words.id, armour: foreign.armour }), refuses("damaged"));
  await assert.rejects(openPiece(one.opened, { id: words.id, armour: sound.armour }), refuses("damaged"));
  const secret = one.opened.attachments[0]?.secret ?? "";
  const place = { id: words.id, envelope: one.opened.header.id };
  const forged = await sealWith(secret, packPiece(talk("autre chose"), place));
  await assert.rejects(openPiece(one.opened, { id: words.id, armour: forged }), refuses("damaged"));
});

test("one character changed anywhere in a piece never gives its content", async () => {
  const { opened, pieces } = await sent(talk());
  const { id, armour } = pieces[0] as Attachment;
  await forMany(40, async (chance) => {
    const place = 40 + chance.upTo(armour.length - 80);
    const was = armour[place];
    if (was === "\n" || was === "=") return;
    const changed = armour.slice(0, place) + (was === "A" ? "B" : "A") + armour.slice(place + 1);
    await assert.rejects(openPiece(opened, { id, armour: changed }), refuses("damaged"));
  });
});
