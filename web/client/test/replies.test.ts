import assert from "node:assert/strict";
import { test } from "vitest";

import type { Sent } from "../src/net/shapes";
import { MOST_REPLY, decodeReply, encodeReply } from "../src/sealed/reply";
import { newSecret } from "../src/sealed/secret";
import * as sealer from "../src/sealing";
import { seal, sealWith } from "../src/sealing";
import { readReplies } from "../src/state/replies";
import { letter, newId, people } from "./letters";

const WORD = "Coquillage bleu";
const sealed = await seal(letter(await people(1), { word: WORD }), newId);
const secret = await sealer.openReplyLock(sealed.reply_lock, WORD);
const load = async () => sealer;

async function sent(armours: readonly string[], lock: string | null = sealed.reply_lock): Promise<Sent> {
  const replies = armours.map((armour) => ({ at: "2026-11-23T09:30:00+01:00", armour }));
  return { state: "opened", date: "2026-11-22", text: "", promised: null, late: false, reply_lock: lock, replies };
}

const written = (text: string, by = secret) => sealWith(by, encodeReply(text));

test("a reply is read with the word, however it is typed, and dated", async () => {
  const message = await sent([await written("Viens à l’infirmerie mardi à 10 h.")]);
  assert.deepEqual(await readReplies(message, "coquillage  BLEU", load), [{ day: "2026-11-23", text: "Viens à l’infirmerie mardi à 10 h." }]);
});

test("one reply that does not open does not hide the others", async () => {
  const message = await sent([await written("un"), await written("faux", newSecret()), "pas une armure", await written("deux")]);
  const texts = (await readReplies(message, WORD, load)).map((reply) => reply.text);
  assert.deepEqual(texts, ["un", null, null, "deux"]);
});

test("with another word, without the lock or without what opens, it is told that there is a reply", async () => {
  const armour = await written("un");
  const broken = async () => Promise.reject(new Error("the file did not come"));
  assert.equal((await readReplies(await sent([armour]), "autre mot", load))[0]?.text, null);
  assert.equal((await readReplies(await sent([armour], null), WORD, load))[0]?.text, null);
  assert.equal((await readReplies(await sent([armour]), WORD, broken))[0]?.text, null);
});

test("without a reply nothing is loaded", async () => {
  let loads = 0;
  assert.deepEqual(await readReplies(await sent([]), WORD, async () => ((loads += 1), sealer)), []);
  assert.equal(loads, 0);
});

test("replies of one class weigh the same, the longest fits, and a longer one is refused", () => {
  assert.equal(encodeReply("oui").length, encodeReply("é".repeat(200)).length);
  assert.equal(encodeReply('"'.repeat(MOST_REPLY)).length, 4096);
  assert.equal(decodeReply(encodeReply("é".repeat(MOST_REPLY))), "é".repeat(MOST_REPLY));
  assert.throws(() => encodeReply("é".repeat(4_096)), RangeError);
});

test("what is no reply is not shown", () => {
  for (const text of ["", "null", "[]", '{"v":2,"text":"a"}', '{"v":1,"text":3}']) assert.equal(decodeReply(new TextEncoder().encode(text)), null);
  assert.equal(decodeReply(new Uint8Array([0xff, 0xfe])), null);
});
