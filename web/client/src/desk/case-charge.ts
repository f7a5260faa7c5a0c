/** Who takes care of a message, in words, and the acts that change it: taking it, dating a step, agreeing to close. */

import { button, h, type Child } from "../element";
import type { Case } from "../net/case-shapes";
import { dayInWords } from "../texts/days.fr";
import { deskCase } from "../texts/desk-case.fr";
import type { CasePorts } from "./case-ports";
import { nameOf } from "./case-words";
import { field, lineBox } from "./field";
import { dayOf } from "./moments";

const say = deskCase.state;
const acts = deskCase.act;
const MOST_DAYS = 31;

export function chargeOf(state: Case, ports: CasePorts): HTMLElement {
  const isTaken = state.taken_by !== null;
  const look = { class: state.overdue ? "overdue" : isTaken || state.state === "closed" ? "taken" : "untaken" };
  const lines = wordsOf(state, ports.me.id).map((text, place) => h("p", { ...look, "data-testid": place === 0 && isTaken ? "taken" : null }, text));
  const status = h("div", { role: "status", "data-testid": "case-state", "data-state": state.state }, ...lines);
  const refresh = button(say.refresh, "quiet", "case-refresh", () => ports.again());
  const head = h("div", { class: "entries-head" }, h("h3", { class: "part-title", tabindex: -1 }, say.title), refresh);
  return h("div", { class: "charge", "data-testid": "charge" }, head, status, ...actsOf(state, ports));
}

/** The case in sentences, without a colour that would have to be seen. */
export function wordsOf(state: Case, me: string): string[] {
  if (state.state === "closed") return [say.closed];
  const { taken_by: by, handed_to: to, close_asked_by: asked, step_on: on } = state;
  const words = [by === null ? say.opened : by.id === me ? say.mine : say.taken(nameOf(by))];
  if (on !== null) words.push(say.step(dayInWords(on)));
  if (state.overdue) words.push(say.overdue);
  if (to !== null) words.push(to.id === me ? say.handedToMe : say.handed(nameOf(to)));
  if (asked !== null) words.push(say.closeAsked(nameOf(asked)));
  return words;
}

function actsOf(state: Case, ports: CasePorts): Child[] {
  const isMine = state.taken_by?.id === ports.me.id;
  if (state.state === "closed") return [row(button(acts.reopen, "plain", "reopen", () => void ports.act({ act: "reopen" })))];
  const asked = state.close_asked_by;
  return [
    asked === null ? null : row(...answersTo(asked.id, ports)),
    isMine ? null : row(button(acts.take, state.taken_by === null || state.handed_to?.id === ports.me.id ? "main" : "plain", "take", () => void ports.act({ act: "taken" }))),
    isMine ? null : h("p", { class: "soft" }, acts.takeWhy),
    stepForm(state, ports),
  ];
}

function answersTo(askedBy: string, ports: CasePorts): HTMLElement[] {
  const refuse = button(acts.refuse, "plain", "refuse-close", () => void ports.act({ act: "reopen" }));
  if (askedBy === ports.me.id) return [refuse];
  return [button(acts.closeAgree, "main", "agree-close", () => void ports.act({ act: "close" })), refuse];
}

function stepForm(state: Case, ports: CasePorts): HTMLElement {
  const box = lineBox("date", state.step_on ?? "");
  const last = new Date(ports.now().getTime() + MOST_DAYS * 86_400_000);
  box.min = dayOf(ports.now());
  box.max = dayOf(last);
  const complaint = h("p", { class: "complaint", role: "alert" });
  const go = () => {
    complaint.textContent = box.value === "" || box.value < box.min || box.value > box.max ? acts.stepMissing : "";
    if (complaint.textContent === "") void ports.act({ act: "step", on: box.value });
  };
  const asked = field("step-on", acts.stepOn, box);
  return h("fieldset", { class: "inline-form" }, h("legend", {}, acts.step), asked, button(acts.stepGo, "plain", "step-go", go), complaint);
}

function row(...children: HTMLElement[]): HTMLElement {
  return h("div", { class: "row" }, ...children);
}
