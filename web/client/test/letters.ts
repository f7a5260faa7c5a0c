/** Invented letters and readers for the tests. */

import { generateHybridIdentity, identityToRecipient } from "age-encryption";

import type { Letter, Piece, SealReader } from "../src/sealing";

export interface Person extends SealReader {
  readonly identity: string;
}

export async function people(count: number): Promise<Person[]> {
  return Promise.all(Array.from({ length: count }, (_, place) => person(`adult-${place}`)));
}

async function person(id: string): Promise<Person> {
  const identity = await generateHybridIdentity();
  return { id, identity, recipient: await identityToRecipient(identity) };
}

/** Names for pieces, as a page draws them. */
export const newId = (): string => crypto.randomUUID();

export function letter(readers: readonly SealReader[], change: Partial<Letter> = {}): Letter {
  return {
    id: "0b3c4c5e-6f1a-4d2b-9a3c-1d2e3f4a5b6c",
    school: "col-zola",
    date: "2026-11-22",
    month: "2026-11",
    readers: readers.map(({ id, recipient }) => ({ id, recipient })),
    excluded: [],
    closed: false,
    text: "ils se moquent de moi tous les jours",
    word: "cerf-volant",
    pieces: [],
    ...change,
  };
}

/** The conversation so far, as a piece. */
export function talk(words = "moi : ils se moquent de moi"): Piece {
  return { kind: "conversation", type: "text/plain;charset=utf-8", seconds: 0, bytes: new TextEncoder().encode(words) };
}

/** A voice message of `length` bytes. */
export function voice(length = 3000, seconds = 12): Piece {
  const bytes = Uint8Array.from({ length }, (_, place) => (place * 31 + 7) % 256);
  return { kind: "voice", type: "audio/webm;codecs=opus", seconds, bytes };
}
