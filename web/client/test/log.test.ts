import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "vitest";

import { canonical, type Canonical } from "../src/sealed/canonical";
import { fingerprint, keyHash } from "../src/sealed/fingerprint";
import { entryHash, flawOfLog, headOf, isWhole, signedHeads, type LogEntry } from "../src/sealed/log";
import { countersignStatement, headStatement, makeSigningPair, sign, verifies } from "../src/sealed/signing";
import { isVouched, type PublishedKey } from "../src/sealed/vouched";

declare const CLIENT_FOLDER: string;

interface Vectors {
  school: string;
  entries: LogEntry[];
  canonical: { value: Canonical; written: string }[];
  keys: { key_recipient: string; signing_key: string; key: string }[];
}

const vectors = JSON.parse(readFileSync(join(CLIENT_FOLDER, "../../tests/vectors/directory_log.json"), "utf8")) as Vectors;
const { school, entries } = vectors;

test("what is signed or hashed is written as Python writes it", async () => {
  for (const { value, written } of vectors.canonical) assert.equal(canonical(value), written);
  for (const one of vectors.keys) assert.equal(await keyHash(one), one.key);
  for (const entry of entries) assert.equal(await entryHash(school, entry), entry.hash);
});

test("only strings, whole numbers and objects are ever written", () => {
  for (const value of [1.5, Number.NaN, null, ["a"], true, undefined, { a: null }]) {
    assert.throws(() => canonical(value as unknown as Canonical), TypeError);
  }
});

test("a fingerprint is ten groups of four", () => {
  assert.match(fingerprint("0123456789abcdef".repeat(4)), /^([0-9a-f]{4} ){9}[0-9a-f]{4}$/);
});

test("an untouched log has no flaw, whatever was remembered of it", async () => {
  for (const remembered of [null, ...entries.map(({ seq, hash }) => ({ seq, hash }))]) {
    assert.equal(await flawOfLog(school, entries, remembered, []), null);
  }
});

test("each field of each entry, and the school, is held by the chain", async () => {
  const changes: Partial<LogEntry>[] = [{ at: "2026-11-22T17:01:01+00:00" }, { kind: "noted" }, { subject: "x" }, { body: { by: "x" } }, { previous: "1".repeat(64) }, { hash: "1".repeat(64) }, { seq: 9 }];
  for (const place of entries.keys()) {
    for (const change of changes) {
      const altered = entries.map((entry, at) => (at === place ? { ...entry, ...change } : entry));
      assert.equal(await flawOfLog(school, altered, null, []), "altered", `${place} ${JSON.stringify(change)}`);
    }
  }
  assert.equal(await isWhole("lyc-camus", entries), false);
});

test("an entry taken out, doubled or exchanged breaks the chain", async () => {
  const [first, second, ...rest] = entries as [LogEntry, LogEntry, ...LogEntry[]];
  for (const altered of [[first, ...rest], [first, first, second], [second, first, ...rest]]) assert.equal(await isWhole(school, altered), false);
});

test("a body that is not of strings is altered, not an accident", async () => {
  const odd = { ...entries[0]!, body: { by: null } as unknown as Record<string, string> };
  assert.equal(await flawOfLog(school, [odd], null, []), "altered");
});

test("a log that lost its end is shorter than what was seen", async () => {
  assert.equal(await flawOfLog(school, entries.slice(0, 3), headOf(entries), []), "shorter");
  assert.equal(await flawOfLog(school, [], headOf(entries), []), "shorter");
});

/** Another history from `place` on, whole in itself. */
async function another(place: number): Promise<LogEntry[]> {
  const told = entries.slice(0, place);
  for (const entry of entries.slice(place)) {
    const changed = { ...entry, at: "2026-11-23T08:00:00+00:00", previous: told[told.length - 1]?.hash ?? "0".repeat(64) };
    told.push({ ...changed, hash: await entryHash(school, changed) });
  }
  return told;
}

test("another history is different for who remembers, and forked for who knows what a colleague saw", async () => {
  const told = await another(2);
  assert.equal(await isWhole(school, told), true);
  assert.equal(await flawOfLog(school, told, headOf(entries), []), "different");
  assert.equal(await flawOfLog(school, told, headOf(entries.slice(0, 2)), [headOf(entries)!]), "forked");
  assert.equal(await flawOfLog(school, told, headOf(entries.slice(0, 2)), [headOf(entries.slice(0, 2))!]), null);
});

test("a colleague who saw more than we are shown reveals a fork", async () => {
  assert.equal(await flawOfLog(school, entries.slice(0, 4), null, [headOf(entries)!]), "forked");
});

