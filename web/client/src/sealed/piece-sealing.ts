/** Seals the pieces that follow a message, each under a secret of its own, and opens them again from what the message says of them. */

import type { Attached } from "./inside";
import { isSound, packPiece, unpackPiece, type Piece, type PieceSize } from "./pieces";
import { SecretRefused, newSecret, openWith, sealWith } from "./secret";

export interface SealedPiece {
  /** What is said of it inside the envelope. */
  readonly attached: Attached;
  /** The length of its padded plaintext. */
  readonly size: PieceSize;
  readonly armour: string;
}

/** Why a piece is not shown. Carries no content. */
export class PieceRefused extends Error {
  constructor(readonly flaw: "damaged" | "not_of_this_message") {
    super(`piece not opened: ${flaw}`);
  }
}

/** Whether the pieces may follow one message: each sound, at most one of each kind. */
export function areSound(pieces: readonly Piece[]): boolean {
  return pieces.every(isSound) && new Set(pieces.map(({ kind }) => kind)).size === pieces.length;
}

/** Seals each piece for the envelope of this id. */
export async function sealPieces(pieces: readonly Piece[], envelope: string, newId: () => string): Promise<SealedPiece[]> {
  return Promise.all(pieces.map((piece) => sealPiece(piece, envelope, newId())));
}

/** The piece of `armour`, of which the message said `attached`. Throws PieceRefused. */
export async function openSealedPiece(attached: Attached, envelope: string, armour: string): Promise<Piece> {
  const packed = await unsealed(attached.secret, armour);
  if ((await sha256(packed)) !== attached.sha256) throw new PieceRefused("damaged");
  const piece = unpackPiece(packed, { id: attached.id, envelope });
  if (piece === null || piece.kind !== attached.kind) throw new PieceRefused("damaged");
  return piece;
}

async function sealPiece(piece: Piece, envelope: string, id: string): Promise<SealedPiece> {
  const packed = packPiece(piece, { id, envelope });
  const secret = newSecret();
  const attached = { id, kind: piece.kind, secret, sha256: await sha256(packed) };
  return { attached, size: packed.length as PieceSize, armour: await sealWith(secret, packed) };
}

async function unsealed(secret: string, armour: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await openWith(secret, armour));
  } catch (error) {
    if (error instanceof SecretRefused) throw new PieceRefused("damaged");
    throw error;
  }
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
