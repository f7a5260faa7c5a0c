/**
 * Secrets inside an envelope, and what is sealed under them: an age file whose passphrase is the secret (docs/adr/0021).
 *
 * A secret is 256 random bits, so scrypt's work is the least that the format knows. The word that a pupil chose is guessable: the lock of
 * the secret `reply` costs what each guess must cost, and is kept under the server's keys besides.
 */

import { Decrypter, Encrypter, armor } from "age-encryption";

import { toBase64url } from "./base64url";
import { normaliseWord } from "./word";

/** log2 of scrypt's N: the least that age writes and reads. */
export const SECRET_WORK = 1;
/** log2 of scrypt's N for the pupil's word. */
export const WORD_WORK = 15;
const BYTES = 32;
/** The version line and the line of the stanza. */
const LONGEST_START = 80;
const SECRET = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

/** What was sealed does not open: another secret, another word, or changed bytes. The three are not told apart. */
export class SecretRefused extends Error {
  constructor() {
    super("not opened by this secret");
  }
}

/** A fresh secret: 32 random bytes in base64url, 43 characters. */
export function newSecret(): string {
  return toBase64url(crypto.getRandomValues(new Uint8Array(BYTES)));
}

/** Whether `value` is written as a secret is. */
export function isSecret(value: unknown): value is string {
  return typeof value === "string" && SECRET.test(value);
}

/** `bytes` sealed under a secret, armoured. Throws a RangeError for what is no secret. */
export async function sealWith(secret: string, bytes: Uint8Array): Promise<string> {
  if (!isSecret(secret)) throw new RangeError("not a secret");
  return sealBy(secret, SECRET_WORK, bytes);
}

/** The bytes that `sealWith` sealed. Throws SecretRefused. */
export async function openWith(secret: string, armour: string): Promise<Uint8Array> {
  return openBy(secret, SECRET_WORK, armour);
}

/** The secret `reply`, under the pupil's word. Throws a RangeError for a word of which nothing is left. */
export async function lockReply(reply: string, word: string): Promise<string> {
  const normalised = normaliseWord(word);
  if (normalised === "" || !isSecret(reply)) throw new RangeError("nothing to lock with");
  return sealBy(normalised, WORD_WORK, new TextEncoder().encode(reply));
}

/** The secret `reply`, for whoever gives the word. Throws SecretRefused. */
export async function openReplyLock(lock: string, word: string): Promise<string> {
  const reply = new TextDecoder().decode(await openBy(normaliseWord(word), WORD_WORK, lock));
  if (!isSecret(reply)) throw new SecretRefused();
  return reply;
}

async function sealBy(passphrase: string, work: number, bytes: Uint8Array): Promise<string> {
  const sealer = new Encrypter();
  sealer.setPassphrase(passphrase);
  sealer.setScryptWorkFactor(work);
  return armor.encode(await sealer.encrypt(bytes));
}

async function openBy(passphrase: string, work: number, armour: string): Promise<Uint8Array> {
  const opener = new Decrypter();
  opener.addPassphrase(passphrase);
  try {
    const file = armor.decode(armour);
    if (workOf(file) !== work) throw new SecretRefused();
    return await opener.decrypt(file);
  } catch {
    throw new SecretRefused();
  }
}

/** The work that the file asks of whoever opens it, read before anything is computed: a prank must not stop the reader's browser. */
function workOf(file: Uint8Array): number | null {
  const start = new TextDecoder("latin1").decode(file.subarray(0, LONGEST_START));
  const found = /^age-encryption\.org\/v1\n-> scrypt [A-Za-z0-9+/]{22} (\d{1,2})\n/.exec(start);
  return found === null ? null : Number(found[1]);
}
