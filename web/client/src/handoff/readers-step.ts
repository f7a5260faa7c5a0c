/** Who will read: everyone by name, who cannot read yet, who is told, what the pupil has to know before anything is sent (R04). */

import { h } from "../element";
import type { Readers } from "../net/shapes";
import { MOST_READERS } from "../sealed/header";
import { handoff } from "../texts/handoff.fr";
import type { Circle } from "./circle";
import type { Draft } from "./draft";
import { onlyOne } from "./only-one";
import { readerRow, toldRow } from "./person";
import { step, type Step } from "./step";

const say = handoff.readers;

export interface StepActs {
  next(): void;
  back?: () => void;
  cancel(): void;
  otherWay(): void;
}

export function readersStep({ circle }: Draft, list: Readers, acts: StepActs): HTMLElement {
  const people = h("ul", { class: "people", role: "list", "aria-label": say.list });
  const told = h("ul", { class: "people", role: "list", "aria-label": say.toldTitle });
  const when = h("div", { role: "status" });
  const only = onlyOne(circle, () => fill());
  const toldPlace = toldPart(told);
  const changed = () => {
    only.show();
    toldPlace.hidden = circle.told.length === 0 || circle.onlyReader !== null;
    when.replaceChildren(whenPart(circle));
  };
  const fill = () => {
    people.replaceChildren(...list.readers.map((reader) => readerRow(circle, reader, changed)));
    told.replaceChildren(...circle.told.map((one) => toldRow(circle, one, changed)));
    changed();
  };
  fill();
  const body = [
    ...[h("p", {}, say.intro), h("p", { class: "soft" }, list.school.name, " · ", say.group(list.group.name, list.group.count))],
    ...[people, h("p", { class: "soft" }, say.untick), only.element],
    ...[toldPlace, when, truths()],
  ];
  const next = { label: handoff.next, act: () => check(circle, made, acts) };
  const made: Step = step({ name: "readers", number: 2, title: say.title, body, next, cancel: () => acts.cancel() });
  return made.element;
}

/** What is true of every message to adults, said before it is written. */
function truths(): HTMLElement {
  const items = [say.nameSeen, say.mustAct, say.notNow].map((text) => h("li", {}, text));
  return h("div", { class: "truths", "data-testid": "truths" }, h("p", {}, h("strong", {}, say.know)), h("ul", {}, ...items));
}

function toldPart(told: HTMLElement): HTMLElement {
  return h("div", { class: "part-wide" }, h("h3", { class: "part-title" }, say.toldTitle), h("p", { class: "soft" }, say.told), told);
}

/** When an adult will have opened it, as the school's days say; or that nobody can say. */
export function whenPart(circle: Circle): HTMLElement {
  const text = circle.promise ?? say.noPromise;
  return h("div", { class: "part-wide" }, h("h3", { class: "part-title" }, say.promise), h("p", { "data-testid": "promise" }, text));
}

function check(circle: Circle, made: Step, acts: StepActs): void {
  const count = circle.chosen.length;
  if (count === 0) made.complain(say.nobody);
  else if (count > MOST_READERS) made.complain(say.tooMany(MOST_READERS));
  else acts.next();
}
