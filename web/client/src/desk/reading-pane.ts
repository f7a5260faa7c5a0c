/** One opened message: the pupil's words as plain text, who takes care of it, and the reminder of duties (R56). */

import { button, h } from "../element";
import type { Entry } from "../net/desk-api";
import type { Opened } from "../opening";
import { dayInWords } from "../texts/days.fr";
import { desk } from "../texts/desk.fr";

const say = desk.reading;

export type FlawName = keyof typeof say.flaws;

export interface ReadingActs {
  take(): void;
  close(): void;
  print(): void;
}

export function nothingOpen(): HTMLElement {
  return pane(h("p", { class: "soft" }, say.pick));
}

export function openingPane(): HTMLElement {
  return pane(h("p", { role: "status", class: "status" }, say.opening));
}

export function flawPane(flaw: FlawName): HTMLElement {
  return pane(h("p", { role: "alert", class: "complaint", "data-testid": "flaw", "data-flaw": flaw }, say.flaws[flaw]), duties());
}

export function readingPane(opened: Opened, entry: Entry | undefined, me: string, acts: ReadingActs): HTMLElement {
  const day = h("h2", { tabindex: -1 }, desk.list.of(dayInWords(opened.header.date)));
  const words = h("div", { class: "words", "data-testid": "words" }, opened.text);
  return pane(
    day,
    h("p", { class: "soft" }, say.name),
    h("h3", { class: "part-title" }, say.words),
    words,
    taking(entry, me, acts),
    h("div", { class: "row" }, button(say.print, "plain", "print", acts.print), button(say.close, "quiet", "close", acts.close)),
    duties(),
  );
}

function taking(entry: Entry | undefined, me: string, acts: ReadingActs): HTMLElement {
  const by = entry?.taken_by ?? null;
  if (by === null) return h("div", { class: "row" }, button(say.take, "main", "take", acts.take));
  return h("p", { class: "taken", role: "status", "data-testid": "taken" }, by === me ? say.taken : say.takenBy(by));
}

function duties(): HTMLElement {
  const items = desk.duties.items.map((text) => h("li", {}, text));
  return h("aside", { class: "duties", "data-testid": "duties" }, h("h3", {}, desk.duties.title), h("ul", {}, ...items));
}

function pane(...children: readonly (HTMLElement | null)[]): HTMLElement {
  return h("section", { class: "reading", "data-testid": "reading" }, ...children);
}
