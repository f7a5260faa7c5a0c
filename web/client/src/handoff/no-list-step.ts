/** The ENT, or the school, makes it impossible to choose who reads: said before anything is written, with other ways. */

import { button, h } from "../element";
import { cardList } from "../chat/cards";
import type { Refused } from "../net/request";
import { handoff } from "../texts/handoff.fr";
import type { NoList } from "./not-sent";
import { step } from "./step";

const say = handoff.readers;

export interface NoListActs {
  retry(): void;
  otherWay(): void;
  cancel(): void;
}

/** The server's own sentence, its numbers, and whom to see or write to without us. */
export function noListStep(refused: Refused, left: NoList, acts: NoListActs): HTMLElement {
  const cards = refused.helplines;
  const ways = [say.plainPerson, left === "plain" ? say.plainGroup : null].filter((text) => text !== null);
  const body = [
    h("p", { class: "trouble-text", role: "alert", "data-testid": "trouble" }, refused.message),
    cards.length > 0 ? cardList(cards) : button(handoff.otherWay, "plain", "other-way", () => acts.otherWay()),
    h("div", { class: "part-wide", "data-testid": "plain-ways" }, h("h3", { class: "part-title" }, say.plainTitle), ...ways.map((text) => h("p", {}, text))),
    h("div", { class: "row" }, button(handoff.retry, "quiet", "trouble-retry", () => acts.retry())),
  ];
  return step({ name: "no-list", number: null, title: handoff.title, body, cancel: () => acts.cancel() }).element;
}
