import assert from "node:assert/strict";
import { test } from "vitest";

import { Following } from "../src/handoff/following";
import { NoAnswer } from "../src/net/request";
import type { Envelope } from "../src/sealing";

const PIECE = { id: "p", kind: "voice", size: 1, armour: "" } as const;
const ENVELOPE = { header: { id: "e" }, attachments: [PIECE] } as unknown as Envelope;

test("a piece that the pupil gives up is cut on its way, and never tried again", async () => {
  const signals: AbortSignal[] = [];
  const attach = (_: string, __: unknown, givenUp: AbortSignal) => {
    signals.push(givenUp);
    return new Promise<void>((_resolve, reject) => givenUp.addEventListener("abort", () => reject(new NoAnswer("no answer"))));
  };
  const following = new Following(ENVELOPE, { attach, sleep: () => Promise.resolve() });
  const sent = following.send(following.next!);
  following.leave(PIECE);
  await assert.rejects(sent);
  assert.equal(signals.length, 1);
  assert.equal(signals[0]!.aborted, true);
  assert.equal(following.next, null);
});

test("what had no answer is tried again while the pupil waits", async () => {
  let tries = 0;
  const attach = () => (++tries < 3 ? Promise.reject(new NoAnswer("no answer")) : Promise.resolve());
  const following = new Following(ENVELOPE, { attach, sleep: () => Promise.resolve() });
  await following.send(following.next!);
  assert.equal(tries, 3);
  assert.equal(following.next, null);
});
