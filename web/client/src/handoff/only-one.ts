/** "Seulement l’infirmière": one tap, and nobody else reads, even later. */

import { button, h } from "../element";
import { handoff } from "../texts/handoff.fr";
import type { Circle } from "./circle";
import { caringFirst, onlyOf } from "./functions";

const say = handoff.readers;

export interface OnlyOne {
  readonly element: HTMLElement;
  /** Shows again who is chosen. */
  show(): void;
}

/** `changed` hears of each press. */
export function onlyOne(circle: Circle, changed: () => void): OnlyOne {
  const said = h("p", { role: "status", class: "only-said", "data-testid": "only-said" });
  const choices = caringFirst(circle.able).map((reader) => ({
    id: reader.id,
    element: button(onlyOf(reader), "plain", "only", () => press(() => circle.chooseOnly(reader.id))),
  }));
  const everybody = button(say.everybody, "quiet", "everybody", () => press(() => circle.chooseAll()));
  const press = (act: () => void) => {
    act();
    changed();
  };
  const show = () => {
    const only = circle.onlyReader;
    for (const { id, element } of choices) element.setAttribute("aria-pressed", String(id === only?.id));
    said.textContent = only === null ? "" : say.onlySaid(only.name);
    everybody.hidden = circle.excluded.length === 0;
  };
  const rows = h("div", { class: "stack" }, ...choices.map((choice) => choice.element));
  const element = h("div", { class: "only-one", role: "group", "aria-label": say.onlyTitle }, h("p", { class: "label" }, say.onlyTitle), rows, said, everybody);
  show();
  return { element, show };
}
