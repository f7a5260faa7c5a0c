/** Ten groups of four, two lines of five: as they are read aloud and compared. */

import { h } from "../element";

export function fingerprintOf(text: string): HTMLElement {
  const groups = text.split(" ").flatMap((group, place) => (place === 0 ? [h("span", {}, group)] : [" ", h("span", {}, group)]));
  return h("p", { class: "fingerprint", "data-testid": "fingerprint", translate: "no" }, ...groups);
}
