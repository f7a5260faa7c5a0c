import assert from "node:assert/strict";
import { test } from "vitest";

import { Draft } from "../src/handoff/draft";
import { afterRefusal, noList } from "../src/handoff/not-sent";
import { voicePiece } from "../src/handoff/pieces";
import { Sending, type SendingPorts } from "../src/handoff/sending";
import { NoAnswer, Refused } from "../src/net/request";
import type { Answer } from "../src/net/shapes";
import { seal, type Envelope, type Letter } from "../src/sealing";
import { forMany } from "./chance";
import { newId, people } from "./letters";
import { listOf, reader } from "./readers";

const adults = await people(3);
const readers = adults.map(({ id, recipient }) => reader(id, id, { recipient }));
const never = reader("never", "M. Roche", { can_read: false, recipient: null });
const list = listOf([...readers, never]);
const quiet = { progress: () => undefined, waiting: () => undefined };
const said: Answer = { turn: 4, messages: [] };

function draft(): Draft {
  const made = new Draft("ils se moquent de moi", false);
  made.takeList(list, new Date("2026-11-22T10:00:00Z"));
  made.word = "cerise";
  return made;
}

/** A school's door that keeps what is deposited by id, and refuses other bytes under a known id. */
class Door {
  readonly kept = new Map<string, string>();
  readonly promised: string[] = [];
  private made = 0;

  ports(lose: () => "request" | "answer" | null): SendingPorts {
    return {
      seal: (letter: Letter) => seal(letter, newId),
      deposit: async (_school, envelope: Envelope, word) => {
        const loss = lose();
        if (loss === "request") throw new NoAnswer("lost");
        const bytes = envelope.armour + word;
        const before = this.kept.get(envelope.header.id);
        if (before !== undefined && before !== bytes) throw new Refused(409, "envelope_conflict", "");
        this.kept.set(envelope.header.id, bytes);
        if (loss === "answer") throw new NoAnswer("lost");
      },
      promise: async (envelope) => {
        const loss = lose();
        if (loss !== null) throw new NoAnswer("lost");
        this.promised.push(envelope);
        return said;
      },
      newId: () => `0b3c4c5e-6f1a-4d2b-9a3c-${String((this.made += 1)).padStart(12, "0")}`,
      sleep: async () => undefined,
    };
  }
}

test("whatever the network loses, pressing retry until it is through leaves exactly one envelope, promised once", () =>
  forMany(25, async (chance) => {
    const door = new Door();
    const sending = new Sending(door.ports(() => chance.one(["request", "answer", null])));
    const one = draft();
    for (let tries = 0; tries < 200 && door.promised.length === 0; tries += 1) {
      await sending.send(one, quiet).catch((error) => assert.ok(error instanceof NoAnswer));
    }
    assert.deepEqual([...door.kept.keys()], door.promised);
  }));

test("a draft that changed is a new envelope; so is one that the door called spoilt", async () => {
  const door = new Door();
  let refuse = false;
  const ports = door.ports(() => null);
  const sending = new Sending({
    ...ports,
    deposit: async (...given) => (refuse ? Promise.reject(new Refused(422, "readers_changed", "")) : ports.deposit(...given)),
  });
  const one = draft();
  await sending.send(one, quiet);
  one.write("ils se moquent de moi encore");
  await sending.send(one, quiet);
  refuse = true;
  one.circle.leave(adults[0]!.id, true);
  await assert.rejects(sending.send(one, quiet), Refused);
  refuse = false;
  await sending.send(one, quiet);
  assert.equal(new Set(door.promised).size, 3);
  assert.ok(!door.promised.includes("0b3c4c5e-6f1a-4d2b-9a3c-000000000003"));
});

test("a letter is sealed to those who are left, and names those who were left out", () => {
  const one = draft();
  one.circle.leave(adults[1]!.id, true);
  const letter = one.letter("id");
  assert.deepEqual(letter.readers.map((reader) => reader.id), [adults[0]!.id, adults[2]!.id]);
  assert.deepEqual(letter.excluded, [adults[1]!.id]);
});

test("somebody who cannot read yet, and who would only be told, are left out by name too", () => {
  const one = draft();
  one.takeList(listOf([...readers, never], { head: { id: "head", name: "Mme Aubry" } }), new Date("2026-11-22T10:00:00Z"));
  for (const id of ["never", "head"]) one.circle.leave(id, true);
  const letter = one.letter("id");
  assert.deepEqual([letter.excluded, letter.closed, letter.readers.length], [["never", "head"], false, 3]);
});

test("a piece that was added, taken away or recorded again makes another envelope, and the same one does not", async () => {
  const door = new Door();
  const sending = new Sending(door.ports(() => null));
  const one = draft();
  const voice = (byte: number) => voicePiece("audio/webm;codecs=opus", 3, new Uint8Array([byte]));
  for (const piece of [null, voice(1), voice(1), null]) {
    one.voice = piece;
    await sending.send(one, quiet);
    await sending.send(one, quiet);
  }
  assert.equal(door.kept.size, 4);
});

test("a yes to the question holds the message until someone is left out", () => {
  const one = draft();
  assert.equal(one.harmSettled, false);
  one.harm = "yes";
  assert.equal(one.harmSettled, false);
  one.circle.leave(adults[0]!.id, true);
  assert.equal(one.harmSettled, true);
});

test("a new list keeps who was left out and asks the question again", () => {
  const one = draft();
  one.circle.leave(adults[0]!.id, true);
  one.harm = "no";
  one.takeList(list, new Date("2026-11-22T10:05:00Z"));
  assert.equal(one.harm, null);
  assert.deepEqual(one.circle.excluded.map((reader) => reader.id), [adults[0]!.id]);
});

test("the date is the server's day, whatever the pupil's clock says", () => {
  const one = draft();
  one.takeList(list, new Date("2026-11-21T23:30:00Z"));
  assert.equal(one.letter("id").date, "2026-11-22");
});

test("after an envelope that was no good the list is asked again, as when the readers changed", () => {
  const then = (code: string) => afterRefusal(new Refused(422, code, ""));
  assert.equal(then("readers_changed"), "new list");
  assert.equal(then("envelope_malformed"), "list again");
  assert.equal(then("session_over"), "sign in");
  assert.equal(afterRefusal(new NoAnswer("lost")), "nothing");
  assert.equal(then("constructor"), "nothing");
});

test("a list that cannot be shown says whether the group is there in the ENT's own messaging", () => {
  const left = (code: string) => noList(new Refused(409, code, ""));
  assert.deepEqual(["list_incomplete", "group_not_alive"].map(left), ["plain", "plain"]);
  assert.deepEqual(["group_not_visible", "group_unknown"].map(left), ["none", "none"]);
  assert.deepEqual([left("ent_unreachable"), noList(new NoAnswer("lost"))], [null, null]);
});

test("a word needs four letters or figures", () => {
  const one = draft();
  for (const [word, holds] of [["abc", false], ["a b c", false], ["été!", false], ["lune", true], ["12 34", true]] as const) {
    one.word = word;
    assert.equal(one.wordHolds, holds, word);
  }
});
