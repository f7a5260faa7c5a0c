import assert from "node:assert/strict";
import { test } from "vitest";

import { firstDay, secondWays } from "../src/desk/first-day";
import type { KeptLock, LockKind } from "../src/sealed/locks";

let made = 0;

function way(kind: LockKind, rehearsed = false): KeptLock {
  made += 1;
  return { id: `${made}`, kind, label: "", wrapped_key: "", credential: null, rehearsed_at: rehearsed ? "2026-11-23T08:00:00+00:00" : null };
}

const dayOf = (...locks: KeptLock[]) => firstDay({ locks, counted: true });

test("a second way is one of another kind: a second passphrase is forgotten like the first", () => {
  assert.deepEqual(dayOf(way("passphrase")), { hasSecondWay: false, confirmed: true, rehearsed: false });
  assert.equal(dayOf(way("passphrase"), way("passphrase")).hasSecondWay, false);
  assert.equal(dayOf(way("passphrase"), way("sheet")).hasSecondWay, true);
  assert.equal(dayOf(way("passkey"), way("passphrase")).hasSecondWay, true);
  assert.equal(dayOf().hasSecondWay, false);
});

test("the usual way rehearses nothing: only one that is left without it does", () => {
  assert.equal(dayOf(way("passphrase", true), way("sheet")).rehearsed, false);
  assert.equal(dayOf(way("passphrase"), way("sheet", true)).rehearsed, true);
  assert.equal(dayOf(way("passphrase"), way("passkey"), way("sheet", true)).rehearsed, true);
});

test("a new second way is asked for again, and a way that becomes the usual one no longer stands for the other", () => {
  assert.equal(dayOf(way("passphrase", true), way("sheet")).rehearsed, false);
  assert.equal(dayOf(way("sheet", true), way("passkey")).rehearsed, false);
  assert.equal(dayOf(way("passphrase")).rehearsed, false);
});

test("what may be rehearsed are the ways that are left when the usual one is lost", () => {
  const [usual, other, sheet] = [way("passphrase"), way("passphrase"), way("sheet")];
  assert.deepEqual(secondWays([usual!, other!, sheet!]), [sheet]);
});

test("whether colleagues have confirmed the key is what the server counts", () => {
  assert.equal(firstDay({ locks: [], counted: false }).confirmed, false);
});
