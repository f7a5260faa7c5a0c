/** The panel where a pupil says how the page is to be shown; each choice is seen at once. */

import { button, h } from "../element";
import { display as say } from "../texts/display.fr";
import { COLOURS, SIZES, type Choices } from "./choices";

export interface DisplayPorts {
  readonly choices: Choices;
  /** Whether this device has a voice of its own. */
  readonly speaks: boolean;
  change(choices: Choices): void;
  close(): void;
}

export function displayPanel(ports: DisplayPorts): HTMLElement {
  let choices = ports.choices;
  const change = (part: Partial<Choices>) => ports.change((choices = { ...choices, ...part }));
  return h(
    "section",
    { class: "panel", "data-testid": "display-panel" },
    button(say.back, "quiet", "display-close", () => ports.close()),
    h("h2", { tabindex: -1, class: "panel-title" }, say.title),
    h("p", { class: "soft" }, say.notKept),
    oneOf("size", say.size, SIZES, say.sizes, choices.size, (size) => change({ size })),
    oneOf("colours", say.colours, COLOURS, say.colourNames, choices.colours, (colours) => change({ colours })),
    h(
      "fieldset",
      { class: "display-group" },
      h("legend", {}, say.reading),
      tick("letters", say.letters, choices.letters, (letters) => change({ letters })),
      tick("still", say.still, choices.still, (still) => change({ still })),
      ports.speaks ? tick("listen", say.listen, choices.listen, (listen) => change({ listen })) : null,
      h("p", { class: "soft" }, ports.speaks ? say.listenWarning : say.noVoice),
    ),
  );
}

function oneOf<T extends string>(name: string, title: string, all: readonly T[], names: Record<T, string>, now: T, pick: (one: T) => void): HTMLElement {
  const choice = (one: T) => {
    const box = h("input", { type: "radio", name: `display-${name}`, checked: one === now, "data-testid": `${name}-${one}`, onchange: () => pick(one) });
    return h("label", { class: "tick" }, box, h("span", {}, names[one]));
  };
  return h("fieldset", { class: "display-group" }, h("legend", {}, title), ...all.map(choice));
}

function tick(name: string, label: string, on: boolean, change: (on: boolean) => void): HTMLElement {
  const onchange = (event: Event) => change((event.target as HTMLInputElement).checked);
  return h("label", { class: "tick" }, h("input", { type: "checkbox", checked: on, "data-testid": `display-${name}`, onchange }), h("span", {}, label));
}
