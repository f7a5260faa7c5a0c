/** Everything as it will leave, once more: the text word for word, who reads, who does not, what stays (R04, R50). */

import { button, h, spoken, type Child } from "../element";
import { icon } from "../icon";
import { handoff } from "../texts/handoff.fr";
import type { Draft } from "./draft";
import type { StepActs } from "./readers-step";
import { step } from "./step";

const say = handoff.summary;

export type Part = "readers" | "text" | "word";

export interface SummaryActs extends StepActs {
  change(what: Part): void;
}

export function summaryStep(draft: Draft, pictures: boolean, acts: SummaryActs): HTMLElement {
  const left = draft.excluded.map((reader) => reader.name).join(", ");
  const chosen = draft.chosen.map((reader) => (reader.function ? `${reader.name} (${reader.function})` : reader.name));
  const word = pictures ? say.wordPictures : say.word;
  const body = [
    part(say.exactly, [h("blockquote", { class: "exact", "data-testid": "summary-text" }, draft.text), change("text", say.exactly, acts)]),
    part(say.readers, [h("ul", { class: "names", "data-testid": "summary-readers" }, ...chosen.map((name) => h("li", {}, name))), change("readers", say.readers, acts)]),
    left === "" ? null : part(say.left, [h("p", { "data-testid": "summary-left" }, left)]),
    part(word, [h("p", { class: "word-shown", "data-testid": "summary-word" }, draft.word), change("word", word, acts)]),
    h("p", { class: "truth" }, icon("person"), say.name),
    h("p", { class: "soft" }, say.trace),
  ];
  const next = { label: say.send, act: () => acts.next() };
  return step({ name: "summary", number: 5, title: say.title, body, next, back: acts.back, cancel: () => acts.cancel() }).element;
}

function change(what: Part, of: string, acts: SummaryActs): HTMLElement {
  const one = button(say.change, "quiet", `change-${what}`, () => acts.change(what));
  one.append(spoken(`${handoff.colon}${of}`));
  return one;
}

function part(title: string, children: readonly Child[]): HTMLElement {
  return h("div", { class: "part" }, h("h3", { class: "part-title" }, title), ...children);
}
