import assert from "node:assert/strict";
import { test } from "vitest";
import { Encrypter, armor } from "age-encryption";

import { SecretRefused, isSecret, lockReply, newSecret, openReplyLock, openWith, sealWith } from "../src/sealed/secret";
import { normaliseWord } from "../src/sealed/word";
import { forMany } from "./chance";

const refused = (error: unknown): boolean => error instanceof SecretRefused;

test("a secret is 32 bytes nobody has drawn before, and only its one spelling is one", () => {
  const drawn = Array.from({ length: 200 }, newSecret);
  assert.equal(new Set(drawn).size, 200);
  assert.ok(drawn.every(isSecret));
  const [one = ""] = drawn;
  for (const odd of [one.slice(1), `${one}A`, `${one.slice(0, 42)}B`, one.replace(/^./, "+"), 3, null]) assert.equal(isSecret(odd), false);
});

test("what is sealed under a secret opens by it alone", () =>
  forMany(15, async (chance) => {
    const bytes = new TextEncoder().encode(chance.text(200));
    const secret = newSecret();
    const armour = await sealWith(secret, bytes);
    assert.deepEqual(new Uint8Array(await openWith(secret, armour)), bytes);
    await assert.rejects(openWith(newSecret(), armour), refused);
    await assert.rejects(openWith("", armour), refused);
  }));

test("nothing is sealed under what is no secret", async () => {
  for (const odd of ["", "cerise", "A".repeat(44)]) await assert.rejects(sealWith(odd, new Uint8Array(1)), RangeError);
});

test("the lock opens by the word however it is typed, and by no other word", async () => {
  const reply = newSecret();
  const lock = await lockReply(reply, "Étoile-Filante");
  assert.match(atob(lock.split("\n").slice(1, 3).join("")), /\n-> scrypt \S+ 15\n/);
  for (const typed of ["étoile filante", " ETOILEFILANTE ", "e\u0301toile filante", "étoile‑filante"]) assert.equal(await openReplyLock(lock, typed), reply);
  for (const wrong of ["étoile", "etoile filantes", ""]) await assert.rejects(openReplyLock(lock, wrong), refused);
});

test("a changed lock, or one that holds no secret, gives nothing", async () => {
  const lock = await lockReply(newSecret(), "cerise");
  const middle = lock.length >> 1;
  const changed = lock.slice(0, middle) + (lock[middle] === "A" ? "B" : "A") + lock.slice(middle + 1);
  for (const odd of [changed, "", lock.slice(0, -60)]) await assert.rejects(openReplyLock(odd, "cerise"), refused);
});

test("a file that asks for more work, or less, is refused before anything is computed", async () => {
  const secret = newSecret();
  const sealed = async (passphrase: string, work: number) => {
    const sealer = new Encrypter();
    sealer.setPassphrase(passphrase);
    sealer.setScryptWorkFactor(work);
    return armor.encode(await sealer.encrypt(secret));
  };
  assert.equal(new TextDecoder().decode(await openWith(secret, await sealed(secret, 1))), secret);
  assert.equal(await openReplyLock(await sealed("cerise", 15), "Cerise"), secret);
  await assert.rejects(openWith(secret, await sealed(secret, 2)), refused);
  await assert.rejects(openReplyLock(await sealed("cerise", 14), "cerise"), refused);
  const cheap = await sealed(secret, 1);
  const dear = armor.encode(Uint8Array.from(Buffer.from(Buffer.from(armor.decode(cheap)).toString("latin1").replace(/ 1\n/, " 20\n"), "latin1")));
  const began = Date.now();
  await assert.rejects(openWith(secret, dear), refused);
  assert.ok(Date.now() - began < 1000);
});

test("a lock that holds anything but a secret gives nothing", async () => {
  const sealer = new Encrypter();
  sealer.setPassphrase("cerise");
  sealer.setScryptWorkFactor(15);
  const lock = armor.encode(await sealer.encrypt("cerise sur le gateau"));
  await assert.rejects(openReplyLock(lock, "cerise"), refused);
});

test("a word of which nothing is left locks nothing", async () => {
  for (const word of ["", " - ", "’'", "\u200b"]) await assert.rejects(lockReply(newSecret(), word), RangeError);
});

test("letters that only look or sort differently are one word", () => {
  const pairs = [["Cœur", "coeur"], ["STRASSE", "straße"], ["l’été", "l'ETE"], ["ﬁlou", "filou"], ["Ὀδυσσεύς", "ΟΔΥΣΣΕΥΣ"], ["lune 12", "Lune12"]];
  for (const [one = "", other = ""] of pairs) assert.equal(normaliseWord(one), normaliseWord(other), one);
  assert.notEqual(normaliseWord("lune"), normaliseWord("dune"));
  assert.notEqual(normaliseWord("lune!"), normaliseWord("lune"));
});
