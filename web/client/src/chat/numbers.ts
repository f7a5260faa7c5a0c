/**
 * The numbers of the moment, which the server wrote into the page (`/assistant` shows them before any script runs):
 * taken out of it once, shown again wherever someone needs another way.
 */

import { button, h } from "../element";
import { chat as say } from "../texts/chat.fr";

export class Numbers {
  private readonly cards: Element | undefined;

  /** Takes the list that `page` holds; a copy, so that the page may be cleared. */
  constructor(page: ParentNode) {
    this.cards = page.querySelector(".numbers")?.cloneNode(true) as Element | undefined;
  }

  /** The cards, or a link to the page that has them. */
  list(): Element {
    if (this.cards === undefined) return h("p", {}, h("a", { href: "/aide", class: "link" }, say.numbersTitle));
    return this.cards.cloneNode(true) as Element;
  }

  /** The cards as a panel, with a way back. */
  panel(close: () => void): HTMLElement {
    const title = h("h2", { tabindex: -1, class: "panel-title" }, say.numbersTitle);
    return h(
      "section",
      { class: "panel", "data-testid": "numbers-panel" },
      button(say.backToTalk, "quiet", "numbers-close", close),
      title,
      h("p", {}, say.numbersIntro),
      this.list(),
    );
  }
}
