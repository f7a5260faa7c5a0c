/** Takes away what `/aide` left in this browser (docs/adr/0028), from whichever page of ours the pupil leaves. */

import { CACHE, LEFT, PAGE } from "./kept";

/**
 * Asks for both at once, awaits nothing: the page is going. A browser that has no such thing, or forbids it here, has kept nothing that a page
 * of this place could take away.
 */
export function forgetCopy(): void {
  void dropCache().catch(() => undefined);
  void unregister().catch(() => undefined);
}

async function unregister(): Promise<void> {
  const found = await navigator.serviceWorker.getRegistration(PAGE);
  for (const worker of [found?.installing, found?.waiting, found?.active]) worker?.postMessage(LEFT); // one that is just beginning keeps nothing
  await found?.unregister();
}

async function dropCache(): Promise<void> {
  await caches.delete(CACHE);
}
