/**
 * Our pages that stand without script follow one another in a single entry of the window's history: the exit replaces it, and the way back shows
 * none of them. The launcher around us, if any, stays known (`#bulle`).
 */

/** For the links of `page` to other pages of ours; a link that is opened elsewhere (another tab) is the browser's own. */
export function stayOneEntry(page: HTMLElement): void {
  for (const link of page.querySelectorAll<HTMLAnchorElement>('a[href^="/"]')) {
    link.hash = location.hash;
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      location.replace(link.href);
    });
  }
}
