/**
 * Opens an envelope in a referent's browser and refuses what does not hold together.
 *
 * The rules: the clear header is the one asked for; as many stanzas as readers; the header inside is the same;
 * the person who reads is among the readers and was not left out; the padding fills the class.
 */

import { Decrypter, armor } from "age-encryption";

import { asHeader, sameHeader, type Header } from "./sealed/header";
import { unpad } from "./sealed/padding";

export type Flaw = "damaged" | "not_for_me" | "header_differs" | "readers_differ";

/** Why an envelope is not shown. Carries no content. */
export class OpeningRefused extends Error {
  constructor(readonly flaw: Flaw) {
    super(`envelope not opened: ${flaw}`);
  }
}

export interface Opened {
  readonly header: Header;
  readonly text: string;
}

export interface SealedMessage {
  readonly header: unknown;
  readonly armour: string;
}

interface Inside {
  readonly header: Header;
  readonly readers: readonly string[];
  readonly excluded: readonly string[];
  readonly text: string;
}

/** The text of envelope `id` for the referent `me`, who holds `identity`. Throws OpeningRefused. */
export async function open(sealed: SealedMessage, id: string, me: string, identity: string): Promise<Opened> {
  const header = asHeader(sealed.header);
  if (header === null || header.id !== id) throw new OpeningRefused("header_differs");
  const bytes = decode(sealed.armour);
  if (stanzas(bytes) !== header.readers) throw new OpeningRefused("readers_differ");
  const padded = await decrypt(bytes, identity);
  if (padded.length !== header.size) throw new OpeningRefused("damaged");
  const inside = parse(padded);
  if (!sameHeader(inside.header, header)) throw new OpeningRefused("header_differs");
  checkReaders(inside, me);
  return { header, text: inside.text };
}

function decode(armour: string): Uint8Array {
  try {
    return armor.decode(armour);
  } catch {
    throw new OpeningRefused("damaged");
  }
}

/** How many recipients the age header has: its lines that start a stanza, before the line of the MAC. */
function stanzas(bytes: Uint8Array): number {
  const start = new TextDecoder("latin1").decode(bytes).split("\n--- ", 1)[0] ?? "";
  return start.split("\n").filter((line) => line.startsWith("-> ")).length;
}

async function decrypt(bytes: Uint8Array, identity: string): Promise<Uint8Array> {
  const opener = new Decrypter();
  opener.addIdentity(identity);
  try {
    return await opener.decrypt(bytes);
  } catch (error) {
    const noneMatched = error instanceof Error && error.message.startsWith("no identity matched");
    throw new OpeningRefused(noneMatched ? "not_for_me" : "damaged");
  }
}

function parse(padded: Uint8Array): Inside {
  let value: { v?: unknown; header?: unknown; readers?: unknown; excluded?: unknown; text?: unknown };
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(unpad(padded)));
  } catch {
    throw new OpeningRefused("damaged");
  }
  const header = asHeader(value?.header);
  if (value?.v !== 1 || header === null || typeof value.text !== "string") throw new OpeningRefused("damaged");
  if (!areIds(value.readers) || !areIds(value.excluded)) throw new OpeningRefused("damaged");
  return { header, readers: value.readers, excluded: value.excluded, text: value.text };
}

function checkReaders(inside: Inside, me: string): void {
  if (inside.readers.length !== inside.header.readers) throw new OpeningRefused("readers_differ");
  if (!inside.readers.includes(me) || inside.excluded.includes(me)) throw new OpeningRefused("not_for_me");
}

function areIds(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((id) => typeof id === "string");
}
