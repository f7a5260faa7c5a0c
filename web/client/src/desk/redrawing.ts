/** Draws again without taking away what is still the same: a press in that instant, the keyboard's place and what was being typed stay. */

/**
 * Makes the children of `place` what `fresh` is. Elements are the same when they have one tag and one `data-key` (or `data-testid`); those keep
 * their listeners, which therefore may not remember what a drawing was made of.
 */
export function redraw(place: Element, fresh: readonly Element[]): void {
  const before = [...place.children];
  const wanted = fresh.map((element) => keptFor(element, before) ?? element);
  for (const gone of before) gone.remove();
  wanted.forEach((element, rank) => {
    if (place.children[rank] !== element) place.insertBefore(element, place.children[rank] ?? null);
  });
}

/** Puts `fresh` in `place`, unless exactly that is there already, with what was typed or chosen in it. */
export function redrawIfOther(place: Element, fresh: Element): void {
  if (place.firstElementChild?.isEqualNode(fresh) !== true) place.replaceChildren(fresh);
}

/** The element that is there for `fresh`, brought up to date and taken out of `before`; none when there is none. */
function keptFor(fresh: Element, before: Element[]): Element | undefined {
  const rank = before.findIndex((old) => old.tagName === fresh.tagName && keyOf(old) === keyOf(fresh));
  const [old] = rank < 0 ? [] : before.splice(rank, 1);
  if (old !== undefined && !old.isEqualNode(fresh)) renew(old, fresh);
  return old;
}

function renew(old: Element, fresh: Element): void {
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of [...fresh.attributes]) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  if ([...old.childNodes, ...fresh.childNodes].every((node) => node instanceof Element)) redraw(old, [...fresh.children]);
  else old.replaceChildren(...fresh.childNodes);
}

function keyOf(element: Element): string | null {
  return element.getAttribute("data-key") ?? element.getAttribute("data-testid");
}
