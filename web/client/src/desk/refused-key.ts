/** A key that is refused since its owner left the group: shown to be compared again, or made anew; and a pending one whose locks are lost. */

import { h } from "../element";
import { fingerprint, keyHash } from "../sealed/fingerprint";
import { keys } from "../texts/desk-keys.fr";
import { deskCard } from "./card";
import { fingerprintOf } from "./fingerprint-view";
import type { MeWithKey } from "./open-key";

/** Back in the group: two colleagues confirm the same key again, or a new one is made. */
export async function refusedKey(me: MeWithKey, anew: () => void, check: () => void): Promise<HTMLElement> {
  const say = keys.refused;
  const shown = fingerprintOf(fingerprint(await keyHash(me.key)));
  const body = [h("p", {}, say.why), shown, h("p", { class: "soft" }, say.orAnew)];
  return deskCard("refused-key", say.title, body, { label: say.check, run: check }, { label: say.anew, run: anew }).element;
}

/** A key that never counted needs nobody to be found again: it is made anew. */
export function lostBeforeCounting(anew: () => void, back: () => void): HTMLElement {
  const say = keys.refused;
  return deskCard("lost-early", keys.lost.title, [h("p", {}, say.early)], { label: say.anew, run: anew }, { label: keys.lost.back, run: back }).element;
}
