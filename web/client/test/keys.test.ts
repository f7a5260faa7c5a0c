import assert from "node:assert/strict";
import test from "node:test";

import { NoMonthKey, makeKeys, monthIdentity } from "../src/keys";
import { open } from "../src/opening";
import { WrongPassphrase, unwrapWith, wrapWith, type Wrap } from "../src/sealed/passphrase";
import { seal } from "../src/sealing";
import { letter } from "./letters";

const PASSPHRASE = "quatre mots très ordinaires";
const quick: Wrap = (identity, passphrase) => wrapWith(identity, passphrase, 4);
const made = await makeKeys(quick, PASSPHRASE, "2026-11", "CPE");

test("a key set has twelve months and nothing unwrapped", () => {
  const { keys } = made;
  assert.equal(keys.months.length, 12);
  assert.equal(keys.function, "CPE");
  assert.equal(new Set(keys.months.map((one) => one.recipient)).size, 12);
  assert.ok(!JSON.stringify(keys).includes("AGE-SECRET-KEY"));
});

test("passphrase, then W, then the month's identity opens what was sealed to that month", async () => {
  const { keys } = made;
  const key = await unwrapWith(keys.wrapped_key, PASSPHRASE);
  const month = keys.months[2]!;
  const sealed = await seal(letter([{ id: "moi", recipient: month.recipient }], { month: month.month }));
  const identity = await monthIdentity(key, keys.months, month.month);
  assert.equal((await open(sealed, sealed.header.id, "moi", identity)).text, letter([]).text);
});

test("a passphrase typed with other capitals or spaces is the same one, another is refused", async () => {
  const { wrapped_key } = made.keys;
  assert.equal(await unwrapWith(wrapped_key, "  Quatre  mots tre\u0300s Ordinaires "), made.key);
  await assert.rejects(unwrapWith(wrapped_key, "quatre mots tres ordinaires"), WrongPassphrase);
});

test("a month that is missing, or whose public key was swapped, gives no identity", async () => {
  const { months } = made.keys;
  await assert.rejects(monthIdentity(made.key, months, "2027-11"), NoMonthKey);
  const swapped = [{ ...months[0]!, recipient: months[1]!.recipient }];
  await assert.rejects(monthIdentity(made.key, swapped, months[0]!.month), NoMonthKey);
});

test("another referent's W opens none of the months", async () => {
  const other = await makeKeys(quick, PASSPHRASE, "2026-11", null);
  await assert.rejects(monthIdentity(other.key, made.keys.months, "2026-11"), NoMonthKey);
});
