/** « Qui a une clé »: each person of the group, their key's fingerprint, who confirmed it, and what one may do about it. */

import { button, h } from "../element";
import type { Colleague, Directory } from "../net/desk-keys-api";
import { instantInWords } from "../texts/days-desk.fr";
import { dayInWords } from "../texts/days.fr";
import { keys } from "../texts/desk-keys.fr";
import { confirming, type Viewer } from "./directory-rules";
import { fingerprintOf } from "./fingerprint-view";

const say = keys.people;
const LEAST = 2;

/** Somebody of the directory, with the fingerprint that this browser worked out. */
export interface Shown {
  readonly person: Colleague;
  readonly fingerprint: string;
}

export interface PeopleActs {
  confirm(shown: Shown): void;
  left(person: Colleague): void;
  refresh(): void;
  print(): void;
}

/** `acts` null: something is wrong with the register, and nothing can be done here. */
export function peopleCard(viewer: Viewer, directory: Directory, shown: readonly Shown[], acts: PeopleActs | null): HTMLElement {
  const { people } = directory;
  const rows = shown.map((one) => row(viewer, one, people, acts));
  const heading = h("div", { class: "entries-head" }, h("h2", {}, say.title), acts === null ? null : button(say.refresh, "quiet", "people-refresh", acts.refresh));
  const print = acts === null || rows.length === 0 ? null : h("p", { class: "row" }, button(say.print, "plain", "print-fingerprints", acts.print));
  const list = rows.length === 0 ? h("p", {}, say.none) : h("ul", { class: "people", role: "list" }, ...rows);
  return h("section", { class: "keys-card", "data-testid": "people" }, heading, ...counts(directory), list, print);
}

function counts({ people, members_known }: Directory): (HTMLElement | null)[] {
  const there = people.filter(({ left }) => !left);
  const missing = members_known === null ? 0 : members_known - there.length;
  const alive = there.filter(({ counted, offered }) => counted && offered).length;
  return [
    alive < LEAST && there.some(({ counted }) => counted) ? h("p", { class: "notice", "data-testid": "few" }, say.few) : null,
    missing > 0 ? h("p", { class: "soft", "data-testid": "missing" }, say.missing(missing)) : null,
  ];
}

function row(viewer: Viewer, { person, fingerprint }: Shown, people: readonly Colleague[], acts: PeopleActs | null): HTMLElement {
  const self = person.id === viewer.id ? h("span", { class: "soft" }, ` (${say.you})`) : null;
  const name = h("p", { class: "person-name", "data-testid": "person-name" }, h("strong", {}, person.name), self, badge(person));
  const facts = factsOf(person).map((text) => h("p", { class: "soft" }, text));
  const acting = acts === null || person.left ? null : actsOf(viewer, { person, fingerprint }, people, acts);
  const job = person.function === null ? null : h("p", { class: "soft" }, person.function);
  const attributes = { class: "person", "data-testid": "person", "data-referent": person.id, "data-counted": String(person.counted) };
  return h("li", attributes, name, job, person.left ? null : fingerprintOf(fingerprint), ...facts, acting);
}

function badge({ counted, left }: Colleague): HTMLElement {
  const text = left ? say.left : counted ? say.counted : say.waiting;
  return h("span", { class: "badge", "data-state": left ? "left" : counted ? "counted" : "waiting" }, text);
}

function factsOf(person: Colleague): string[] {
  if (person.left) return [];
  const by = person.countersigned_by.map(({ name }) => name).join(", ");
  return [
    by === "" ? say.notConfirmed : say.confirmedBy(by),
    ...(person.exercised_at === null ? [] : [say.exercised(instantInWords(person.exercised_at))]),
    ...(person.counted && !person.offered ? [say.notOffered] : []),
    ...(person.absent === null ? [] : [say.absent(dayInWords(person.absent.until))]),
  ];
}

function actsOf(viewer: Viewer, shown: Shown, people: readonly Colleague[], acts: PeopleActs): HTMLElement {
  const { person } = shown;
  const may = confirming(viewer, person, people);
  const maySayLeft = person.id !== viewer.id && viewer.counted;
  return h(
    "div",
    { class: "row" },
    may === "may" ? button(keys.people.confirm, "main", "confirm-key", () => acts.confirm(shown)) : null,
    may === "administrator" ? h("p", { class: "soft" }, keys.confirm.administrator) : null,
    may === "done" && !person.counted ? h("p", { class: "soft", "data-testid": "confirmed-by-me" }, say.confirmedByYou) : null,
    maySayLeft ? button(say.leaves, "quiet", "left", () => acts.left(person)) : null,
  );
}
