/** « Registre »: who did what, when, in plain words; checked by this browser. */

import { h } from "../element";
import type { Watched } from "./directory-watch";
import { fingerprint } from "../sealed/fingerprint";
import { headOf, type LogEntry } from "../sealed/log";
import { momentInWords } from "../texts/days-desk.fr";
import { keys } from "../texts/desk-keys.fr";
import { fingerprintOf } from "./fingerprint-view";

const say = keys.log;

export function logCard({ directory, flaw, seenBy, isFirst }: Watched): HTMLElement {
  const names = new Map(directory.people.map(({ id, name }) => [id, name]));
  const rows = [...directory.log].reverse().map((entry) => row(entry, names));
  const head = headOf(directory.log);
  const seen = seenBy.map((id) => names.get(id) ?? say.somebody).join(", ");
  return h(
    "section",
    { class: "keys-card", "data-testid": "log" },
    h("h2", { tabindex: -1 }, say.title),
    h("p", { class: "soft" }, say.why),
    flaw === null ? h("p", { class: "checked", role: "status", "data-testid": "log-whole" }, say.whole(directory.log.length)) : null,
    flaw === null && isFirst ? h("p", { class: "soft" }, say.first) : null,
    flaw === null && seen !== "" ? h("p", { class: "soft", "data-testid": "log-seen" }, say.signedBy(seen)) : null,
    head === null ? null : h("p", { class: "label" }, say.head),
    head === null ? null : fingerprintOf(fingerprint(head.hash)),
    rows.length === 0 ? h("p", {}, say.none) : h("ol", { class: "log", role: "list" }, ...rows),
  );
}

function row(entry: LogEntry, names: ReadonlyMap<string, string>): HTMLElement {
  const when = h("span", { class: "soft" }, `${entry.seq}. ${momentInWords(entry.at)}`);
  return h("li", { "data-testid": "log-entry", "data-kind": entry.kind }, when, h("span", {}, sentenceOf(entry, names)));
}

/** What an entry says, with the names of those that the directory knows. */
export function sentenceOf({ kind, subject, body }: LogEntry, names: ReadonlyMap<string, string>): string {
  const who = names.get(subject) ?? say.somebody;
  const by = names.get(body.by ?? "") ?? say.somebody;
  const lock = keys.locks.kinds[body.kind as keyof typeof keys.locks.kinds] ?? "";
  const line = (say.lines as Record<string, ((who: string, by: string, kind: string) => string) | undefined>)[kind];
  return line === undefined ? say.unknown(who, kind) : line(who, by, lock);
}
