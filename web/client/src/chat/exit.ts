/** Leaving: the screen is emptied at once, the session destroyed, the window replaced by a neutral site. One act, no question. */

import type { PupilApi } from "../net/pupil-api";
import type { HostPage } from "./host-page";

/** Where a page without its setting goes. */
const ANYWHERE = "https://meteofrance.com";

export class Exit {
  private left = false;

  constructor(
    private readonly api: Pick<PupilApi, "leave">,
    private readonly host: HostPage,
    private readonly url: string,
    private readonly wipe: () => void,
  ) {}

  leave(): void {
    if (this.left) return;
    this.left = true;
    this.wipe();
    this.api.leave();
    this.host.leave(/^https?:\/\//.test(this.url) ? this.url : ANYWHERE);
  }
}
