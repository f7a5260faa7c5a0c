/** The passphrase's own layer: age with scrypt. Slow on purpose; in a browser it runs in a worker (`passphrase.js`). */

import { Decrypter, Encrypter, armor } from "age-encryption";

/** scrypt's work factor (log2 N), age's default: about a second and a half on a desktop computer. */
export const WORK = 18;

/** Wraps an identity with a passphrase; the armour comes back. */
export type Wrap = (identity: string, passphrase: string) => Promise<string>;
/** Unwraps what `Wrap` made. Throws WrongPassphrase. */
export type Unwrap = (wrapped: string, passphrase: string) => Promise<string>;

export class WrongPassphrase extends Error {}

/** One passphrase, however it is typed: spaces at the ends or doubled, capitals and accents' encoding do not count. */
export function normalise(passphrase: string): string {
  return passphrase.normalize("NFC").trim().replace(/\s+/gu, " ").toLowerCase();
}

/** Wraps `identity`; `work` is lowered only by tests and by the demonstration. */
export async function wrapWith(identity: string, passphrase: string, work: number = WORK): Promise<string> {
  const sealer = new Encrypter();
  sealer.setPassphrase(normalise(passphrase));
  sealer.setScryptWorkFactor(work);
  return armor.encode(await sealer.encrypt(identity));
}

/** The identity inside `wrapped`. */
export async function unwrapWith(wrapped: string, passphrase: string): Promise<string> {
  const opener = new Decrypter();
  opener.addPassphrase(normalise(passphrase));
  try {
    return await opener.decrypt(armor.decode(wrapped), "text");
  } catch {
    throw new WrongPassphrase("the passphrase does not open this key");
  }
}
