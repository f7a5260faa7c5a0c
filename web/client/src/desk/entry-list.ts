/** The messages addressed to this referent: dates and states, never a name nor a word. */

import { button, h } from "../element";
import { icon } from "../icon";
import type { Entry, Me } from "../net/desk-api";
import { dayInWords } from "../texts/days.fr";
import { desk } from "../texts/desk.fr";
import { schoolOfLine } from "./schools";

const say = desk.list;

export interface ListActs {
  pick(id: string): void;
  refresh(): void;
}

export function entryList(me: Me, entries: readonly Entry[], current: string | null, acts: ListActs): HTMLElement {
  const unread = entries.filter((entry) => !entry.mine.opened).length;
  const rows = entries.map((entry) => h("li", {}, row(me, entry, entry.id === current, acts)));
  return h(
    "nav",
    { class: "entries", "aria-label": say.title },
    h("div", { class: "entries-head" }, h("h2", { tabindex: -1 }, say.title), button(say.refresh, "quiet", "refresh", () => acts.refresh())),
    h("p", { class: "soft", role: "status" }, unread > 0 ? say.unreadCount(unread) : ""),
    rows.length === 0 ? h("p", { "data-testid": "no-entry" }, say.none) : h("ul", { role: "list" }, ...rows),
  );
}

function row(me: Me, entry: Entry, isCurrent: boolean, acts: ListActs): HTMLElement {
  const attributes = {
    ...{ type: "button", class: "entry", "data-testid": "entry", "data-envelope": entry.id, "aria-current": isCurrent ? "true" : null },
    onclick: () => acts.pick(entry.id),
  };
  const school = schoolOfLine(me, entry.school);
  return h(
    "button",
    attributes,
    h("span", { class: "entry-day" }, say.of(dayInWords(entry.date))),
    entry.mine.opened ? null : h("span", { class: "entry-new" }, icon("lock"), say.unread),
    school === null ? null : h("span", { class: "entry-school", "data-testid": "entry-school" }, school),
    h("span", { class: "entry-state" }, `${stateOf(entry)} · ${say.readers(entry.readers)}`),
  );
}

function stateOf(entry: Entry): string {
  if (entry.taken_by !== null) return say.takenBy(entry.taken_by);
  return entry.opened_by.length > 0 ? say.openedBy(entry.opened_by.join(", ")) : say.fresh;
}
