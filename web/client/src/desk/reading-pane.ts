/** What stands in the place of a message: it is being opened, why it cannot be shown; and the reminder of duties (R56). */

import { h, type Child } from "../element";
import { icon } from "../icon";
import { desk } from "../texts/desk.fr";

const say = desk.reading;

export type FlawName = keyof typeof say.flaws;

export function openingPane(): HTMLElement {
  return pane(h("p", { role: "status", class: "status" }, say.opening));
}

export function flawPane(flaw: FlawName): HTMLElement {
  return pane(h("p", { role: "alert", class: "complaint", "data-testid": "flaw", "data-flaw": flaw }, icon("warning"), h("span", {}, say.flaws[flaw])), duties());
}

export function duties(): HTMLElement {
  const items = desk.duties.items.map((text) => h("li", {}, text));
  return h("section", { class: "duties", "data-testid": "duties", "aria-label": desk.duties.title }, h("h3", {}, desk.duties.title), h("ul", {}, ...items));
}

export function pane(...children: readonly Child[]): HTMLElement {
  return h("section", { class: "reading", "data-testid": "reading" }, ...children);
}
