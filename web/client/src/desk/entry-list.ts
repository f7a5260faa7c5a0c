/** The messages that this referent reads, by state and by age: never by content, which the list does not have. */

import { button, h } from "../element";
import { icon, type IconName } from "../icon";
import type { CaseState, Entry } from "../net/case-shapes";
import type { Me } from "../net/desk-api";
import { dayInWords } from "../texts/days.fr";
import { desk } from "../texts/desk.fr";
import { ageInWords } from "./moments";
import type { ListState } from "./resting-pane";
import { schoolOfLine } from "./schools";

const say = desk.list;
/** What waits for somebody comes first. */
export const ORDER: readonly CaseState[] = ["waiting", "overdue", "opened", "close_asked", "step", "taken", "closed"];

const DRAWINGS: Readonly<Record<CaseState, IconName>> = {
  ...{ waiting: "lock", overdue: "warning", opened: "text", close_asked: "check", step: "closed", taken: "person", closed: "check" },
};

export interface ListActs {
  pick(id: string): void;
  refresh(): void;
  /** From now on messages open folded, or not. */
  fold(on: boolean): void;
}

export interface ListView {
  readonly me: Me;
  readonly entries: readonly Entry[];
  /** An empty list that was not answered is never called empty. */
  readonly list: ListState;
  readonly current: string | null;
  readonly folded: boolean;
  readonly now: Date;
}

export function entryList(view: ListView, acts: ListActs): HTMLElement {
  const unread = view.entries.filter((entry) => !entry.mine.opened).length;
  const heading = h("h2", { tabindex: -1 }, say.title);
  return h(
    "nav",
    { class: "entries", "aria-label": say.title },
    h("div", { class: "entries-head" }, heading, button(say.refresh, "quiet", "refresh", () => acts.refresh())),
    h("p", { class: "soft", role: "status" }, unread > 0 ? say.unreadCount(unread) : ""),
    foldChoice(view.folded, acts),
    ...(view.list === "answered" && view.entries.length === 0 ? [noEntry()] : groupsOf(view, acts)),
  );
}

function noEntry(): HTMLElement {
  return h("div", { class: "nothing", "data-testid": "no-entry" }, icon("open"), h("p", {}, say.none));
}

function foldChoice(folded: boolean, acts: ListActs): HTMLElement {
  const onchange = (event: Event) => acts.fold((event.target as HTMLInputElement).checked);
  const box = h("input", { type: "checkbox", checked: folded, "data-testid": "fold-first", autocomplete: "off", onchange });
  return h("label", { class: "tick" }, box, h("span", {}, say.fold));
}

function groupsOf(view: ListView, acts: ListActs): HTMLElement[] {
  return ORDER.flatMap((state) => {
    const entries = view.entries.filter((entry) => entry.state === state).sort((one, other) => Date.parse(one.since) - Date.parse(other.since));
    if (entries.length === 0) return [];
    const rows = entries.map((entry) => h("li", { "data-key": entry.id }, row(view, entry, acts)));
    return [h("h3", { class: "group-title", "data-testid": `group-${state}` }, icon(DRAWINGS[state]), h("span", {}, say.groups[state])), h("ul", { role: "list", "data-key": state }, ...rows)];
  });
}

function row(view: ListView, entry: Entry, acts: ListActs): HTMLElement {
  const current = entry.id === view.current ? "true" : null;
  const attributes = {
    ...{ type: "button", class: "entry", "data-testid": "entry", "data-envelope": entry.id, "data-state": entry.state, "aria-current": current },
    onclick: () => acts.pick(entry.id),
  };
  const school = schoolOfLine(view.me, entry.school);
  return h(
    "button",
    attributes,
    h("span", { class: "entry-day" }, say.of(dayInWords(entry.date))),
    entry.mine.opened ? null : h("span", { class: "entry-new" }, icon("lock"), say.unread),
    school === null ? null : h("span", { class: "entry-school", "data-testid": "entry-school" }, school),
    h("span", { class: "entry-state" }, `${ageInWords(entry.since, view.now)} · ${stateOf(entry)}`),
    ...marksOf(entry).map((mark) => h("span", { class: "entry-state" }, mark)),
    entry.late ? h("span", { class: "entry-late" }, icon("warning"), h("span", {}, say.late)) : null,
  );
}

function stateOf(entry: Entry): string {
  const readers = say.readers(entry.readers);
  if (entry.taken_by !== null) return `${say.takenBy(entry.taken_by)} · ${readers}`;
  return entry.opened_by.length > 0 ? `${say.openedBy(entry.opened_by.join(", "))} · ${readers}` : readers;
}

function marksOf(entry: Entry): readonly string[] {
  const pieces = entry.attachments.map((kind) => say.pieces[kind]);
  const others = [entry.linked.length > 0 ? say.linked : "", entry.held ? say.held : ""].filter((text) => text !== "");
  const erased = entry.erased_on === null || entry.held ? [] : [say.erased(dayInWords(entry.erased_on))];
  return [[say.pupil(entry.sender_mark), ...pieces, ...others].join(" · "), ...erased];
}
