/** The acts that are rarer: handing over, closing, linking, keeping past its date. */

import { button, h, type Child } from "../element";
import type { Case, CaseReader, Entry } from "../net/case-shapes";
import { dayInWords } from "../texts/days.fr";
import { deskCase } from "../texts/desk-case.fr";
import { desk } from "../texts/desk.fr";
import type { CasePorts } from "./case-ports";
import { choiceBox, field } from "./field";

const say = deskCase.act;

export function moreActs(state: Case, id: string, ports: CasePorts): HTMLElement {
  const parts = state.state === "closed" ? [] : [handOver(state, ports), closing(state, ports)];
  return h("div", { class: "part-body" }, ...parts, linking(id, ports), holding(state, ports));
}

function handOver(state: Case, ports: CasePorts): HTMLElement {
  const colleagues = state.readers.filter((reader) => reader.id !== ports.me.id);
  if (colleagues.length === 0) return h("p", { class: "soft" }, say.handNobody);
  const box = choiceBox("", colleagues.map((reader) => [reader.id, colleagueInWords(reader)] as const));
  const go = () => {
    if (box.value !== "") void ports.act({ act: "hand-over", to: box.value });
  };
  return group(say.hand, field("hand-to", say.handTo, box), button(say.handGo, "plain", "hand-go", go));
}

function colleagueInWords({ name, away_until: until }: CaseReader): string {
  return until === null ? name : say.away(name, dayInWords(until));
}

function closing(state: Case, ports: CasePorts): HTMLElement | null {
  if (state.close_asked_by !== null) return null;
  const alone = state.readers.length === 1;
  const go = button(alone ? say.closeAlone : say.close, "plain", "ask-close", () => void ports.act({ act: "close" }));
  return group(alone ? say.closeAlone : say.close, h("p", { class: "soft" }, alone ? say.closeAloneWhy : say.closeWhy), go);
}

function linking(id: string, ports: CasePorts): HTMLElement | null {
  const entries = ports.entries();
  const mine = entries.find((entry) => entry.id === id);
  const others = entries.filter((entry) => entry.id !== id && !(mine?.linked ?? []).includes(entry.id));
  if (others.length === 0) return null;
  const box = choiceBox("", others.map((entry) => [entry.id, lineOf(entry)] as const));
  const go = () => {
    if (box.value !== "") void ports.act({ act: "link", other: box.value });
  };
  return group(say.link, field("link-to", say.linkTo, box), button(say.linkGo, "plain", "link-go", go));
}

function holding({ hold, hold_says: said }: Case, ports: CasePorts): HTMLElement {
  const words = deskCase.hold;
  const keep = hold === "held" ? null : button(words.hold[hold], "plain", "hold", () => void ports.act({ act: "hold" }));
  const give = hold === "none" ? null : button(words.release[hold], "quiet", "release", () => void ports.act({ act: "release" }));
  const state = h("p", { "data-testid": "hold-state", "data-hold": hold }, said ?? words.state[hold]);
  return group(words.title, h("p", { class: "soft" }, words.why), state, keep, give);
}

/** The other messages that have to do with this one, each one tap away. */
export function neighbours(id: string, ports: CasePorts): HTMLElement | null {
  const entries = ports.entries();
  const mine = entries.find((entry) => entry.id === id);
  if (mine === undefined) return null;
  const linked = entries.filter((entry) => mine.linked.includes(entry.id));
  const same = entries.filter((entry) => entry.id !== id && entry.sender_mark === mine.sender_mark && !linked.includes(entry));
  if (linked.length + same.length === 0) return null;
  const lists = [listOf(say.linked, "linked", linked, ports), listOf(say.samePupil, "same-pupil", same, ports)];
  return h("div", { class: "neighbours", "data-testid": "neighbours" }, ...lists, h("p", { class: "soft" }, say.samePupilWhy));
}

function listOf(title: string, testid: string, entries: readonly Entry[], ports: CasePorts): HTMLElement | null {
  if (entries.length === 0) return null;
  const rows = entries.map((entry) => h("li", {}, button(lineOf(entry), "quiet", testid, () => ports.pick(entry.id))));
  return h("div", {}, h("h3", { class: "part-title" }, title), h("ul", { role: "list" }, ...rows));
}

function lineOf(entry: Entry): string {
  return say.line(dayInWords(entry.date), entry.sender_mark, desk.list.groups[entry.state]);
}

function group(title: string, ...children: readonly Child[]): HTMLElement {
  return h("fieldset", { class: "inline-form" }, h("legend", {}, title), ...children);
}
