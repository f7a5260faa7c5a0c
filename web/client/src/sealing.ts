/**
 * Seals a pupil's message in the browser, for the chosen readers only (age v1, one hybrid stanza a reader).
 *
 * Fails closed: anything odd about the readers throws, and nothing is sealed. The names of those who were left out
 * are bound inside, so that no later step of ours can bring them back unseen.
 */

import { Encrypter, armor } from "age-encryption";

import { MOST_READERS, asHeader, type Header, type Size } from "./sealed/header";
import { pad, sizeFor } from "./sealed/padding";

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
  readonly excluded: readonly string[];
  readonly text: string;
}

export interface Envelope {
  readonly header: Header;
  readonly armour: string;
  readonly readers: readonly string[];
}

/** Why nothing was sealed: `too_long` is the pupil's to mend, the others are ours. */
export class SealRefused extends Error {
  constructor(readonly code: "too_long" | "readers" | "header") {
    super(`envelope not sealed: ${code}`);
  }
}

/** Seals `letter`. Throws SealRefused; what comes out is what web checks and nobody else but the readers opens. */
export async function seal(letter: Letter): Promise<Envelope> {
  checkReaders(letter);
  const size = sizeOf(letter);
  if (size === null) throw new SealRefused("too_long");
  const header = asHeader(headerOf(letter, size));
  if (header === null) throw new SealRefused("header");
  const sealer = new Encrypter();
  for (const reader of letter.readers) sealer.addRecipient(reader.recipient);
  const sealed = await sealer.encrypt(pad(plaintext(letter, size), size));
  return { header, armour: armor.encode(sealed), readers: letter.readers.map((reader) => reader.id) };
}

/** The class that `letter` needs, or null when it is too long: asked while the pupil writes. */
export function sizeOf(letter: Letter): Size | null {
  return sizeFor(plaintext(letter, 2048).length);
}

function plaintext(letter: Letter, size: Size): Uint8Array {
  const inside = {
    v: 1,
    header: headerOf(letter, size),
    readers: letter.readers.map((reader) => reader.id),
    excluded: letter.excluded,
    text: letter.text,
  };
  return new TextEncoder().encode(JSON.stringify(inside));
}

function headerOf(letter: Letter, size: Size): Header {
  const { id, school, date, month, readers } = letter;
  return { v: 1, id, school, date, month, readers: readers.length, size };
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
    !excluded.some((id) => ids.has(id));
  if (!sound) throw new SealRefused("readers");
}
