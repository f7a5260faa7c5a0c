/**
 * Beginning a session when many begin at once: told to wait, the page waits as long as it was told and asks again by
 * itself; asked to work, the browser works and begins through the places kept for those who did. While the assistant
 * is down (it often starts again within seconds), the page asks again a few times; then a person decides.
 *
 * Work that is done is given with every later try: web may have no place yet, and takes it as soon as it has one.
 */

import { DELAYS, type Sleep } from "./patience";
import { Refused } from "./request";
import type { Answer } from "./shapes";
import type { Solve, Work } from "./work";

export interface BeginningEvents {
  /** The browser works; it takes a second or more. `why` has the numbers to call meanwhile. */
  working(why: Refused): void;
  /** Asked again by itself in so many milliseconds. */
  queueing(milliseconds: number, why: Refused): void;
  /** The assistant is down; asked again by itself in so many milliseconds. `why` has the numbers to call meanwhile. */
  down(milliseconds: number, why: Refused): void;
}

/** The longest wait between two tries, in milliseconds, unless web asks for a longer one. */
const LONGEST = 30_000;
/** How often work is asked for anew before a try waits besides: a clock that is wrong must not keep a phone busy. */
const MOST_WORKS = 3;

export class Beginning {
  constructor(
    private readonly open: (work: Work | null) => Promise<Answer>,
    private readonly solve: Solve,
    private readonly sleep: Sleep,
    private readonly events: BeginningEvents,
    private readonly chance: () => number = Math.random,
  ) {}

  /** The first answer of a new session. Throws what `open` throws, but for the refusals that pass. */
  async begin(): Promise<Answer> {
    let work: Work | null = null;
    let works = 0;
    let downs = 0;
    for (let tries = 0; ; tries += 1) {
      try {
        return await this.open(work);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        if (error.code === "assistant_down") {
          await this.untilUp(error, (downs += 1));
        } else if (error.code === "slow_down") {
          if (error.challenge !== null) work = await this.work(error, error.challenge);
          if (error.challenge !== null) works += 1;
          if (error.challenge === null || work === null || works > MOST_WORKS) await this.wait(error, tries);
        } else throw error;
      }
    }
  }

  /** Throws `why` once the assistant has been down for as many tries as a lost connection is given. */
  private async untilUp(why: Refused, downs: number): Promise<void> {
    const delay = DELAYS[downs - 1];
    if (delay === undefined) throw why;
    const milliseconds = delay * (1 + this.chance() / 2);
    this.events.down(milliseconds, why);
    await this.sleep(milliseconds);
  }

  private async work(why: Refused, challenge: string): Promise<Work | null> {
    this.events.working(why);
    return this.solve(challenge).catch(() => null);
  }

  /** Each time longer, and never the same for two: whoever was told the same does not come back in the same second. */
  private async wait(why: Refused, tries: number): Promise<void> {
    const told = Math.max(1, why.retryAfter ?? 5) * 1_000;
    const milliseconds = Math.max(told, Math.min(LONGEST, told * 2 ** Math.min(tries, 5)) * (1 + this.chance() / 2));
    this.events.queueing(milliseconds, why);
    await this.sleep(milliseconds);
  }
}
