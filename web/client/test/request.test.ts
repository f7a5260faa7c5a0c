import assert from "node:assert/strict";
import { test } from "vitest";

import { handOver } from "../src/handoff/signed-in";
import { newId } from "../src/handoff/new-id";
import { DELAYS, patiently } from "../src/net/patience";
import { NoAnswer, Refused, request, type Fetch } from "../src/net/request";
import { asHeader } from "../src/sealed/header";

const answering = (status: number, body: string, headers: Record<string, string> = {}): Fetch => {
  return async () => new Response(body, { status, headers });
};

test("an error of ours keeps its code, sentence, helplines and numbers", async () => {
  const body = JSON.stringify({ error: "slow_down", message: "Attends.", helplines: [{ id: "119" }], retry_after: 3 });
  await assert.rejects(request(answering(429, body), "POST", "/api/turns"), (error) => {
    assert.ok(error instanceof Refused);
    assert.deepEqual([error.status, error.code, error.message, error.retryAfter], [429, "slow_down", "Attends.", 3]);
    return error.helplines.length === 1;
  });
});

test("no network, a proxy's page, half an answer: the same request may be sent again", async () => {
  const silent: Fetch = async () => Promise.reject(new TypeError("network"));
  for (const fetch of [silent, answering(502, "<html>Bad gateway</html>"), answering(200, "{"), answering(500, "{}")]) {
    await assert.rejects(request(fetch, "POST", "/api/turns"), NoAnswer);
  }
});

test("what is posted carries our header, stays on our origin and follows no redirect", async () => {
  let seen: RequestInit = {};
  const fetch: Fetch = async (_path, init) => ((seen = init), new Response("{}"));
  await request(fetch, "POST", "/api/turns", { turn: 1 });
  assert.equal((seen.headers as Record<string, string>)["X-Parlons-En"], "1");
  assert.deepEqual([seen.credentials, seen.redirect, seen.cache], ["same-origin", "error", "no-store"]);
});

test("the server's hour comes with the answer", async () => {
  const fetch = answering(200, "{}", { Date: "Sun, 22 Nov 2026 10:00:00 GMT" });
  assert.equal((await request(fetch, "GET", "/x")).at?.toISOString(), "2026-11-22T10:00:00.000Z");
});

test("patience ends: after the last delay the failure is told", async () => {
  const waited: number[] = [];
  const act = async () => Promise.reject(new NoAnswer("lost"));
  await assert.rejects(patiently(act, async () => undefined, (delay) => waited.push(delay)), NoAnswer);
  assert.deepEqual(waited, [...DELAYS]);
});

test("a refusal is not tried again", async () => {
  let tries = 0;
  const act = async () => ((tries += 1), Promise.reject(new Refused(409, "x", "")));
  await assert.rejects(patiently(act, async () => undefined, () => undefined), Refused);
  assert.equal(tries, 1);
});

test("a fresh envelope id is a version 4 UUID that web and the reader accept", () => {
  for (let made = 0; made < 200; made += 1) {
    const header = { v: 1, id: newId(), school: "s", date: "2026-11-22", month: "2026-11", readers: 1, size: 2048 };
    assert.ok(asHeader(header), header.id);
  }
});

test("the sign-in code goes to the opener and its frames, for our exact origin only", () => {
  const heard: [unknown, string][] = [];
  const window = { postMessage: (message: unknown, origin: string) => heard.push([message, origin]) };
  const opener = Object.assign([window, window] as unknown as { length: number; [place: number]: Window }, window);
  handOver(opener, "one-time", "https://bot.example");
  const message = { type: "parlons-en:signed-in", code: "one-time" };
  assert.deepEqual(heard, Array.from({ length: 3 }, () => [message, "https://bot.example"]));
});
