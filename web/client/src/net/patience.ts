/** Trying again after a lost connection: the same request, a little later each time. */

import { NoAnswer } from "./request";

/** Waits in milliseconds between one try and the next; after the last one a person decides. */
export const DELAYS = [1_000, 2_000, 4_000, 8_000] as const;

export type Sleep = (milliseconds: number) => Promise<void>;

/** Runs `act`, and again after NoAnswer as `delays` says; `waiting` hears of each wait. Other errors go through. */
export async function patiently<T>(
  act: () => Promise<T>,
  sleep: Sleep,
  waiting: (milliseconds: number) => void,
  delays: readonly number[] = DELAYS,
): Promise<T> {
  for (const delay of delays) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      waiting(delay);
      await sleep(delay);
    }
  }
  return act();
}
