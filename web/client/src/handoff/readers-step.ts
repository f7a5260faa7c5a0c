/** Who will read: everyone by name, who cannot read yet, what the pupil has to know before anything is sent (R04). */

import { h } from "../element";
import { icon } from "../icon";
import type { Reader, Readers } from "../net/shapes";
import { MOST_READERS } from "../sealed/header";
import { handoff } from "../texts/handoff.fr";
import type { Draft } from "./draft";
import { step, tick, type Step } from "./step";

const say = handoff.readers;

export interface StepActs {
  next(): void;
  back?: () => void;
  cancel(): void;
  otherWay(): void;
}

export function readersStep(draft: Draft, list: Readers, acts: StepActs): HTMLElement {
  const rows = list.readers.map((reader) => h("li", {}, reader.can_read ? canRead(draft, reader) : cannotRead(reader)));
  const body = [
    h("p", {}, say.intro),
    h("p", { class: "soft" }, list.school.name, " · ", say.group(list.group.name, list.group.count)),
    h("ul", { class: "people", role: "list", "aria-label": say.list }, ...rows),
    h("p", { class: "soft" }, say.untick),
    truths(),
  ];
  const next = { label: handoff.next, act: () => check(draft, made, acts) };
  const made: Step = step({ name: "readers", number: 2, title: say.title, body, next, cancel: () => acts.cancel() });
  return made.element;
}

/** What is true of every message to adults, said before it is written. */
export function truths(): HTMLElement {
  const items = [say.nameSeen, say.mustAct, say.notNow].map((text) => h("li", {}, text));
  return h("div", { class: "truths", "data-testid": "truths" }, h("p", {}, h("strong", {}, say.know)), h("ul", {}, ...items));
}

/** A reader's name and function. */
export function person(reader: Reader): HTMLElement {
  const role = reader.function ? h("span", { class: "person-role" }, reader.function) : null;
  return h("span", { class: "person" }, h("span", { class: "person-name" }, reader.name), role);
}

function canRead(draft: Draft, reader: Reader): HTMLElement {
  const change = (on: boolean) => draft.leave(reader.id, !on);
  const row = tick([person(reader)], !draft.isLeft(reader.id), "reader", change);
  row.dataset.reader = reader.id;
  return row;
}

function cannotRead(reader: Reader): HTMLElement {
  const why = h("span", { class: "person-role" }, icon("closed"), ` ${say.cannotRead}`);
  return h("p", { class: "tick is-off", "data-testid": "reader-off", "data-reader": reader.id }, person(reader), why);
}

function check(draft: Draft, made: Step, acts: StepActs): void {
  const count = draft.chosen.length;
  if (count === 0) made.complain(say.nobody);
  else if (count > MOST_READERS) made.complain(say.tooMany(MOST_READERS));
  else acts.next();
}
