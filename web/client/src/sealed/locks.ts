/**
 * The ways in which a referent's W is kept: passphrase, passkey, printed sheet. Each lock opens the same W; several devices, several locks.
 *
 * The server has the armours, their kind and the name that their owner gave them; it opens none.
 */

import type { Wrap } from "./passphrase";

export type LockKind = "passphrase" | "passkey" | "sheet";

export interface Lock {
  readonly kind: LockKind;
  /** What its owner calls it: « Ordinateur du bureau ». */
  readonly label: string;
  readonly wrapped_key: string;
  /** The passkey's identity, which says which credential to ask for; null for the others. */
  readonly credential: string | null;
}

export interface KeptLock extends Lock {
  readonly id: string;
  /** When it last opened a test by itself, if it ever did. */
  readonly rehearsed_at: string | null;
}

/** Something that the owner typed opens it: a passphrase, or the sheet's code. */
export async function typedLock(kind: "passphrase" | "sheet", wrap: Wrap, key: string, typed: string, label: string): Promise<Lock> {
  return { kind, label, wrapped_key: await wrap(key, typed), credential: null };
}
