import assert from "node:assert/strict";
import { test } from "vitest";

import { NoMonthKey, makeKeys, monthIdentity, unwrapBy } from "../src/keys";
import { open } from "../src/opening";
import { typedLock } from "../src/sealed/locks";
import { WrongPassphrase, unwrapWith, wrapWith, type Wrap } from "../src/sealed/passphrase";
import { sign, verifies } from "../src/sealed/signing";
import { seal } from "../src/sealing";
import { letter, newId } from "./letters";

const PASSPHRASE = "quatre mots très ordinaires";
const quick: Wrap = (identity, passphrase) => wrapWith(identity, passphrase, 4);
const made = await makeKeys("2026-11");
const lock = await typedLock("passphrase", quick, made.key, PASSPHRASE, "Ordinateur du bureau");

test("a key set has twelve months and nothing unwrapped", () => {
  const { chest } = made;
  assert.equal(chest.months.length, 12);
  assert.equal(new Set(chest.months.map((one) => one.recipient)).size, 12);
  assert.ok(!JSON.stringify({ ...chest, locks: [lock] }).includes("AGE-SECRET-KEY"));
});

test("the signing key that W unwraps signs what the published one verifies", async () => {
  const privateKey = await unwrapBy(made.key, made.chest.wrapped_signing);
  const signature = await sign(privateKey, { said: "oui" });
  assert.equal(signature.length, 86);
  assert.ok(await verifies(made.chest.signing_key, { said: "oui" }, signature));
  assert.equal(await verifies(made.chest.signing_key, { said: "non" }, signature), false);
});

test("passphrase, then W, then the month's identity opens what was sealed to that month", async () => {
  const { months } = made.chest;
  const key = await unwrapWith(lock.wrapped_key, PASSPHRASE);
  const month = months[2]!;
  const sealed = await seal(letter([{ id: "moi", recipient: month.recipient }], { month: month.month }), newId);
  const identity = await monthIdentity(key, months, month.month);
  assert.equal((await open(sealed, sealed.header.id, "moi", identity)).text, letter([]).text);
});

test("a passphrase typed with other capitals or spaces is the same one, another is refused", async () => {
  const { wrapped_key } = lock;
  assert.equal(await unwrapWith(wrapped_key, "  Quatre  mots tre\u0300s Ordinaires "), made.key);
  await assert.rejects(unwrapWith(wrapped_key, "quatre mots tres ordinaires"), WrongPassphrase);
});

test("a month that is missing, or whose public key was swapped, gives no identity", async () => {
  const { months } = made.chest;
  await assert.rejects(monthIdentity(made.key, months, "2027-11"), NoMonthKey);
  const swapped = [{ ...months[0]!, recipient: months[1]!.recipient }];
  await assert.rejects(monthIdentity(made.key, swapped, months[0]!.month), NoMonthKey);
});

test("another referent's W opens none of the months", async () => {
  const other = await makeKeys("2026-11");
  await assert.rejects(monthIdentity(other.key, made.chest.months, "2026-11"), NoMonthKey);
});
