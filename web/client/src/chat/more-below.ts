/** Hands for the eye: where the conversation goes on beyond an edge, a button shows it. Screen readers need none. */

import { h } from "../element";
import { icon } from "../icon";
import { chat as say } from "../texts/chat.fr";

const ENOUGH = 48;

/** The button at the lower edge of `scroller`: most of a screen further. */
export function moreBelow(scroller: HTMLElement): HTMLElement {
  const hidden = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < ENOUGH;
  return hand(scroller, "more-below", say.more, hidden, () => scroller.scrollBy({ top: scroller.clientHeight * 0.8 }));
}

/** The button at its upper edge, for whoever goes back up while a whole screen is left: to the first word. It covers nothing of a new answer. */
export function moreAbove(scroller: HTMLElement): HTMLElement {
  let before = 0;
  let goesUp = false;
  const hidden = () => {
    const now = scroller.scrollTop;
    if (now !== before) goesUp = now < before;
    before = now;
    return !goesUp || now < scroller.clientHeight;
  };
  return hand(scroller, "more-above", say.backUp, hidden, () => scroller.scrollTo({ top: 0 }));
}

/** It follows every scroll, resize and addition. */
function hand(scroller: HTMLElement, name: string, label: string, hidden: () => boolean, onclick: () => void): HTMLElement {
  const attributes = { type: "button", class: `more ${name}`, "aria-hidden": "true", tabindex: -1, hidden: true, onclick };
  const more = h("button", attributes, h("span", { class: "more-label" }, label), icon("fold"));
  const follow = () => (more.hidden = hidden());
  scroller.addEventListener("scroll", follow, { passive: true });
  new ResizeObserver(follow).observe(scroller);
  new MutationObserver(follow).observe(scroller, { childList: true, subtree: true });
  return more;
}
