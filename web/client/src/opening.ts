/**
 * Opens an envelope in a referent's browser and refuses what does not hold together (docs/contracts/envelope.md names every refusal).
 *
 * The rules: the clear header is the one asked for, and the same inside; the padding fills the class; the message is as many people's as it has
 * stanzas; who reads is among the readers and was not left out. What a colleague sealed again for one who joined later has one stanza: that
 * one is not among the readers, was not left out, and the message is not closed.
 */

import { Decrypter, Encrypter, armor } from "age-encryption";

import { asHeader, sameHeader, type Header } from "./sealed/header";
import { decodeInside, type Attached, type Inside } from "./sealed/inside";
import { unpad } from "./sealed/padding";
import { PieceRefused, openSealedPiece } from "./sealed/piece-sealing";
import type { Piece } from "./sealed/pieces";

export { PieceRefused } from "./sealed/piece-sealing";
export type { Piece } from "./sealed/pieces";
export { openWith, sealWith, SecretRefused } from "./sealed/secret";

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
  readonly readers: readonly string[];
  readonly excluded: readonly string[];
  readonly closed: boolean;
  /** What replies are sealed under. */
  readonly reply: string;
  /** What notes and sheets are sealed under. */
  readonly team: string;
  readonly attachments: readonly Attached[];
  /** The very bytes that were sealed: what is sealed again for a colleague. */
  readonly bytes: Uint8Array;
}

export interface SealedMessage {
  readonly header: unknown;
  readonly armour: string;
}

/** How the armour came: `joined` when a colleague sealed it again for this referent. */
export interface Way {
  readonly joined: boolean;
}

const SEALED_TO_ME: Way = { joined: false };

/** Envelope `id` for the referent `me`, who holds `identity`. Throws OpeningRefused. */
export async function open(sealed: SealedMessage, id: string, me: string, identity: string, way: Way = SEALED_TO_ME): Promise<Opened> {
  const header = asHeader(sealed.header);
  if (header === null || header.id !== id) throw new OpeningRefused("header_differs");
  const file = decode(sealed.armour);
  if (stanzas(file) !== (way.joined ? 1 : header.readers)) throw new OpeningRefused("readers_differ");
  const bytes = await decrypt(file, identity);
  const inside = bytes.length === header.size ? decodeInside(unpad(bytes)) : null;
  if (inside === null) throw new OpeningRefused("damaged");
  if (!sameHeader(inside.header, header)) throw new OpeningRefused("header_differs");
  if (inside.readers.length !== header.readers) throw new OpeningRefused("readers_differ");
  if (!(way.joined ? mayJoin(inside, me) : inside.readers.includes(me))) throw new OpeningRefused("not_for_me");
  return { ...inside, bytes };
}

/** Whether the message may be sealed again to the referent `id`: not left out, and not closed by the pupil. A reader who had to make another key may. */
export function mayJoin({ excluded, closed }: Pick<Inside, "excluded" | "closed">, id: string): boolean {
  return !closed && !excluded.includes(id);
}

/** The piece that came as `sealed`, checked against what the opened message says of it. Throws PieceRefused. */
export async function openPiece(opened: Opened, sealed: { readonly id: string; readonly armour: string }): Promise<Piece> {
  const attached = opened.attachments.find(({ id }) => id === sealed.id);
  if (attached === undefined) throw new PieceRefused("not_of_this_message");
  return openSealedPiece(attached, opened.header.id, sealed.armour);
}

/** The same bytes sealed to one colleague's key of the month, for whom `mayJoin` holds. Throws a RangeError for a closed message or a weak key. */
export async function rewrap(opened: Opened, recipient: string): Promise<string> {
  if (opened.closed || !recipient.startsWith("age1pq1")) throw new RangeError("not to be sealed again");
  const sealer = new Encrypter();
  sealer.addRecipient(recipient);
  return armor.encode(await sealer.encrypt(opened.bytes));
}

function decode(armour: string): Uint8Array {
  try {
    return armor.decode(armour);
  } catch {
    throw new OpeningRefused("damaged");
  }
}

/** How many recipients the age header has: its lines that start a stanza, before the line of the MAC. */
function stanzas(file: Uint8Array): number {
  const start = new TextDecoder("latin1").decode(file).split("\n--- ", 1)[0] ?? "";
  return start.split("\n").filter((line) => line.startsWith("-> ")).length;
}

async function decrypt(file: Uint8Array, identity: string): Promise<Uint8Array> {
  const opener = new Decrypter();
  opener.addIdentity(identity);
  try {
    return await opener.decrypt(file);
  } catch (error) {
    const noneMatched = error instanceof Error && error.message.startsWith("no identity matched");
    throw new OpeningRefused(noneMatched ? "not_for_me" : "damaged");
  }
}
