/** A hand for the eye: when the conversation goes on under the edge, a button shows it. Screen readers need none. */

import { h } from "../element";
import { icon } from "../icon";
import { chat as say } from "../texts/chat.fr";

const ENOUGH = 48;

/** The button for `scroller`; it follows every scroll, resize and addition. */
export function moreBelow(scroller: HTMLElement): HTMLElement {
  const down = () => scroller.scrollBy({ top: scroller.clientHeight * 0.8 });
  const attributes = { type: "button", class: "more-below", "aria-hidden": "true", tabindex: -1, hidden: true, onclick: down };
  const more = h("button", attributes, say.more, icon("fold"));
  const follow = () => (more.hidden = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < ENOUGH);
  scroller.addEventListener("scroll", follow, { passive: true });
  new ResizeObserver(follow).observe(scroller);
  new MutationObserver(follow).observe(scroller, { childList: true, subtree: true });
  return more;
}
