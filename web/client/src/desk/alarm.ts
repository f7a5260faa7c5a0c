/** The register is not what it was: said above everything, with what to do, and nothing is done here until it is cleared up. */

import { button, h } from "../element";
import { tick } from "../handoff/step";
import type { School } from "../net/shapes";
import { keys } from "../texts/desk-keys.fr";
import type { DirectoryFlaw } from "./directory-watch";

const say = keys.alarm;

/** Flaws that an honest restoration of an older state shows too. */
const PERHAPS_RESTORED: readonly DirectoryFlaw[] = ["shorter", "different"];

/** `startOver`: the people concerned have found out why, beside one another. */
export function alarmOf(school: School, flaw: DirectoryFlaw, startOver: () => void): HTMLElement {
  return h(
    "section",
    { class: "alarm", role: "alert", "data-testid": "alarm", "data-flaw": flaw },
    h("h2", {}, say.title),
    h("p", {}, say.say),
    h("p", {}, `${say.school(school.name)} ${say.flaws[flaw]}`),
    h("ul", {}, ...say.todo.map((text) => h("li", {}, text))),
    PERHAPS_RESTORED.includes(flaw) ? understood(startOver) : null,
  );
}

function understood(startOver: () => void): HTMLElement {
  let checked = false;
  const complaint = h("p", { class: "complaint", role: "alert" });
  const box = tick([say.knownTick], false, "alarm-checked", (on) => (checked = on));
  const go = button(say.knownGo, "plain", "alarm-start-over", () => {
    if (checked) startOver();
    else complaint.textContent = say.knownNotTicked;
  });
  return h("details", {}, h("summary", { "data-testid": "alarm-known" }, say.known), h("p", {}, say.knownWhy), box, complaint, h("p", { class: "row" }, go));
}
