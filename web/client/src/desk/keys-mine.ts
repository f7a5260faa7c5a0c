/** My own key: its fingerprint to read aloud, whether it counts, until when it is ready. */

import { h } from "../element";
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
