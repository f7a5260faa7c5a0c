/** Which school, for the few pupils who belong to several. */

import { button, h } from "../element";
import type { School } from "../net/shapes";
import { handoff as say } from "../texts/handoff.fr";
import { step } from "./step";

export function schoolStep(schools: readonly School[], choose: (school: School) => void, cancel: () => void): HTMLElement {
  const choices = schools.map((school) => button(school.name, "plain", "school", () => choose(school)));
  const body = [h("div", { class: "stack" }, ...choices)];
  return step({ name: "school", number: 1, title: say.signIn.school, body, cancel }).element;
}
