/** The first keys of a school: three people, the same room, a quarter of an hour; how far they are. */

import { h } from "../element";
import type { Colleague } from "../net/desk-keys-api";
import { keys } from "../texts/desk-keys.fr";
import { FIRST_CIRCLE, firstCircle } from "./directory-rules";

const say = keys.ceremony;

export function ceremonyCard(people: readonly Colleague[]): HTMLElement {
  const { made, given } = firstCircle(people);
  const steps = say.steps.map((text) => h("li", {}, text));
  const progress = h("p", { class: "progress", role: "status", "data-testid": "ceremony-progress" }, `${say.progress(made)} ${say.enrolled}, ${given} ${say.confirmed}`);
  const bar = h("progress", { max: FIRST_CIRCLE * FIRST_CIRCLE, value: made + given, "aria-hidden": "true" });
  return h("section", { class: "keys-card ceremony", "data-testid": "ceremony" }, h("h2", {}, say.title), h("p", {}, say.why), h("ol", {}, ...steps), bar, progress);
}
