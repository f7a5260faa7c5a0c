/** Above the messages: what waits at the page of keys, one line each. */

import { button, h } from "../element";
import { keys } from "../texts/desk-keys.fr";
import type { Known } from "./keys-ports";
import { firstDayGuide } from "./keys-mine";
import type { MeWithKey } from "./open-key";

const say = keys.notices;

export function noticesOf(me: MeWithKey, known: Known, see: () => void): HTMLElement[] {
  if (known.watched.flaw !== null) return [];
  const told = [
    ...known.recovery.others.map(({ name }) => ({ what: "recovery", text: say.recovery(name) })),
    ...(known.rewraps.length > 0 ? [{ what: "joiners", text: say.joiners }] : []),
    ...(me.key.drill_due ? [{ what: "drill", text: say.drill }] : []),
  ];
  const lines = told.map(({ what, text }) => h("p", { class: "notice row", "data-testid": `notice-${what}` }, h("span", {}, text), button(say.see, "plain", "notice-see", see)));
  const guide = firstDayGuide(me, see);
  return guide === null ? lines : [guide, ...lines];
}
