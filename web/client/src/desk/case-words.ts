/** People and events of a case in words. */

import type { CaseEvent, Person } from "../net/case-shapes";
import { dayInWords } from "../texts/days.fr";
import { deskCase } from "../texts/desk-case.fr";

const say = deskCase.event;

export function nameOf(person: Person | string | null): string {
  return (typeof person === "object" ? person?.name : null) ?? deskCase.somebody;
}

/** What was done, and by whom. */
export function eventInWords({ kind, by, detail }: CaseEvent): string {
  const who = nameOf(by);
  if (kind === "given") return detail === null ? say.given(who) : say.givenPiece(who);
  if (kind === "step") return say.step(who, dayInWords(String(detail)));
  if (kind === "handed_over" || kind === "wrapped") return say[kind](who, nameOf(detail));
  return isPlain(kind) ? say[kind](who) : say.other(who);
}

type Plain = Exclude<keyof typeof say, "given" | "givenPiece" | "step" | "handed_over" | "wrapped" | "other">;

function isPlain(kind: string): kind is Plain {
  return kind !== "other" && kind !== "givenPiece" && kind in say;
}
