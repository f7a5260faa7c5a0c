/**
 * Seals a pupil's message in the browser, for the chosen readers only (age v1, one hybrid stanza a reader), with the pieces that follow it.
 *
 * Fails closed: anything odd about the readers throws, and nothing is sealed. The names of those who were left out are bound inside, so
 * that no later step of ours can bring them back unseen. The format is docs/contracts/envelope.md.
 */

import { Encrypter, armor } from "age-encryption";

import { MOST_READERS, asHeader, type Header, type Size } from "./sealed/header";
import { encodeInside, type Attached, type Inside } from "./sealed/inside";
import { pad, sizeFor } from "./sealed/padding";
import type { Piece, PieceKind } from "./sealed/pieces";
import { areSound, sealPieces, type SealedPiece } from "./sealed/piece-sealing";
import { lockReply, newSecret } from "./sealed/secret";
import { normaliseWord } from "./sealed/word";

export { MOST_PIECE, MOST_SECONDS, type Piece, type PieceKind } from "./sealed/pieces";
export { SecretRefused, openReplyLock, openWith, sealWith } from "./sealed/secret";

export interface SealReader {
  readonly id: string;
  readonly recipient: string;
}

export interface Letter {
  readonly id: string;
  readonly school: string;
  readonly date: string;
  readonly month: string;
  readonly readers: readonly SealReader[];
  /** Everybody who was left out, also somebody who cannot read yet. */
  readonly excluded: readonly string[];
  /** These readers and nobody else, ever. */
  readonly closed: boolean;
  readonly text: string;
  /** The word by which the pupil will find the answers again. */
  readonly word: string;
  /** At most one of each kind. */
  readonly pieces: readonly Piece[];
}

/** What the browser puts after the envelope, one call each. */
export interface Attachment {
  readonly id: string;
  readonly kind: PieceKind;
  readonly size: number;
  readonly armour: string;
}

export interface Envelope {
  readonly header: Header;
  readonly armour: string;
  readonly readers: readonly string[];
  readonly excluded: readonly string[];
  readonly closed: boolean;
  readonly reply_lock: string;
  readonly attachments: readonly Attachment[];
}

/** Why nothing was sealed: `too_long`, `word` and `pieces` are the pupil's to mend, the others are ours. */
export class SealRefused extends Error {
  constructor(readonly code: "too_long" | "readers" | "header" | "word" | "pieces") {
    super(`envelope not sealed: ${code}`);
  }
}

/** Seals `letter`; `newId` names its pieces. Throws SealRefused; what comes out is what web checks and nobody else but the readers opens. */
export async function seal(letter: Letter, newId: () => string): Promise<Envelope> {
  const size = checked(letter);
  const header = asHeader(headerOf(letter, size));
  if (header === null) throw new SealRefused("header");
  const pieces = await sealPieces(letter.pieces, letter.id, newId);
  const inside = insideOf(letter, header, newSecret(), newSecret(), pieces.map(({ attached }) => attached));
  const readers = letter.readers.map(({ id }) => id);
  const { excluded, closed } = letter;
  const reply_lock = await lockReply(inside.reply, letter.word);
  const armour = await sealTo(letter.readers, pad(encodeInside(inside), size));
  return { header, armour, readers, excluded, closed, reply_lock, attachments: pieces.map(attachmentOf) };
}

/** The class that `letter` needs, or null when it is too long: asked while the pupil writes. */
export function sizeOf(letter: Letter): Size | null {
  const secret = "A".repeat(43);
  const attached = letter.pieces.map(({ kind }) => ({ id: "0".repeat(36), kind, secret, sha256: "0".repeat(64) }));
  return sizeFor(encodeInside(insideOf(letter, headerOf(letter, 2048), secret, secret, attached)).length);
}

function checked(letter: Letter): Size {
  checkReaders(letter);
  if (normaliseWord(letter.word) === "") throw new SealRefused("word");
  if (!areSound(letter.pieces)) throw new SealRefused("pieces");
  const size = sizeOf(letter);
  if (size === null) throw new SealRefused("too_long");
  return size;
}

function insideOf(letter: Letter, header: Header, reply: string, team: string, attachments: readonly Attached[]): Inside {
  const { excluded, closed, text } = letter;
  return { v: 1, header, readers: letter.readers.map(({ id }) => id), excluded, closed, text, reply, team, attachments };
}

function headerOf(letter: Letter, size: Size): Header {
  const { id, school, date, month, readers } = letter;
  return { v: 1, id, school, date, month, readers: readers.length, size };
}

function attachmentOf({ attached, size, armour }: SealedPiece): Attachment {
  return { id: attached.id, kind: attached.kind, size, armour };
}

async function sealTo(readers: readonly SealReader[], padded: Uint8Array): Promise<string> {
  const sealer = new Encrypter();
  for (const reader of readers) sealer.addRecipient(reader.recipient);
  return armor.encode(await sealer.encrypt(padded));
}

function checkReaders({ readers, excluded }: Letter): void {
  const ids = new Set(readers.map((reader) => reader.id));
  const keys = new Set(readers.map((reader) => reader.recipient));
  const sound =
    readers.length >= 1 &&
    readers.length <= MOST_READERS &&
    ids.size === readers.length &&
    keys.size === readers.length &&
    [...keys].every((key) => key.startsWith("age1pq1")) &&
    new Set(excluded).size === excluded.length &&
    !excluded.some((id) => ids.has(id));
  if (!sound) throw new SealRefused("readers");
}
