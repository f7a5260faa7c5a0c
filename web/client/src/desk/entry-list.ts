/** The messages addressed to this referent: dates and states, never a name nor a word. */

import { button, h } from "../element";
import { icon } from "../icon";
import type { Entry } from "../net/desk-api";
import { dayInWords } from "../texts/days.fr";
import { desk } from "../texts/desk.fr";

const say = desk.list;

export function entryList(entries: readonly Entry[], current: string | null, pick: (id: string) => void, refresh: () => void): HTMLElement {
  const unread = entries.filter((entry) => !entry.mine.opened).length;
  const rows = entries.map((entry) => h("li", {}, row(entry, entry.id === current, pick)));
  return h(
    "nav",
    { class: "entries", "aria-label": say.title },
    h("div", { class: "entries-head" }, h("h2", { tabindex: -1 }, say.title), button(say.refresh, "quiet", "refresh", refresh)),
    h("p", { class: "soft", role: "status" }, unread > 0 ? say.unreadCount(unread) : ""),
    rows.length === 0 ? h("p", { "data-testid": "no-entry" }, say.none) : h("ul", { role: "list" }, ...rows),
  );
}

function row(entry: Entry, isCurrent: boolean, pick: (id: string) => void): HTMLElement {
  const attributes = {
    ...{ type: "button", class: "entry", "data-testid": "entry", "data-envelope": entry.id, "aria-current": isCurrent ? "true" : null },
    onclick: () => pick(entry.id),
  };
  return h(
    "button",
    attributes,
    h("span", { class: "entry-day" }, say.of(dayInWords(entry.date))),
    entry.mine.opened ? null : h("span", { class: "entry-new" }, icon("lock"), say.unread),
    h("span", { class: "entry-state" }, `${stateOf(entry)} · ${say.readers(entry.readers)}`),
  );
}

function stateOf(entry: Entry): string {
  if (entry.taken_by !== null) return say.takenBy(entry.taken_by);
  return entry.opened_by.length > 0 ? say.openedBy(entry.opened_by.join(", ")) : say.fresh;
}
