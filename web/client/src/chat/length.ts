/** How long a text is, counted as the server counts it: in characters, an emoji being one or a few. */

/** The most characters one turn may have. */
export const MOST = 2_000;

/** From here on the counter is shown. */
const NEAR = 200;

export function lengthOf(text: string): number {
  return [...text].length;
}

/** Characters left, or null while the limit is far. */
export function leftNearLimit(text: string, most: number = MOST): number | null {
  const left = most - lengthOf(text);
  return left <= NEAR ? left : null;
}
