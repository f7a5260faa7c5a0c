/** People of the list as the pupil is shown them: a name and a function, a box to leave them out, what follows from it. */

import { h, type Child } from "../element";
import { icon } from "../icon";
import type { Absence, Person, Reader } from "../net/shapes";
import { dayInWords } from "../texts/days.fr";
import { handoff } from "../texts/handoff.fr";
import type { Circle } from "./circle";
import { tick } from "./step";

const say = handoff.readers;

/** A name and what they do. */
export function person({ name }: Person, role: string | null): HTMLElement {
  return h("span", { class: "person" }, h("span", { class: "person-name" }, name), role ? h("span", { class: "person-role" }, role) : null);
}

/** What somebody does: what they say of themselves, or why they are told. */
export function roleOf(one: Reader | Person, circle: Circle): string | null {
  if ("function" in one) return one.function;
  return one.id === circle.list?.head?.id ? say.head : say.outside;
}

/** A member of the group, who reads if the box stays ticked. */
export function readerRow(circle: Circle, reader: Reader, changed: () => void): HTMLElement {
  const able = circle.able.includes(reader);
  const words = [person(reader, reader.function), reader.absent ? away(reader.absent) : null];
  const note = (left: boolean) => (left ? say.never : able ? "" : say.cannotRead);
  return row(circle, reader, able ? "reader" : "reader-off", words, note, changed);
}

/** Somebody who is only told that something waits. */
export function toldRow(circle: Circle, one: Person, changed: () => void): HTMLElement {
  return row(circle, one, "told", [person(one, roleOf(one, circle))], (left) => (left ? say.notTold : ""), changed);
}

function row(circle: Circle, one: Person, testid: string, words: readonly Child[], note: (left: boolean) => string, changed: () => void): HTMLElement {
  const said = h("p", { class: "row-note soft", role: "status" }, note(circle.isLeft(one.id)));
  const change = (on: boolean) => {
    circle.leave(one.id, !on);
    said.textContent = note(!on);
    changed();
  };
  const box = tick([h("span", { class: "stacked" }, ...words)], !circle.isLeft(one.id), testid, change);
  box.dataset.reader = one.id;
  if (testid === "reader-off") box.classList.add("is-off");
  return h("li", {}, box, said);
}

function away({ until, substitute }: Absence): HTMLElement {
  const instead = substitute === null ? "" : ` ${say.substitute(substitute)}`;
  return h("span", { class: "person-role", "data-testid": "reader-absent" }, icon("closed"), say.absent(dayInWords(until)) + instead);
}
