/**
 * A referent's signature: ECDSA P-256 over SHA-256 of a canonical statement, by WebCrypto (browsers, and Node for the tools).
 *
 * Three things are signed: "this very key is this colleague's, I have compared", "this is the end of the directory's log that I have seen", and
 * each change of one's own key.
 */

import { fromBase64url, toBase64url } from "./base64url";
import { canonical, type Canonical } from "./canonical";

const CURVE = { name: "ECDSA", namedCurve: "P-256" } as const;
const HASH = { name: "ECDSA", hash: "SHA-256" } as const;

export interface SigningPair {
  /** base64url of the SPKI: published. */
  readonly publicKey: string;
  /** base64url of the PKCS#8: only ever wrapped to its owner's key. */
  readonly privateKey: string;
}

export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** A fresh pair. */
export async function makeSigningPair(): Promise<SigningPair> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ["sign", "verify"]);
  const [spki, pkcs8] = await Promise.all([crypto.subtle.exportKey("spki", pair.publicKey), crypto.subtle.exportKey("pkcs8", pair.privateKey)]);
  return { publicKey: toBase64url(new Uint8Array(spki)), privateKey: toBase64url(new Uint8Array(pkcs8)) };
}

/** What a colleague signs who has compared a key with its owner; `key` is the whole hash of `keyHash`. */
export function countersignStatement(school: string, referent: string, key: string): Canonical {
  return { countersigns: referent, key, school };
}

/** What a browser signs of the log that it has checked. */
export function headStatement(school: string, head: Head): Canonical {
  return { head: head.hash, school, seq: head.seq };
}

/** What the owner of a key does to it, which an ENT account alone must not be able to do. */
export type OwnAct = "months_added" | "lock_added" | "lock_removed" | "shares" | "recovered" | "present";

/** What an owner signs of a change of their own key; `what` is the hash of what is changed. */
export function ownStatement(does: OwnAct, referent: string, what: string): Canonical {
  return { does, referent, what };
}

/** The signature of `statement`: base64url of the 64 bytes r||s. */
export async function sign(privateKey: string, statement: Canonical): Promise<string> {
  const key = await crypto.subtle.importKey("pkcs8", fromBase64url(privateKey), CURVE, false, ["sign"]);
  return toBase64url(new Uint8Array(await crypto.subtle.sign(HASH, key, bytesOf(statement))));
}

/** Whether `signature` is of `statement` and by the holder of `publicKey`; a malformed one is not. */
export async function verifies(publicKey: string, statement: Canonical, signature: string): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey("spki", fromBase64url(publicKey), CURVE, false, ["verify"]);
    return await crypto.subtle.verify(HASH, key, fromBase64url(signature), bytesOf(statement));
  } catch {
    return false;
  }
}

function bytesOf(statement: Canonical): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(canonical(statement));
}
