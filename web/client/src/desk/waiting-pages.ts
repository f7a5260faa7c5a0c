/** What a page of the open desk says before the server has answered, and when it did not. */

import { h } from "../element";
import { keys } from "../texts/desk-keys.fr";
import { deskCard } from "./card";

export function askingPage(): HTMLElement {
  return h("p", { class: "status", role: "status", "data-testid": "asking" }, keys.asking);
}

export function unansweredPage(again: () => void): HTMLElement {
  const { title, why, go } = keys.unanswered;
  const card = deskCard("unanswered", title, [h("p", {}, why)], { label: go, run: again });
  return card.element;
}
