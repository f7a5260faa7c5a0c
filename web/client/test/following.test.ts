import assert from "node:assert/strict";
import { test } from "vitest";

import { Following, mayPass } from "../src/handoff/following";
import { conversationPiece, voicePiece, wordsOf } from "../src/handoff/pieces";
import { NoAnswer, Refused } from "../src/net/request";
import { MOST_PIECE } from "../src/sealed/pieces";
import { seal, type Attachment } from "../src/sealing";
import { forMany } from "./chance";
import { letter, newId, people } from "./letters";

const pieces = [conversationPiece("Moi : bonjour")!, voicePiece("audio/webm;codecs=opus", 4, new Uint8Array([1, 2, 3]))!];
const envelope = await seal(letter(await people(1), { pieces }), newId);

test("whatever the network loses, every piece is there once, in its order, with the same bytes", () =>
  forMany(30, async (chance) => {
    const kept = new Map<string, string>();
    const attach = async (id: string, piece: Attachment) => {
      assert.equal(id, envelope.header.id);
      const loss = chance.one(["request", "answer", null]);
      if (loss === "request") throw new NoAnswer("lost");
      assert.ok([undefined, piece.armour].includes(kept.get(piece.kind)));
      kept.set(piece.kind, piece.armour);
      if (loss === "answer") throw new NoAnswer("lost");
    };
    const following = new Following(envelope, { attach, sleep: async () => undefined });
    for (let piece = following.next; piece !== null; piece = following.next) {
      await following.send(piece).catch((error) => assert.ok(error instanceof NoAnswer));
    }
    assert.deepEqual([...kept.keys()], ["conversation", "voice"]);
  }));

test("a piece that the pupil goes on without is not tried again, and the others are", async () => {
  const sent: string[] = [];
  const following = new Following(envelope, { attach: async (_, { kind }) => void sent.push(kind), sleep: async () => undefined });
  following.leave(following.next!);
  await following.send(following.next!);
  assert.deepEqual([sent, following.next], [["voice"], null]);
});

test("trying again may help when nothing came back or the server could not, not when it refused", () => {
  assert.ok(mayPass(new NoAnswer("lost")));
  assert.ok(mayPass(new Refused(503, "trouble", "")));
  assert.ok(mayPass(new Refused(429, "slow_down", "")));
  assert.ok(!mayPass(new Refused(401, "session_over", "")));
  assert.ok(!mayPass(new Refused(422, "attachment_malformed", "")));
});

test("a conversation leaves word for word, and one that is empty or too long cannot be joined", () => {
  assert.equal(wordsOf(conversationPiece("Moi : à l’école 😢")!), "Moi : à l’école 😢");
  assert.equal(conversationPiece(""), null);
  assert.equal(conversationPiece("a".repeat(MOST_PIECE + 1)), null);
});
