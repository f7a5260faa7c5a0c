/**
 * Draws a page's cards anew and gives the keyboard the place that it had: the same control of the same card where there is but one of
 * its name, else the heading of that card, else the first one. What comes in from the server never throws a reader back to the top.
 */
export function drawAnew(page: HTMLElement, cards: readonly HTMLElement[]): void {
  const placeIn = placeOf(page);
  page.replaceChildren(...cards);
  placeIn?.(page)?.focus();
}

type PlaceIn = (page: HTMLElement) => HTMLElement | null;

function placeOf(page: HTMLElement): PlaceIn | null {
  const held = document.activeElement;
  if (!(held instanceof HTMLElement) || !page.contains(held)) return null;
  const card = [...page.children].find((one) => one.contains(held));
  const name = card instanceof HTMLElement ? card.dataset["testid"] : undefined;
  const own = held.dataset["testid"];
  const control = card instanceof HTMLElement && own !== undefined && onlyOne(card, own) === held ? own : undefined;
  return (anew) => {
    const same = name === undefined ? null : anew.querySelector<HTMLElement>(`:scope > [data-testid="${name}"]`);
    return (same && control !== undefined ? onlyOne(same, control) : null) ?? headingOf(same) ?? anew.querySelector<HTMLElement>("h2[tabindex]");
  };
}

/** Of several rows alike none is taken for another: a press would be meant for somebody else. */
function onlyOne(card: HTMLElement, control: string): HTMLElement | null {
  const found = card.querySelectorAll<HTMLElement>(`[data-testid="${control}"]`);
  return found.length === 1 ? found.item(0) : null;
}

function headingOf(card: HTMLElement | null): HTMLElement | null {
  const heading = card?.querySelector<HTMLElement>("h2") ?? null;
  if (heading !== null) heading.tabIndex = -1;
  return heading;
}
