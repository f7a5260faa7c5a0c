/** The sheet of fingerprints to print, sign and keep on paper: what a screen shows tomorrow can be compared with it. */

import { button, h } from "../element";
import { keys } from "../texts/desk-keys.fr";
import { fingerprintOf } from "./fingerprint-view";
import type { Shown } from "./keys-people";

const say = keys.people;

export interface PrintActs {
  print(): void;
  back(): void;
}

export function fingerprintsSheet(school: string, day: string, shown: readonly Shown[], acts: PrintActs): HTMLElement {
  const rows = shown
    .filter(({ person }) => !person.left)
    .map(({ person, fingerprint }) => h("li", {}, h("strong", {}, person.name), person.function === null ? null : `, ${person.function}`, fingerprintOf(fingerprint)));
  const paper = h(
    "article",
    { class: "print-paper", "data-testid": "fingerprints" },
    h("h2", { tabindex: -1 }, say.printTitle(school)),
    h("p", {}, say.printWhy),
    h("ul", { class: "people", role: "list" }, ...rows),
    h("p", {}, say.printed(day)),
  );
  const row = h("div", { class: "row" }, button(keys.sheet.print, "main", "fingerprints-print", acts.print), button(keys.lost.back, "quiet", "fingerprints-back", acts.back));
  return h("section", { class: "keys-card" }, paper, row);
}
