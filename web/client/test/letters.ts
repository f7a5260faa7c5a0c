/** Invented letters and readers for the tests. */

import { generateHybridIdentity, identityToRecipient } from "age-encryption";

import type { Letter, SealReader } from "../src/sealing";

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

export function letter(readers: readonly SealReader[], change: Partial<Letter> = {}): Letter {
  return {
    id: "0b3c4c5e-6f1a-4d2b-9a3c-1d2e3f4a5b6c",
    school: "col-zola",
    date: "2026-11-22",
    month: "2026-11",
    readers: readers.map(({ id, recipient }) => ({ id, recipient })),
    excluded: [],
    text: "ils se moquent de moi tous les jours",
    ...change,
  };
}
