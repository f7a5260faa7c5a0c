/**
 * The pages of examples (`/reperes`) stand without this: here their exit leaves nothing behind it, works by the keyboard too, and the
 * way back to the talk still knows the launcher. Nothing is read of the page, nothing is kept.
 */

import { takeOverExit } from "../chat/plain-exit";

const page = document.querySelector("main");
if (page !== null) {
  takeOverExit(page, () => undefined);
  for (const link of page.querySelectorAll<HTMLAnchorElement>('a[href^="/"]')) link.hash = location.hash;
}
