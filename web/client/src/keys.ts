/**
 * A referent's keys: passphrase → age scrypt → W → twelve monthly identities.
 *
 * W, one random hybrid identity, exists only wrapped by the passphrase; each month's identity only wrapped to W's
 * recipient. The server gets armours and public recipients: the body of `POST /desk/api/keys`.
 */

import { Decrypter, Encrypter, armor, generateHybridIdentity, identityToRecipient } from "age-encryption";

import { monthsFrom } from "./sealed/months";
import type { Wrap } from "./sealed/passphrase";

/** How many months of keys are made at once. */
export const YEAR = 12;

export interface MonthKey {
  readonly month: string;
  readonly recipient: string;
  readonly wrapped_identity: string;
}

export interface WrappedKey {
  readonly wrapped_key: string;
  readonly key_recipient: string;
  readonly months: readonly MonthKey[];
}

export interface KeySet extends WrappedKey {
  readonly function: string | null;
}

export interface NewKeys {
  readonly keys: KeySet;
  readonly key: string;
}

/** The month has no key, or its key is not the one it claims to be. */
export class NoMonthKey extends Error {}

/** A fresh key set for the year that starts with `month`, and the unwrapped W for the session that made it. */
export async function makeKeys(wrap: Wrap, passphrase: string, month: string, role: string | null): Promise<NewKeys> {
  const key = await generateHybridIdentity();
  const recipient = await identityToRecipient(key);
  const months: MonthKey[] = [];
  for (const due of monthsFrom(month, YEAR)) months.push(await makeMonth(due, recipient));
  const wrapped = await wrap(key, passphrase);
  return { key, keys: { wrapped_key: wrapped, key_recipient: recipient, function: role, months } };
}

async function makeMonth(month: string, keyRecipient: string): Promise<MonthKey> {
  const identity = await generateHybridIdentity();
  const sealer = new Encrypter();
  sealer.addRecipient(keyRecipient);
  const wrapped = armor.encode(await sealer.encrypt(identity));
  return { month, recipient: await identityToRecipient(identity), wrapped_identity: wrapped };
}

/** The identity of `month`, unwrapped with W. Throws NoMonthKey when it is missing or not the published one. */
export async function monthIdentity(key: string, months: readonly MonthKey[], month: string): Promise<string> {
  const found = months.find((one) => one.month === month);
  if (found === undefined) throw new NoMonthKey(month);
  const opener = new Decrypter();
  opener.addIdentity(key);
  try {
    const identity = await opener.decrypt(armor.decode(found.wrapped_identity), "text");
    if ((await identityToRecipient(identity)) === found.recipient) return identity;
  } catch {
    throw new NoMonthKey(month);
  }
  throw new NoMonthKey(month);
}
