/** Ten minutes without activity lock the desk, also when the computer slept meanwhile: the clock decides, not the timer. */

export const IDLE = 10 * 60_000;
const BEAT = 15_000;
const SIGNS = ["keydown", "pointerdown", "wheel", "touchstart"] as const;

export class IdleLock {
  private last = 0;
  private beat: ReturnType<typeof setInterval> | null = null;

  constructor(
    private readonly page: EventTarget,
    private readonly now: () => number,
    private readonly lock: () => void,
  ) {}

  /** Starts to watch. */
  begin(): void {
    this.end();
    this.last = this.now();
    for (const sign of SIGNS) this.page.addEventListener(sign, this.seen, { passive: true });
    this.page.addEventListener("visibilitychange", this.check);
    this.beat = setInterval(this.check, BEAT);
  }

  end(): void {
    if (this.beat !== null) clearInterval(this.beat);
    this.beat = null;
    for (const sign of SIGNS) this.page.removeEventListener(sign, this.seen);
    this.page.removeEventListener("visibilitychange", this.check);
  }

  /** Activity after the limit locks first: whoever comes back is not the one who left, for all we know. */
  private readonly seen = (): void => {
    this.check();
    this.last = this.now();
  };

  private readonly check = (): void => {
    if (this.beat === null || this.now() - this.last < IDLE) return;
    this.end();
    this.lock();
  };
}
