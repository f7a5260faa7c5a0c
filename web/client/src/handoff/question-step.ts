/** Asked before every send, of everyone: could the person who hurts me, or someone close to them, read this? */

import { button, h } from "../element";
import type { Person } from "../net/shapes";
import { handoff } from "../texts/handoff.fr";
import type { Circle } from "./circle";
import type { Draft, HarmAnswer } from "./draft";
import { person, roleOf } from "./person";
import type { StepActs } from "./readers-step";
import { step, tick, type Step } from "./step";

const say = handoff.question;
const ANSWERS: readonly HarmAnswer[] = ["yes", "no", "unsure"];

export function questionStep(draft: Draft, acts: StepActs): HTMLElement {
  const { circle } = draft;
  const names = h("ul", { class: "names", role: "list", "data-testid": "question-names" }, ...circle.everybody.map((one) => name(circle, one)));
  const follow = h("div", { class: "follow", "data-testid": "question-follow" });
  const body = [h("fieldset", { class: "question" }, h("legend", {}, say.ask), names, answers(draft, follow, acts)), follow];
  const next = { label: handoff.next, act: () => check(draft, made, acts) };
  const parts = { name: "question", number: 2, title: say.title, body, next, back: acts.back, cancel: () => acts.cancel() };
  const made: Step = step(parts);
  showFollow(draft, follow, acts);
  return made.element;
}

function name(circle: Circle, one: Person): HTMLElement {
  const told = [roleOf(one, circle), circle.isLeft(one.id) ? say.isLeft : null];
  return h("li", {}, person(one, told.filter(Boolean).join(" · ")));
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
  follow.append(
    h("p", {}, draft.harm === "yes" ? say.afterYes : say.afterUnsure),
    leaveOut(draft.circle, draft.circle.everybody),
    h("p", { class: "soft" }, say.effect),
    button(handoff.otherWay, "plain", "other-way", () => acts.otherWay()),
  );
}

/** A box for each of them, to leave them out. */
export function leaveOut(circle: Circle, people: readonly Person[]): HTMLElement {
  const boxes = people.map((one) => {
    const words = [say.leaveOut, handoff.colon, person(one, roleOf(one, circle))];
    const row = tick(words, circle.isLeft(one.id), "leave-out", (out) => circle.leave(one.id, out));
    row.dataset.reader = one.id;
    return h("li", {}, row);
  });
  return h("ul", { class: "people", role: "list" }, ...boxes);
}

function check(draft: Draft, made: Step, acts: StepActs): void {
  if (draft.harm === null) made.complain(say.answerFirst);
  else if (!draft.harmSettled) made.complain(say.pick);
  else if (draft.circle.chosen.length === 0) made.complain(handoff.readers.nobody);
  else acts.next();
}
