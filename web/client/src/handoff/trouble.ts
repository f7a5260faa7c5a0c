/** When a call did not work: the server's own sentence when there is one, the numbers it sent, and what can be done. */

import { button, h } from "../element";
import { cardList } from "../chat/cards";
import { Refused } from "../net/request";
import { handoff as say } from "../texts/handoff.fr";
import { step } from "./step";

export interface TroubleActs {
  retry?: (() => void) | undefined;
  otherWay?: (() => void) | undefined;
  cancel: () => void;
}

/** A step that says what happened. `otherwise` is said when the failure brought no sentence. */
export function troubleStep(title: string, failure: unknown, acts: TroubleActs, otherwise: string = say.trouble): HTMLElement {
  const refused = failure instanceof Refused ? failure : null;
  const cards = refused?.helplines ?? [];
  const { retry, otherWay } = acts;
  const body = [
    h("p", { class: "trouble-text", role: "alert", "data-testid": "trouble" }, refused?.message || otherwise),
    h(
      "div",
      { class: "row" },
      retry ? button(say.retry, "main", "trouble-retry", retry) : null,
      otherWay && cards.length === 0 ? button(say.otherWay, "plain", "other-way", otherWay) : null,
    ),
    cards.length > 0 ? cardList(cards) : null,
  ];
  return step({ name: "trouble", number: null, title, body, cancel: acts.cancel }).element;
}
