/**
 * Recovery by two: W split in shares of which two give it back, each sealed to one colleague.
 *
 * A share says whose it is, so that it can be given to nobody else by mistake; whoever joins checks that the result is the published key.
 */

import { generateHybridIdentity, identityToRecipient } from "age-encryption";
import { combine, split } from "shamir-secret-sharing";

import { unwrapBy, wrapTo } from "../keys";
import { fromBase64url, toBase64url } from "./base64url";

export const SHARES_NEEDED = 2;

export interface Holder {
  readonly id: string;
  readonly key_recipient: string;
}

export interface SealedShare {
  readonly holder: string;
  readonly armour: string;
}

export interface TemporaryIdentity {
  readonly identity: string;
  readonly recipient: string;
}

/** The shares do not give the key back, or one is not what it should be. */
export class SharesRefused extends Error {}

/** W of `owner` in one share per holder. Throws a RangeError with fewer than two holders. */
export async function splitKey(key: string, owner: string, holders: readonly Holder[]): Promise<SealedShare[]> {
  if (holders.length < SHARES_NEEDED) throw new RangeError("too few holders");
  const shares = await split(new TextEncoder().encode(key), holders.length, SHARES_NEEDED);
  return Promise.all(
    holders.map(async ({ id, key_recipient }, place) => {
      const share = { v: 1, of: owner, share: toBase64url(shares[place] as Uint8Array) };
      return { holder: id, armour: await wrapTo(key_recipient, JSON.stringify(share)) };
    }),
  );
}

/** What the one who lost everything makes first: an identity for the time of the recovery. */
export async function temporaryIdentity(): Promise<TemporaryIdentity> {
  const identity = await generateHybridIdentity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** The share of `owner` that `key` opens, sealed again to `recipient`. Throws SharesRefused when it is somebody else's. */
export async function resealShare(armour: string, key: string, owner: string, recipient: string): Promise<string> {
  await shareIn(armour, key, owner);
  return wrapTo(recipient, await unwrapBy(key, armour));
}

/** W again, from any two of the shares given that fit. Throws SharesRefused. */
export async function joinShares(given: readonly SealedShare[], identity: string, owner: string, keyRecipient: string): Promise<string> {
  const opened = await Promise.allSettled(given.map(({ armour }) => shareIn(armour, identity, owner)));
  const shares = opened.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  for (const [place, one] of shares.entries()) {
    for (const other of shares.slice(place + 1)) {
      const key = await joined([one, other]);
      if (key !== null && (await recipientOf(key)) === keyRecipient) return key;
    }
  }
  throw new SharesRefused("the shares do not give this key");
}

async function shareIn(armour: string, identity: string, owner: string): Promise<Uint8Array> {
  try {
    const { v, of, share } = JSON.parse(await unwrapBy(identity, armour)) as Record<string, unknown>;
    if (v === 1 && of === owner && typeof share === "string") return fromBase64url(share);
  } catch {
    throw new SharesRefused("a share does not open");
  }
  throw new SharesRefused("a share of somebody else");
}

async function joined(shares: Uint8Array[]): Promise<string | null> {
  return combine(shares).then((bytes) => new TextDecoder().decode(bytes), () => null);
}

async function recipientOf(key: string): Promise<string | null> {
  return identityToRecipient(key).catch(() => null);
}
