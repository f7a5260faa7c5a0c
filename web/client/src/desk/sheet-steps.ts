/** The dated steps of a follow-up sheet: what, who, when, done. */

import { button, h } from "../element";
import { tick } from "../handoff/step";
import { deskPapers } from "../texts/desk-papers.fr";
import { field, lineBox } from "./field";
import type { SheetStep } from "./paper-content";

const say = deskPapers.sheet;
const MOST_STEPS = 20;
const MOST_LINE = 300;

export class SheetSteps {
  private rows: (() => SheetStep)[] = [];
  private readonly list = h("div", { class: "steps" });
  readonly element: HTMLElement;

  constructor() {
    const add = button(say.add, "plain", "follow-up-add", () => this.add({ what: "", who: "", on: "", done: false }));
    this.element = h("fieldset", { class: "inline-form" }, h("legend", {}, say.steps), this.list, add);
  }

  /** What is written, lines left empty not counted. */
  get steps(): readonly SheetStep[] {
    return this.rows.map((read) => read()).filter((step) => step.what !== "" || step.who !== "" || step.on !== "");
  }

  show(steps: readonly SheetStep[]): void {
    this.rows = [];
    this.list.replaceChildren();
    for (const step of steps) this.add(step);
  }

  private add(step: SheetStep): void {
    const place = this.rows.length + 1;
    if (place > MOST_STEPS) return;
    const what = lineBox("text", step.what);
    const who = lineBox("text", step.who);
    const on = lineBox("date", step.on);
    let done = step.done;
    for (const box of [what, who]) box.maxLength = MOST_LINE;
    this.rows.push(() => ({ what: what.value.trim(), who: who.value.trim(), on: on.value, done }));
    const isDone = tick([say.done], done, `follow-up-${place}-done`, (is) => (done = is));
    const fields = [field(`follow-up-${place}-what`, say.what, what), field(`follow-up-${place}-who`, say.who, who), field(`follow-up-${place}-on`, say.on, on)];
    this.list.append(h("fieldset", { class: "sheet-step" }, h("legend", {}, say.step(place)), ...fields, isDone));
  }
}
