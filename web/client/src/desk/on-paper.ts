/** What only a printed message says: that paper is not sealed, and who had opened it when. */

import { h } from "../element";
import type { Case } from "../net/case-shapes";
import { desk } from "../texts/desk.fr";
import { readerInWords } from "./case-history";
import { momentInWords } from "./moments";

const say = desk.paper;

export function paperWarning(): HTMLElement {
  return h("p", { class: "warning on-paper", "data-testid": "paper-warning" }, say.warning);
}

/** As known at `now`, which the paper bears. */
export function paperDates(state: Case, now: Date): HTMLElement {
  return h(
    "div",
    { class: "on-paper", "data-testid": "paper-dates" },
    h("p", {}, say.known(momentInWords(now.toISOString()))),
    h("ul", {}, ...state.readers.map((reader) => h("li", {}, readerInWords(reader)))),
  );
}
