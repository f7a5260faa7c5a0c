/** Asks again by itself what web refused because it came too fast: an adult at the desk has nothing to redo for a few seconds. */

import type { Sleep } from "./patience";
import type { Fetch } from "./request";

const TOO_FAST = 429;
/** Waits longer than this, in seconds, are told instead. */
const LONGEST = 10;
const MOST_TRIES = 4;

/** The same calls, slowed down when web says so. */
export function atOurPace(fetch: Fetch, sleep: Sleep): Fetch {
  return async (path, init) => {
    for (let tries = 1; ; tries += 1) {
      const response = await fetch(path, init);
      const seconds = Number(response.headers.get("Retry-After") ?? LONGEST + 1);
      if (response.status !== TOO_FAST || tries === MOST_TRIES || !(seconds <= LONGEST)) return response;
      await sleep(seconds * 1_000);
    }
  };
}
