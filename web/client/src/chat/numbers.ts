/**
 * The numbers of the moment, which the server wrote into the page (`/assistant` shows them before any script runs):
 * taken out of it once, shown again wherever someone needs another way.
 */

import { button, h } from "../element";
import { chat as say } from "../texts/chat.fr";

export class Numbers {
  private readonly cards: readonly Element[];

  /** Takes the cards that `page` holds; copies, so that the page may be cleared. */
  constructor(page: ParentNode) {
    this.cards = [...page.querySelectorAll(".card")].map((card) => card.cloneNode(true) as Element);
  }

  /** The cards, or a link to the page that has them. */
  list(): HTMLElement {
    if (this.cards.length === 0) return h("p", {}, h("a", { href: "/aide", class: "link" }, say.numbersTitle));
    const items = this.cards.map((card) => h("li", {}, card.cloneNode(true)));
    return h("ul", { class: "cards", role: "list", "data-testid": "numbers-list" }, ...items);
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
