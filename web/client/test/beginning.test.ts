import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "vitest";

import { Beginning, type BeginningEvents } from "../src/net/beginning";
import { NoAnswer, Refused } from "../src/net/request";
import type { Answer } from "../src/net/shapes";
import { numbersOf, type Work } from "../src/net/work";

const GREETING: Answer = { turn: 65_536, messages: [] };
const tooMany = (challenge: string | null, retryAfter = 2) => new Refused(429, "slow_down", "", [], retryAfter, null, challenge);

/** What a page hears while it begins, and what it gave at each try. */
class Page implements BeginningEvents {
  readonly heard: string[] = [];
  readonly given: (string | null)[] = [];
  readonly slept: number[] = [];

  working(): void {
    this.heard.push("working");
  }
  queueing(milliseconds: number): void {
    this.heard.push(`queueing ${milliseconds}`);
  }
  down(milliseconds: number): void {
    this.heard.push(`down ${milliseconds}`);
  }

  /** Begins where `answers` come one after the other; the last one over and over. */
  begin(answers: readonly (Refused | NoAnswer | Answer)[], chance = 0, solve?: (challenge: string) => Promise<Work>): Promise<Answer> {
    const open = async (work: Work | null) => {
      this.given.push(work?.challenge ?? null);
      const answer = answers[Math.min(this.given.length, answers.length) - 1];
      if (answer === undefined || answer instanceof Error) throw answer;
      return answer;
    };
    const sleep = async (milliseconds: number) => void this.slept.push(milliseconds);
    return new Beginning(open, solve ?? (async (challenge) => ({ challenge, numbers: [] })), sleep, this, () => chance).begin();
  }
}

test("asked to work, the browser works and begins at once with what it found", async () => {
  const page = new Page();
  assert.equal(await page.begin([tooMany("défi"), GREETING]), GREETING);
  assert.deepEqual([page.given, page.heard, page.slept], [[null, "défi"], ["working"], []]);
});

test("work that is done is given again until there is a place, and each wait is as long as was told, or longer", async () => {
  const page = new Page();
  await page.begin([tooMany("défi"), tooMany(null, 2), tooMany(null, 2), tooMany(null, 40), GREETING]);
  assert.deepEqual(page.given, [null, "défi", "défi", "défi", "défi"]);
  assert.deepEqual(page.slept, [4_000, 8_000, 40_000]);
  assert.deepEqual(page.heard.slice(0, 2), ["working", "queueing 4000"]);
});

test("two browsers that were told the same do not come back together", async () => {
  const slept = await Promise.all(
    [0, 0.4, 0.9].map(async (chance) => {
      const page = new Page();
      await page.begin([tooMany(null), GREETING], chance);
      return page.slept[0];
    }),
  );
  assert.equal(new Set(slept).size, 3);
  assert.ok(slept.every((wait) => (wait ?? 0) >= 2_000));
});

test("where no worker can work, the page waits its turn instead", async () => {
  const page = new Page();
  await page.begin([tooMany("défi"), GREETING], 0, () => Promise.reject(new Error("no worker")));
  assert.deepEqual([page.given, page.slept], [[null, null], [2_000]]);
});

test("a phone whose work is never taken does not work without a pause", async () => {
  const page = new Page();
  await page.begin([...Array.from({ length: 6 }, (_, at) => tooMany(`défi ${at}`)), GREETING]);
  assert.equal(page.slept.length, 3);
});

test("while the assistant starts again, the page asks again by itself", async () => {
  const page = new Page();
  const down = new Refused(503, "assistant_down", "");
  assert.equal(await page.begin([down, down, GREETING]), GREETING);
  assert.deepEqual([page.heard, page.slept], [["down 1000", "down 2000"], [1_000, 2_000]]);
});

test("an assistant that stays down is told after a quarter of a minute: then a person decides", async () => {
  const page = new Page();
  const down = new Refused(503, "assistant_down", "");
  await assert.rejects(page.begin([down]), down);
  assert.deepEqual(page.slept, [1_000, 2_000, 4_000, 8_000]);
});

test("what is not a matter of waiting goes through", async () => {
  for (const error of [new NoAnswer("lost"), new Refused(503, "assistant_full", "", [], 3)]) {
    await assert.rejects(new Page().begin([error]), error);
  }
});

test("the numbers of a challenge make as many zero bits as it asks, at each of sixteen places", () => {
  const work = numbersOf("9.1800000000.zinzolin");
  const seed = createHash("sha256").update("9.1800000000.zinzolin").digest();
  assert.equal(work.numbers.length, 16);
  work.numbers.forEach((number, place) => {
    const tried = Buffer.alloc(5);
    tried.writeUInt8(place);
    tried.writeUInt32BE(number, 1);
    const hash = createHash("sha256").update(Buffer.concat([seed, tried])).digest();
    assert.ok(hash.readUInt32BE() < 2 ** (32 - 9), `place ${place}`);
  });
});

test("a page never works for what is no challenge, or for one that would take minutes", () => {
  for (const challenge of ["", "zinzolin", "21.1800000000.a", "-1.2.3", "1e9.2.3"]) {
    assert.throws(() => numbersOf(challenge), RangeError, challenge);
  }
});
