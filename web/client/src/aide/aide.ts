/**
 * The page of numbers (`/aide`) stands without this: here it keeps a copy of itself for the day without network, says when that copy has
 * grown old, and its exit leaves nothing behind, the copy included.
 */

import { stayOneEntry } from "../chat/one-entry";
import { takeOverExit } from "../chat/plain-exit";
import { registerOurs } from "../net/our-worker";
import { forgetCopy } from "./forget-copy";
import { PAGE, WORKER } from "./kept";

let isLeft = false;

/** A browser may refuse in a frame, in private browsing, or have no such thing: the page is then as it always was. */
async function keepCopy(): Promise<void> {
  try {
    await registerOurs(WORKER, PAGE);
    if (isLeft) forgetCopy();
  } catch {
    return;
  }
}

/** Whether the day after which nobody promises what the copy says is past. */
function tellAge(page: HTMLElement): void {
  const until = Date.parse(page.dataset.keptUntil ?? "");
  const old = page.querySelector<HTMLElement>(".kept-old");
  if (old !== null) old.hidden = Date.now() < until;
}

const page = document.querySelector("main");
if (page !== null) {
  takeOverExit(page, () => (isLeft = true));
  stayOneEntry(page);
  tellAge(page);
  void keepCopy();
}
