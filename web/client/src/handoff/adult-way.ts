/** For an account that is not a pupil's: what web says to a parent, a teacher, a guest; and the way back for a pupil. */

import { button, h } from "../element";
import { cardList } from "../chat/cards";
import type { Way } from "../net/shapes";
import { handoff } from "../texts/handoff.fr";
import { step } from "./step";

const say = handoff.adult;

export interface AdultActs {
  /** Signs in again, with a pupil's account this time. */
  again(): void;
  cancel(): void;
}

export function adultWay(way: Way, acts: AdultActs): HTMLElement {
  const desk = way.desk === null ? null : h("a", { href: way.desk, target: "_blank", rel: "noopener", class: "link", "data-testid": "adult-desk" }, say.desk);
  const body = [
    ...way.texts.map((text) => h("p", {}, text)),
    desk === null ? null : h("p", {}, desk),
    cardList(way.helplines),
    h("p", { class: "soft" }, say.pupil),
    h("div", { class: "row" }, button(say.again, "plain", "adult-again", () => acts.again())),
  ];
  return step({ name: "adult", number: null, title: way.title, body, cancel: () => acts.cancel() }).element;
}
