/** What the page of numbers leaves in a browser, and nothing else of ours does (docs/adr/0028): one copy of itself, the same for everybody. */

/** The page, which is also as far as its worker may reach. */
export const PAGE = "/aide";
/** What is kept of it: the hours as they are written, and nothing that is true for a moment only. */
export const COPY = "/aide/sans-reseau";
export const WORKER = "/aide/sans-reseau.js";
export const CACHE = "numeros";
/** What a page says to the worker when the pupil leaves by the exit. */
export const LEFT = "left";

/** The addresses of our own files that a page is made of, from its HTML. */
export function filesOf(html: string): string[] {
  return [...new Set([...html.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map((found) => found[1] ?? ""))];
}

/** Whether an answer tells that we are not well enough to be read: the copy then does. */
export function isTrouble(status: number): boolean {
  return status >= 500 || status === 429;
}
