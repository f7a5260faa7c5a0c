/** The one way to write what is signed or hashed: the same bytes as Python's, proved by tests/vectors/directory_log.json. */

export type Canonical = string | number | { readonly [name: string]: Canonical };

/** UTF-8 JSON with sorted names and no blanks. Throws a TypeError for anything but strings, whole numbers and objects of them. */
export function canonical(value: Canonical): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (Number.isSafeInteger(value)) return String(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new TypeError("neither string, whole number nor object");
  const pairs = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${pairs.map(([name, inside]) => `${JSON.stringify(name)}:${canonical(inside)}`).join(",")}}`;
}
