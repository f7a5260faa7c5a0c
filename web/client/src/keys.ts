/**
 * A referent's keys: locks → W → twelve monthly identities and a signing key.
 *
 * W, one random hybrid identity, exists only inside locks (`sealed/locks.ts`); each month's identity and the signing key only wrapped to
 * W's recipient. The server gets armours and public keys: the body of `POST /desk/api/keys`.
 */

import { Decrypter, Encrypter, armor, generateHybridIdentity, identityToRecipient } from "age-encryption";

import type { Canonical } from "./sealed/canonical";
import type { KeptLock, Lock } from "./sealed/locks";
import { monthsFrom } from "./sealed/months";
import { makeSigningPair, sign } from "./sealed/signing";

/** How many months of keys are made at once. */
export const YEAR = 12;

export interface MonthKey {
  readonly month: string;
  readonly recipient: string;
  readonly wrapped_identity: string;
}

/** What W opens, as the server keeps it. */
export interface KeyChest {
  readonly key_recipient: string;
  readonly signing_key: string;
  readonly wrapped_signing: string;
  readonly months: readonly MonthKey[];
}

/** The body of `POST /desk/api/keys`. */
export interface KeySet extends KeyChest {
  readonly locks: readonly Lock[];
  readonly function: string | null;
}

/** A key set that the server knows. */
export interface WrappedKey extends KeyChest {
  readonly locks: readonly KeptLock[];
  /** Whether two colleagues have confirmed it, so that pupils may be offered it. */
  readonly counted: boolean;
  /** Whether it is refused since its owner left the group: then nothing wrapped comes with it. */
  readonly left: boolean;
  readonly exercised_at: string;
  readonly drill_due: boolean;
}

export interface NewKeys {
  readonly chest: KeyChest;
  /** W. */
  readonly key: string;
}

/** The month has no key, or its key is not the one it claims to be. */
export class NoMonthKey extends Error {}

/** A fresh W with its months, the first one being `month`; no lock yet. */
export async function makeKeys(month: string): Promise<NewKeys> {
  const key = await generateHybridIdentity();
  const recipient = await identityToRecipient(key);
  const months = await makeMonths(recipient, monthsFrom(month, YEAR));
  const pair = await makeSigningPair();
  const wrapped = await wrapTo(recipient, pair.privateKey);
  return { key, chest: { key_recipient: recipient, signing_key: pair.publicKey, wrapped_signing: wrapped, months } };
}

/** Identities for `months`, wrapped to the owner's key: at enrolment, then at each drill. */
export async function makeMonths(keyRecipient: string, months: readonly string[]): Promise<MonthKey[]> {
  const made: MonthKey[] = [];
  for (const month of months) made.push(await makeMonth(month, keyRecipient));
  return made;
}

async function makeMonth(month: string, keyRecipient: string): Promise<MonthKey> {
  const identity = await generateHybridIdentity();
  const wrapped = await wrapTo(keyRecipient, identity);
  return { month, recipient: await identityToRecipient(identity), wrapped_identity: wrapped };
}

/** `secret` sealed to one recipient, armoured. */
export async function wrapTo(recipient: string, secret: string): Promise<string> {
  const sealer = new Encrypter();
  sealer.addRecipient(recipient);
  return armor.encode(await sealer.encrypt(secret));
}

/** What `wrapTo` sealed. Throws when `identity` does not open it. */
export async function unwrapBy(identity: string, wrapped: string): Promise<string> {
  const opener = new Decrypter();
  opener.addIdentity(identity);
  return opener.decrypt(armor.decode(wrapped), "text");
}

/** A signature of `statement` by the signing key that W unwraps. */
export async function signBy(key: string, wrappedSigning: string, statement: Canonical): Promise<string> {
  return sign(await unwrapBy(key, wrappedSigning), statement);
}

/** The identity of `month`, unwrapped with W. Throws NoMonthKey when it is missing or not the published one. */
export async function monthIdentity(key: string, months: readonly MonthKey[], month: string): Promise<string> {
  const found = months.find((one) => one.month === month);
  if (found === undefined) throw new NoMonthKey(month);
  try {
    const identity = await unwrapBy(key, found.wrapped_identity);
    if ((await identityToRecipient(identity)) === found.recipient) return identity;
  } catch {
    throw new NoMonthKey(month);
  }
  throw new NoMonthKey(month);
}
