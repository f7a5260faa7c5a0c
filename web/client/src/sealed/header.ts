/**
 * The clear header of an envelope: what web checks without opening, and what the reader finds again inside.
 *
 * `size` is the padded length of the plaintext, in bytes. All classes have four digits on purpose: the header can be
 * written into the plaintext before the class is chosen without changing its length.
 */

export const SIZES = [2048, 4096, 8192] as const;
export type Size = (typeof SIZES)[number];

/** The most recipients that one envelope may have: a recipient costs about 2.1 kB of armour. */
export const MOST_READERS = 20;

export interface Header {
  readonly v: 1;
  readonly id: string;
  readonly school: string;
  readonly date: string;
  readonly month: string;
  readonly readers: number;
  readonly size: Size;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const NAMES = ["date", "id", "month", "readers", "school", "size", "v"];

/** Whether `value` is a UUID, version 4: how envelopes and pieces are named. */
export function isUuid(value: unknown): value is string {
  return typeof value === "string" && UUID.test(value);
}

/** The header that `value` is, or null: no field missing, none too many, each of its shape. */
export function asHeader(value: unknown): Header | null {
  if (typeof value !== "object" || value === null) return null;
  const names = Object.keys(value).sort();
  if (names.length !== NAMES.length || names.some((name, place) => name !== NAMES[place])) return null;
  const header = value as Header;
  const sound =
    header.v === 1 &&
    isUuid(header.id) &&
    typeof header.school === "string" &&
    header.school !== "" &&
    DATE.test(String(header.date)) &&
    MONTH.test(String(header.month)) &&
    Number.isInteger(header.readers) &&
    header.readers >= 1 &&
    header.readers <= MOST_READERS &&
    SIZES.includes(header.size);
  return sound ? header : null;
}

/** Whether two headers say the same, field by field. */
export function sameHeader(one: Header, other: Header): boolean {
  return NAMES.every((name) => one[name as keyof Header] === other[name as keyof Header]);
}
