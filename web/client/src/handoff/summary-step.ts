/** Everything as it will leave, once more: each word and piece, who reads, who does not, who is told, what stays (R04, R50). */

import { button, h, spoken, type Child } from "../element";
import { icon } from "../icon";
import { timeInWords } from "../texts/days.fr";
import { handoff } from "../texts/handoff.fr";
import type { Draft } from "./draft";
import { conversationShown } from "./joining";
import { wordsOf } from "./pieces";
import { whenPart, type StepActs } from "./readers-step";
import { step } from "./step";

const say = handoff.summary;

export type Part = "readers" | "text" | "voice" | "word";

export interface SummaryActs extends StepActs {
  change(what: Part): void;
}

export function summaryStep(draft: Draft, pictures: boolean, acts: SummaryActs): HTMLElement {
  const word = pictures ? say.wordPictures : say.word;
  const body = [
    part(say.exactly, [h("blockquote", { class: "exact", "data-testid": "summary-text" }, draft.text), change("text", say.exactly, acts)]),
    ...pieceParts(draft, acts),
    ...peopleParts(draft, acts),
    part(word, [h("p", { class: "word-shown", "data-testid": "summary-word" }, draft.word), change("word", word, acts)]),
    whenPart(draft.circle),
    h("p", { class: "truth" }, icon("person"), say.name),
    h("p", { class: "soft" }, say.trace),
  ];
  const next = { label: say.send, act: () => acts.next() };
  return step({ name: "summary", number: 5, title: say.title, body, next, back: acts.back, cancel: () => acts.cancel() }).element;
}

function pieceParts({ conversation, voice }: Draft, acts: SummaryActs): Child[] {
  const { preview, voice: title, voiceKept } = handoff.pieces;
  return [
    conversation === null ? null : part(preview, [conversationShown(wordsOf(conversation)), change("text", preview, acts)]),
    voice === null ? null : part(title, [h("p", { "data-testid": "summary-voice" }, voiceKept(timeInWords(voice.seconds))), change("voice", title, acts)]),
  ];
}

function peopleParts({ circle }: Draft, acts: SummaryActs): Child[] {
  const chosen = circle.chosen.map((reader) => (reader.function ? `${reader.name} (${reader.function})` : reader.name));
  const told = circle.told.filter((one) => !circle.isLeft(one.id)).map((one) => one.name).join(", ");
  const left = circle.excluded.map((one) => one.name).join(", ");
  const only = circle.onlyReader;
  return [
    part(say.readers, [
      h("ul", { class: "names", "data-testid": "summary-readers" }, ...chosen.map((name) => h("li", {}, name))),
      only === null ? null : h("p", { "data-testid": "summary-only" }, handoff.readers.onlySaid(only.name)),
      change("readers", say.readers, acts),
    ]),
    told === "" ? null : part(say.told, [h("p", { "data-testid": "summary-told" }, told)]),
    left === "" ? null : part(say.left, [h("p", { "data-testid": "summary-left" }, left), h("p", { class: "soft" }, say.never)]),
  ];
}

function change(what: Part, of: string, acts: SummaryActs): HTMLElement {
  const one = button(handoff.summary.change, "quiet", `change-${what}`, () => acts.change(what));
  one.append(spoken(`${handoff.colon}${of}`));
  return one;
}

function part(title: string, children: readonly Child[]): HTMLElement {
  return h("div", { class: "part" }, h("h3", { class: "part-title" }, title), ...children);
}
