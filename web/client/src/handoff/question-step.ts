/** Asked before every send, of everyone: could the person who hurts me, or someone close to them, read this? */

import { button, h } from "../element";
import { handoff } from "../texts/handoff.fr";
import type { Draft, HarmAnswer } from "./draft";
import { person, type StepActs } from "./readers-step";
import { step, tick, type Step } from "./step";

const say = handoff.question;
const ANSWERS: readonly HarmAnswer[] = ["yes", "no", "unsure"];

export function questionStep(draft: Draft, acts: StepActs): HTMLElement {
  const names = h("ul", { class: "names", role: "list" }, ...draft.chosen.map((reader) => h("li", {}, person(reader))));
  const follow = h("div", { class: "follow", "data-testid": "question-follow" });
  const body = [h("fieldset", { class: "question" }, h("legend", {}, say.ask), names, answers(draft, follow, acts)), follow];
  const next = { label: handoff.next, act: () => check(draft, made, acts) };
  const parts = { name: "question", number: 2, title: say.title, body, next, back: acts.back, cancel: () => acts.cancel() };
  const made: Step = step(parts);
  showFollow(draft, follow, acts);
  return made.element;
}

function answers(draft: Draft, follow: HTMLElement, acts: StepActs): HTMLElement {
  const choose = (answer: HarmAnswer) => {
    draft.harm = answer;
    showFollow(draft, follow, acts);
  };
  return h("div", { class: "answers" }, ...ANSWERS.map((answer) => radio(answer, draft.harm === answer, choose)));
}

function radio(answer: HarmAnswer, checked: boolean, choose: (answer: HarmAnswer) => void): HTMLElement {
  const listen = { onchange: () => choose(answer) };
  const kind = { type: "radio", name: "harm", value: answer, checked, autocomplete: "off" };
  const box = h("input", { ...kind, "data-testid": `harm-${answer}`, ...listen });
  return h("label", { class: "tick" }, box, h("span", {}, say[answer]));
}

/** After "yes" and "I don't know": who to leave out, and another way. */
function showFollow(draft: Draft, follow: HTMLElement, acts: StepActs): void {
  follow.replaceChildren();
  if (draft.harm !== "yes" && draft.harm !== "unsure") return;
  const able = (draft.list?.readers ?? []).filter((reader) => reader.can_read);
  const boxes = able.map((reader) => {
    const words = [say.leaveOut, handoff.colon, person(reader)];
    const row = tick(words, draft.isLeft(reader.id), "leave-out", (out) => draft.leave(reader.id, out));
    row.dataset.reader = reader.id;
    return h("li", {}, row);
  });
  follow.append(
    h("p", {}, draft.harm === "yes" ? say.afterYes : say.afterUnsure),
    h("ul", { class: "people", role: "list" }, ...boxes),
    h("p", { class: "soft" }, say.effect),
    button(handoff.otherWay, "plain", "other-way", () => acts.otherWay()),
  );
}

function check(draft: Draft, made: Step, acts: StepActs): void {
  if (draft.harm === null) made.complain(say.answerFirst);
  else if (!draft.harmSettled) made.complain(say.pick);
  else if (draft.chosen.length === 0) made.complain(handoff.readers.nobody);
  else acts.next();
}