test("only heads that verify under a known key prove something", async () => {
  const [pair, other] = [await makeSigningPair(), await makeSigningPair()];
  const head = headOf(entries)!;
  const signature = await sign(pair.privateKey, headStatement(school, head));
  const keys = new Map([["a", pair.publicKey], ["b", other.publicKey]]);
  const heads = [{ ...head, referent: "a", signature }, { ...head, referent: "b", signature }, { ...head, referent: "c", signature }, { ...head, seq: 2, referent: "a", signature }];
  assert.deepEqual(await signedHeads(school, heads, keys), heads.slice(0, 1));
});

test("a signature is of one statement, one key, and never of noise", async () => {
  const { publicKey, privateKey } = await makeSigningPair();
  const said = countersignStatement(school, "a", "b".repeat(64));
  const signature = await sign(privateKey, said);
  assert.ok(await verifies(publicKey, said, signature));
  for (const wrong of ["", "!", signature.slice(1), `${signature}A`, "A".repeat(86)]) assert.equal(await verifies(publicKey, said, wrong), false);
  assert.equal(await verifies("", said, signature), false);
  assert.equal(await verifies(publicKey, countersignStatement("lyc-camus", "a", "b".repeat(64)), signature), false);
});

interface Person extends PublishedKey {
  readonly privateKey: string;
}

async function person(id: string): Promise<Person> {
  const { publicKey, privateKey } = await makeSigningPair();
  return { id, key_recipient: `age1pq1${id}`, signing_key: publicKey, counted: true, privateKey };
}

const [lea, ian, sam] = [await person("lemoine"), await person("diallo"), await person("benali")];
const people = [lea, ian, sam];

function entry(kind: string, subject: string, body: Record<string, string>): LogEntry {
  return { seq: 0, at: "", kind, subject, body, previous: "", hash: "" };
}

async function enrolled(whom: Person): Promise<LogEntry> {
  return entry("enrolled", whom.id, { by: whom.id, key: await keyHash(whom), months: "" });
}

async function confirmed(by: Person, whom: Person): Promise<LogEntry> {
  const key = await keyHash(whom);
  return entry("countersigned", whom.id, { by: by.id, key, signature: await sign(by.privateKey, countersignStatement(school, whom.id, key)) });
}

/** A log whose entries are numbered; the chain itself is tested above. */
function told(...log: LogEntry[]): LogEntry[] {
  return log.map((one, place) => ({ ...one, seq: place + 1 }));
}

const three = [await enrolled(lea), await enrolled(ian), await enrolled(sam)];
const both = [await confirmed(ian, lea), await confirmed(sam, lea)];

test("a key that two colleagues confirmed stands in the log", async () => {
  assert.ok(await isVouched(school, lea, people, told(...three, ...both)));
});

test("a key that counts with fewer than two confirmations, or an unknown key, does not", async () => {
  const twice = [both[0]!, both[0]!];
  const own = [both[0]!, await confirmed(lea, lea)];
  for (const log of [three, [...three, both[0]!], [...three, ...twice], [...three, ...own], both, []]) {
    assert.equal(await isVouched(school, lea, people, told(...log)), false);
  }
  assert.ok(await isVouched(school, { ...lea, counted: false }, people, told(...three)));
  assert.equal(await isVouched(school, { ...lea, counted: false, key_recipient: "age1pq1other" }, people, told(...three)), false);
});

test("a confirmation that its author did not sign, or from before a departure, is worth nothing", async () => {
  const forged = entry("countersigned", lea.id, { ...both[1]!.body, by: ian.id });
  assert.equal(await isVouched(school, lea, people, told(...three, both[0]!, both[1]!, forged)), false);
  assert.equal(await isVouched(school, lea, people, told(...three, ...both, entry("left", lea.id, { by: ian.id }))), false);
});

test("a confirmation by somebody who had no key then, or whom nobody knows, is worth nothing", async () => {
  const [enrolledLea, enrolledIan, enrolledSam] = three as [LogEntry, LogEntry, LogEntry];
  assert.equal(await isVouched(school, lea, people, told(enrolledLea, enrolledIan, ...both, enrolledSam)), false);
  assert.equal(await isVouched(school, lea, [lea, ian], told(...three, ...both)), false);
});

test("a confirmation stays good when its author makes another key later, and is not theirs when they had made it before", async () => {
  const other = { ...(await person(ian.id)), counted: false };
  const now = [lea, other, sam];
  assert.ok(await isVouched(school, lea, now, told(...three, ...both, await enrolled(other))));
  assert.equal(await isVouched(school, lea, now, told(...three, await enrolled(other), ...both)), false);
});
