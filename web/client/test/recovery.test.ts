import assert from "node:assert/strict";
import { test } from "vitest";

import { makeKeys, unwrapBy } from "../src/keys";
import { SharesRefused, joinShares, resealShare, splitKey, temporaryIdentity } from "../src/sealed/recovery";

const ME = "moi";
const mine = await makeKeys("2026-11");
const colleagues = await Promise.all(["a", "b", "c"].map(async (id) => ({ id, made: await makeKeys("2026-11") })));
const holders = colleagues.map(({ id, made }) => ({ id, key_recipient: made.chest.key_recipient }));
const shares = await splitKey(mine.key, ME, holders);
const temporary = await temporaryIdentity();
const given = await Promise.all(
  shares.map(async ({ holder, armour }, place) => ({ holder, armour: await resealShare(armour, colleagues[place]!.made.key, ME, temporary.recipient) })),
);

const join = (list: typeof given) => joinShares(list, temporary.identity, ME, mine.chest.key_recipient);

test("any two colleagues give the key back, and so do three", async () => {
  for (const pair of [[0, 1], [0, 2], [1, 2], [0, 1, 2]]) assert.equal(await join(pair.map((place) => given[place]!)), mine.key);
});

test("one share alone gives nothing", async () => {
  for (const one of given) await assert.rejects(join([one]), SharesRefused);
});

test("a share that is noise, or of another key, is left aside when two good ones are there", async () => {
  const other = await splitKey(colleagues[0]!.made.key, ME, holders);
  const false1 = { holder: "a", armour: await resealShare(other[0]!.armour, colleagues[0]!.made.key, ME, temporary.recipient) };
  assert.equal(await join([false1, given[1]!, given[2]!]), mine.key);
  await assert.rejects(join([false1, given[1]!]), SharesRefused);
  assert.equal(await join([{ holder: "a", armour: "rien" }, given[1]!, given[2]!]), mine.key);
});

test("a share is opened by its holder only, and given only for the one whose key it is", async () => {
  await assert.rejects(resealShare(shares[0]!.armour, colleagues[1]!.made.key, ME, temporary.recipient), SharesRefused);
  await assert.rejects(resealShare(shares[0]!.armour, colleagues[0]!.made.key, "quelqu’un d’autre", temporary.recipient), SharesRefused);
});

test("no share tells of the key, and one holder is too few", async () => {
  assert.ok(!JSON.stringify(shares).includes("AGE-SECRET-KEY"));
  const opened = await unwrapBy(colleagues[0]!.made.key, shares[0]!.armour);
  assert.ok(!opened.includes(mine.key));
  await assert.rejects(splitKey(mine.key, ME, holders.slice(0, 1)), RangeError);
});
