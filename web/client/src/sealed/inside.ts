/**
 * What stands inside the seal of an envelope, in JSON: the header again, who reads, who was left out, the words, and the secrets of what follows.
 *
 * Read strictly: what is not exactly of this shape is no message of ours.
 */

import { asHeader, isUuid, type Header } from "./header";
import type { PieceKind } from "./pieces";
import { isSecret } from "./secret";

/** A piece that follows, with the secret that opens it and the hash of its padded plaintext. */
export interface Attached {
  readonly id: string;
  readonly kind: PieceKind;
  readonly secret: string;
  readonly sha256: string;
}

export interface Inside {
  readonly v: 1;
  readonly header: Header;
  readonly readers: readonly string[];
  readonly excluded: readonly string[];
  /** The pupil chose these readers and nobody else, ever. */
  readonly closed: boolean;
  readonly text: string;
  /** What replies are sealed under; the pupil has it by their word. */
  readonly reply: string;
  /** What the readers' notes and sheets are sealed under. */
  readonly team: string;
  readonly attachments: readonly Attached[];
}

const NAMES = ["attachments", "closed", "excluded", "header", "readers", "reply", "team", "text", "v"];
const SHA256 = /^[0-9a-f]{64}$/;
const MOST_PIECES = 2;

/** The bytes of `inside`, not padded yet. */
export function encodeInside(inside: Inside): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(inside));
}

/** What `plain` says, or null when it is not of this shape. */
export function decodeInside(plain: Uint8Array): Inside | null {
  let value: Inside;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain));
  } catch {
    return null;
  }
  return isInside(value) ? value : null;
}

function isInside(value: Inside): boolean {
  if (typeof value !== "object" || value === null || Object.keys(value).sort().join() !== NAMES.join()) return false;
  if (value.v !== 1 || asHeader(value.header) === null || typeof value.text !== "string" || typeof value.closed !== "boolean") return false;
  if (!areIds(value.readers) || !areIds(value.excluded) || value.excluded.some((id) => value.readers.includes(id))) return false;
  return isSecret(value.reply) && isSecret(value.team) && value.reply !== value.team && areAttached(value.attachments);
}

function areIds(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((id) => typeof id === "string") && new Set(value).size === value.length;
}

function areAttached(value: unknown): value is Attached[] {
  if (!Array.isArray(value) || value.length > MOST_PIECES || !value.every(isAttached)) return false;
  return new Set(value.map(({ kind }) => kind)).size === value.length && new Set(value.map(({ id }) => id)).size === value.length;
}

function isAttached(value: Attached): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { id, kind, secret, sha256 } = value;
  return isUuid(id) && (kind === "conversation" || kind === "voice") && isSecret(secret) && SHA256.test(String(sha256));
}
