/** The place of a message while none is open: what is true then, and what may be done. */

import { h } from "../element";
import { icon, type IconName } from "../icon";
import { desk } from "../texts/desk.fr";
import { pane } from "./reading-pane";

const say = desk.reading;

/** What is known of the list: it is being asked, it could not be asked, or it has been answered once. */
export type ListState = "asking" | "failed" | "answered";

export function restingPane(state: ListState, count: number): HTMLElement {
  if (state === "asking") return pane(nothing("closed", h("p", { role: "status" }, desk.list.asking)));
  if (state === "failed") return pane(nothing("warning", h("p", {}, say.unknown)));
  return count === 0 ? pane(whileNobodyWrites()) : pane(nothing("text", h("p", {}, say.pick), h("p", { class: "soft keys-hint" }, say.keys)));
}

function whileNobodyWrites(): HTMLElement {
  const lines = say.empty.lines.map((text) => h("li", {}, text));
  return h("div", { class: "nothing", "data-testid": "nobody-wrote" }, icon("open"), h("p", {}, h("strong", {}, say.empty.title)), h("ul", { class: "plain-list" }, ...lines));
}

function nothing(drawing: IconName, ...said: readonly HTMLElement[]): HTMLElement {
  return h("div", { class: "nothing", "data-testid": "nothing-open" }, icon(drawing), ...said);
}
