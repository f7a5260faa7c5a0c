/**
 * Pieces that follow the text: the conversation so far, a voice message. What is inside their seal, byte for byte.
 *
 * Four bytes (big-endian) say how long the head is; the head, in JSON, names the piece and its envelope; then the content; then zeros up to
 * a class, so that a length says little. At most one piece of each kind; a voice lasts 90 seconds at most (docs/contracts/envelope.md).
 */

export const PIECE_SIZES = [16384, 65536, 131072, 262144, 524288] as const;
export type PieceSize = (typeof PIECE_SIZES)[number];
export type PieceKind = "conversation" | "voice";

/** The most bytes that a piece's content may have. */
export const MOST_PIECE = 524_000;
/** The longest voice message, in seconds. */
export const MOST_SECONDS = 90;

export interface Piece {
  readonly kind: PieceKind;
  /** The media type, such as `audio/webm;codecs=opus`. */
  readonly type: string;
  /** How long the voice lasts, in whole seconds; 0 for a text. */
  readonly seconds: number;
  readonly bytes: Uint8Array;
}

/** Where a piece belongs: its own id and its envelope's. */
export interface PiecePlace {
  readonly id: string;
  readonly envelope: string;
}

const CONVERSATION_TYPE = "text/plain;charset=utf-8";
const VOICE_TYPE = /^audio\/[a-z0-9][a-z0-9.+-]{0,30}(; ?codecs=[a-z0-9][a-z0-9.,+-]{0,40})?$/i;
const PREFIX = 4;

/** Whether the piece is of its kind: its type, how long it lasts, how much it weighs. */
export function isSound({ kind, type, seconds, bytes }: Piece): boolean {
  if (bytes.length === 0 || bytes.length > MOST_PIECE) return false;
  if (kind === "conversation") return type === CONVERSATION_TYPE && seconds === 0;
  return kind === "voice" && VOICE_TYPE.test(type) && Number.isInteger(seconds) && seconds >= 1 && seconds <= MOST_SECONDS;
}

/** The padded plaintext of a piece. Throws a RangeError for a piece that is not sound. */
export function packPiece(piece: Piece, { id, envelope }: PiecePlace): Uint8Array<ArrayBuffer> {
  if (!isSound(piece)) throw new RangeError("not a sound piece");
  const { kind, type, seconds, bytes } = piece;
  const head = new TextEncoder().encode(JSON.stringify({ v: 1, id, envelope, kind, type, seconds, length: bytes.length }));
  const size = PIECE_SIZES.find((one) => PREFIX + head.length + bytes.length <= one);
  if (size === undefined) throw new RangeError("piece longer than its classes");
  const packed = new Uint8Array(size);
  new DataView(packed.buffer).setUint32(0, head.length);
  packed.set(head, PREFIX);
  packed.set(bytes, PREFIX + head.length);
  return packed;
}

/** The piece inside a padded plaintext, or null: another place, another shape, another padding. */
export function unpackPiece(packed: Uint8Array, place: PiecePlace): Piece | null {
  if (!PIECE_SIZES.some((size) => size === packed.length)) return null;
  const start = PREFIX + new DataView(packed.buffer, packed.byteOffset, PREFIX).getUint32(0);
  const head = headIn(packed.subarray(PREFIX, start));
  if (head === null || head.id !== place.id || head.envelope !== place.envelope) return null;
  const end = start + head.length;
  if (end > packed.length || packed.subarray(end).some((byte) => byte !== 0)) return null;
  const piece = { kind: head.kind, type: head.type, seconds: head.seconds, bytes: packed.slice(start, end) };
  return isSound(piece) && packed.length === classOf(end) ? piece : null;
}

interface Head extends Omit<Piece, "bytes">, PiecePlace {
  readonly length: number;
}

function headIn(bytes: Uint8Array): Head | null {
  try {
    const head = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as Head & { v: unknown };
    const sound = head.v === 1 && typeof head.type === "string" && Number.isInteger(head.length) && head.length >= 0;
    return sound ? head : null;
  } catch {
    return null;
  }
}

function classOf(length: number): PieceSize | undefined {
  return PIECE_SIZES.find((size) => length <= size);
}
