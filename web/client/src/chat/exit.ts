/** Leaving: the screen is emptied at once, the session and what is kept destroyed, the window replaced by a neutral site. One act, no question. */

import type { HostPage } from "./host-page";

/** Where a page without its setting goes. */
const ANYWHERE = "https://meteofrance.com";

export class Exit {
  private left = false;

  /** `ends`: what ends with the page, each begun before the window goes and awaited by nobody. */
  constructor(
    private readonly ends: readonly (() => void)[],
    private readonly host: Pick<HostPage, "leave">,
    private readonly url: string,
    private readonly wipe: () => void,
  ) {}

  leave(): void {
    if (this.left) return;
    this.left = true;
    for (const end of [this.wipe, ...this.ends]) attempt(end);
    this.host.leave(/^https?:\/\//.test(this.url) ? this.url : ANYWHERE);
  }
}

/** Nothing that fails keeps the pupil here. */
function attempt(act: () => void): void {
  try {
    act();
  } catch {
    return;
  }
}
