/** What may go with the text: the conversation so far, and the pupil's voice. Nothing the pupil did not ask for. */

import { MOST_PIECE, MOST_SECONDS, type Piece } from "../sealed/pieces";

/** The conversation as a piece, exactly as it is previewed; null when there is none, or too much for one piece. */
export function conversationPiece(text: string): Piece | null {
  const bytes = new TextEncoder().encode(text);
  const holds = bytes.length > 0 && bytes.length <= MOST_PIECE;
  return holds ? { kind: "conversation", type: "text/plain;charset=utf-8", seconds: 0, bytes } : null;
}

/** What was recorded, as a piece; null when there is nothing in it, or too much. */
export function voicePiece(type: string, seconds: number, bytes: Uint8Array): Piece | null {
  if (bytes.length === 0 || bytes.length > MOST_PIECE) return null;
  return { kind: "voice", type, seconds: Math.min(MOST_SECONDS, Math.max(1, Math.round(seconds))), bytes };
}

/** The words of a conversation piece. */
export function wordsOf(piece: Piece): string {
  return new TextDecoder().decode(piece.bytes);
}
