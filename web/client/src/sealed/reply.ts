/**
 * What an adult answers, inside its seal (under the secret `reply` of the message): JSON, then spaces up to a class, so
 * that its length does not say which sentence it is. Nothing of the message is quoted in it.
 */

const SIZES = [1024, 4096] as const;
const SPACE = 0x20;

/** The most characters of a reply; written with accents and signs they still fit the largest class. */
export const MOST_REPLY = 1_000;

/** The bytes to seal. Throws a RangeError for a reply that is too long. */
export function encodeReply(text: string): Uint8Array {
  const plain = new TextEncoder().encode(JSON.stringify({ v: 1, text }));
  const size = SIZES.find((one) => plain.length <= one);
  if (size === undefined) throw new RangeError("reply longer than its classes");
  const padded = new Uint8Array(size).fill(SPACE);
  padded.set(plain);
  return padded;
}

/** The words of a reply, or null for anything else. */
export function decodeReply(bytes: Uint8Array): string | null {
  try {
    const inside = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as { v?: unknown; text?: unknown } | null;
    return inside?.v === 1 && typeof inside.text === "string" ? inside.text : null;
  } catch {
    return null;
  }
}
