/** My own key: its fingerprint to read aloud, whether it counts, until when it is ready; and the guide of the first day. */

import { button, h } from "../element";
import type { Colleague } from "../net/desk-keys-api";
import { monthInWords } from "../texts/days-desk.fr";
import { keys } from "../texts/desk-keys.fr";
import { fingerprintOf } from "./fingerprint-view";
import type { MeWithKey } from "./open-key";

export function mineCard(me: MeWithKey, fingerprint: string, published: Colleague | undefined, isFirst: boolean): HTMLElement {
  const say = keys.mine;
  const waiting = isFirst ? say.waitingFirst : say.waiting(published?.countersigned_by.length ?? 0);
  const last = me.key.months[me.key.months.length - 1]?.month ?? "";
  return h(
    "section",
    { class: "keys-card", "data-testid": "mine", "data-counted": String(me.key.counted) },
    h("h2", { tabindex: -1 }, say.title),
    h("p", { class: me.key.counted ? "checked" : "notice", "data-testid": "mine-state" }, me.key.counted ? say.counted : waiting),
    h("p", { class: "label" }, say.fingerprint),
    fingerprintOf(fingerprint),
    h("p", { class: "soft" }, say.until(monthInWords(last))),
  );
}

/** The three steps of the first day, or null once all are done. `go` null where one already is at the right page. */
export function firstDayGuide(me: MeWithKey, go: (() => void) | null): HTMLElement | null {
  const say = keys.guide;
  const second = new Set(me.key.locks.map(({ kind }) => kind)).size > 1;
  if (second && me.key.counted) return null;
  const steps = [
    { text: say.made, done: true },
    { text: say.second, done: second },
    { text: say.confirmed, done: me.key.counted },
  ];
  const rows = steps.map(({ text, done }) => h("li", { "data-done": String(done) }, text, done ? h("span", { class: "soft" }, ` ${say.done}`) : null));
  const row = go === null ? null : h("p", { class: "row" }, button(say.go, "main", "guide-go", go));
  return h("section", { class: "keys-card guide", "data-testid": "guide" }, h("h2", {}, say.title), h("ol", { class: "guide-steps" }, ...rows), row);
}
