/** The follow-up sheet: facts in the pupil's words, steps, the shared-concern method, what came of it. The last version holds. */

import { button, h } from "../element";
import { tick } from "../handoff/step";
import { deskPapers } from "../texts/desk-papers.fr";
import type { CasePorts } from "./case-ports";
import { nameOf } from "./case-words";
import { choiceBox, field, fold, textBox } from "./field";
import { momentInWords } from "./moments";
import type { OpenPapers, ReadPaper } from "./open-papers";
import { MOST_NOTE, type Sheet } from "./paper-content";
import { paperAct } from "./paper-form";
import { SheetSteps } from "./sheet-steps";

const say = deskPapers.sheet;
type Concern = keyof typeof say.concernSteps;
const CONCERN = Object.keys(say.concernSteps) as Concern[];

export class SheetForm {
  private readonly last = h("p", { class: "soft", "data-testid": "follow-up-last" }, say.none);
  private readonly facts = textBox(5, MOST_NOTE);
  private readonly outcome = textBox(3, MOST_NOTE);
  private readonly steps = new SheetSteps();
  private readonly concern = h("div", {});
  private readonly versions = choiceBox(say.noVersion, []);
  private readonly versionsRow = field("follow-up-version", say.version, this.versions);
  private ticked = new Set<string>();
  private sheets: readonly ReadPaper[] = [];
  /** What the fields held when they were last filled: anything else is being written. */
  private filled = "";
  readonly element: HTMLElement;

  constructor(words: string, papers: OpenPapers, ports: CasePorts) {
    const copy = button(say.copy, "plain", "follow-up-copy", () => (this.facts.value = say.quoted(words.trim()).slice(0, MOST_NOTE)));
    const facts = [field("follow-up-facts", say.facts, this.facts), h("p", { class: "soft" }, say.factsHelp), copy];
    const method = h("fieldset", { class: "inline-form" }, h("legend", {}, say.concern), h("p", { class: "soft" }, say.concernWhy), this.concern);
    const act = paperAct({
      ...{ label: say.go, testid: "follow-up", long: say.long },
      flaw: () => (this.isEmpty ? say.empty : null),
      send: () => papers.sheet(this.sheet, ports),
      sent: () => undefined,
    });
    this.versionsRow.hidden = true;
    this.versions.addEventListener("change", () => this.take(this.versions.value));
    const body = [h("p", { class: "soft" }, say.why), this.last, this.versionsRow, ...facts, this.steps.element, method, field("follow-up-outcome", say.outcome, this.outcome), act];
    this.element = fold("follow-up", say.title, ...body);
    this.fill({ facts: "", steps: [{ what: "", who: "", on: "", done: false }], concern: [], outcome: "" });
  }

  /** The last sheet; what is being written is never replaced, a colleague's newer version is then told of. */
  show(papers: readonly ReadPaper[]): void {
    const sheets = papers.filter((paper) => paper.kind === "sheet");
    const last = sheets[sheets.length - 1];
    if (last === undefined || last.id === this.sheets[this.sheets.length - 1]?.id) return;
    this.sheets = sheets;
    this.drawVersions();
    const written = this.written;
    const mine = last.sheet !== null && JSON.stringify(last.sheet) === written;
    if (written === this.filled || mine) this.take(last.id);
    else this.last.textContent = say.newer(nameOf(last.by), momentInWords(last.at));
  }

  private drawVersions(): void {
    const lines = this.sheets.map((one, place) => h("option", { value: one.id }, say.last(nameOf(one.by), momentInWords(one.at), place + 1)));
    this.versions.replaceChildren(...lines);
    this.versionsRow.hidden = false;
  }

  /** Shows a version in the fields: saved again, it becomes the last one. */
  private take(id: string): void {
    const place = this.sheets.findIndex((one) => one.id === id);
    const taken = this.sheets[place];
    if (taken === undefined) return;
    this.versions.value = id;
    this.last.textContent = taken.sheet === null ? say.broken : say.last(nameOf(taken.by), momentInWords(taken.at), place + 1);
    if (taken.sheet !== null) this.fill(taken.sheet);
  }

  private get written(): string {
    return JSON.stringify(this.sheet);
  }

  private get sheet(): Sheet {
    const concern = CONCERN.filter((id) => this.ticked.has(id));
    return { facts: this.facts.value.trim(), steps: this.steps.steps, concern, outcome: this.outcome.value.trim() };
  }

  private get isEmpty(): boolean {
    const { facts, steps, concern, outcome } = this.sheet;
    return facts === "" && outcome === "" && steps.length === 0 && concern.length === 0;
  }

  private fill(sheet: Sheet): void {
    this.facts.value = sheet.facts;
    this.outcome.value = sheet.outcome;
    this.steps.show(sheet.steps);
    this.ticked = new Set(sheet.concern);
    this.concern.replaceChildren(...CONCERN.map((id) => this.concernTick(id)));
    this.filled = this.written;
  }

  private concernTick(id: Concern): HTMLElement {
    const change = (on: boolean) => void (on ? this.ticked.add(id) : this.ticked.delete(id));
    return tick([say.concernSteps[id]], this.ticked.has(id), `concern-${id}`, change);
  }
}
