/** Who reads a message, who opened it when, and everything done with it: the same list for all its readers (R73). */

import { h } from "../element";
import type { Case, CaseReader } from "../net/case-shapes";
import { deskCase } from "../texts/desk-case.fr";
import { eventInWords } from "./case-words";
import { momentInWords } from "./moments";

const say = deskCase.history;

export function historyOf(state: Case): HTMLElement {
  const events = state.events.map((event) => h("li", {}, say.line(momentInWords(event.at), eventInWords(event))));
  return h(
    "div",
    { class: "part-body", "data-testid": "history" },
    h("p", { class: "soft" }, say.why),
    h("h4", {}, say.readers),
    h("ul", {}, ...state.readers.map((reader) => h("li", {}, readerInWords(reader)))),
    h("h4", {}, deskCase.history.title),
    h("ol", { class: "events" }, ...events),
  );
}

/** A reader, their function, and when they first opened it. */
export function readerInWords(reader: CaseReader): string {
  const who = reader.function === null ? reader.name : `${reader.name}, ${reader.function}`;
  const when = reader.opened_at === null ? say.notOpened : say.opened(momentInWords(reader.opened_at));
  return `${who} : ${when}`;
}
