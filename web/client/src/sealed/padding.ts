/** Padding to three classes, so that the length of what a pupil wrote says nothing. */

import { SIZES, type Size } from "./header";

const SPACE = 0x20;

/** The smallest class that holds `length` bytes, or null when the text is too long to be sent in one message. */
export function sizeFor(length: number): Size | null {
  return SIZES.find((size) => length <= size) ?? null;
}

/** `plain` followed by spaces up to `size` bytes. Throws a RangeError when it does not fit. */
export function pad(plain: Uint8Array, size: Size): Uint8Array {
  if (plain.length > size) throw new RangeError("plaintext longer than its class");
  const padded = new Uint8Array(size).fill(SPACE);
  padded.set(plain);
  return padded;
}

/** `padded` without the spaces at its end. */
export function unpad(padded: Uint8Array): Uint8Array {
  let end = padded.length;
  while (end > 0 && padded[end - 1] === SPACE) end -= 1;
  return padded.subarray(0, end);
}
