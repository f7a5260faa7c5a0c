/** Above the messages: what waits at the page of keys, one line each. */

import { button, h } from "../element";
import { keys } from "../texts/desk-keys.fr";
import { firstDayReminder } from "./first-day-guide";
import type { Known } from "./keys-ports";
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
  const guide = firstDayReminder(me.key, see);
  return guide === null ? lines : [guide, ...lines];
}
