/** What seals, loaded only when the composer opens: the chat stays light, and a file that does not come is known early. */

export type Sealer = typeof import("../sealing");

const PLACE = "./sealing.js";

/** `sealing.js`, which stands beside this script. Rejects when it does not come. */
export function loadSealer(): Promise<Sealer> {
  return import(PLACE) as Promise<Sealer>;
}
