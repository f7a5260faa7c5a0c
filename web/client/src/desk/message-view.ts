/** One opened message: the pupil's words, what follows them, who takes care, the team's papers, the history, a copy for a report. */

import { button, h } from "../element";
import type { Case, Entry, SealedEntry } from "../net/case-shapes";
import type { Opened } from "../opening";
import { deskCase } from "../texts/desk-case.fr";
import { dayInWords } from "../texts/days.fr";
import { desk } from "../texts/desk.fr";
import { chargeOf } from "./case-charge";
import { copyPage } from "./case-copy";
import { historyOf } from "./case-history";
import { moreActs, neighbours } from "./case-more";
import { CasePieces } from "./case-pieces";
import type { CasePorts } from "./case-ports";
import { fold } from "./field";
import { foldable } from "./folding";
import { paperDates, paperWarning } from "./on-paper";
import { OpenPapers } from "./open-papers";
import { Notes } from "./paper-note";
import { duties, pane } from "./reading-pane";
import { redrawIfOther } from "./redrawing";
import { ReplyForm } from "./reply-form";
import { SheetForm } from "./sheet-form";

const say = desk.reading;

export interface ViewPorts extends CasePorts {
  readonly folded: boolean;
  close(): void;
  print(): void;
}

export class MessageView {
  private readonly complaint = h("p", { class: "complaint", role: "alert", "data-testid": "case-complaint" });
  private readonly charge = h("div", {});
  private readonly near = h("div", {});
  private readonly more = h("div", {});
  private readonly history = h("div", {});
  private readonly dates = h("div", {});
  private readonly papers: OpenPapers;
  private readonly notes: Notes;
  private readonly sheet: SheetForm;
  private readonly reply: ReplyForm;
  private readonly pieces: CasePieces;
  private state: Case;
  readonly element: HTMLElement;

  constructor(private readonly opened: Opened, private readonly sealed: SealedEntry, private readonly ports: ViewPorts) {
    this.state = sealed;
    this.papers = new OpenPapers(opened);
    this.pieces = new CasePieces(opened, sealed.attachments, ports, ports.folded);
    this.notes = new Notes(this.papers, ports);
    this.sheet = new SheetForm(opened.text, this.papers, ports);
    this.reply = new ReplyForm(opened.text, this.papers, ports);
    this.element = pane(...this.head(), ...this.body(), duties());
    this.show(sealed);
  }

  /** The case as it is now; what is being written stays. */
  show(state: Case): void {
    this.state = state;
    const held = this.element.contains(document.activeElement) && [this.charge, this.more].some((part) => part.contains(document.activeElement));
    const { id } = this.opened.header;
    this.complaint.textContent = "";
    redrawIfOther(this.charge, chargeOf(state, this.ports));
    this.near.replaceChildren(...[neighbours(id, this.ports)].filter((one) => one !== null));
    redrawIfOther(this.more, moreActs(state, id, this.ports));
    redrawIfOther(this.history, historyOf(state));
    this.dates.replaceChildren(paperDates(state, this.ports.now()));
    void this.papers.of(state.papers).then((papers) => [this.notes, this.sheet, this.reply].forEach((part) => part.show(papers)));
    if (held && !this.element.contains(document.activeElement)) this.charge.querySelector<HTMLElement>("h3[tabindex]")?.focus();
  }

  complain(text: string): void {
    this.complaint.textContent = text;
    this.complaint.scrollIntoView({ block: "nearest" });
  }

  end(): void {
    this.pieces.end();
  }

  private get entry(): Entry | undefined {
    return this.ports.entries().find((one) => one.id === this.opened.header.id);
  }

  private head(): (HTMLElement | null)[] {
    const { print, close } = this.ports;
    return [
      h("h2", { tabindex: -1 }, desk.list.of(dayInWords(this.opened.header.date))),
      paperWarning(),
      h("p", { class: "warning", "data-testid": "session-warning" }, say.session),
      this.entry?.damaged === true ? h("p", { class: "soft" }, say.damaged) : null,
      this.sealed.joined ? h("p", { class: "soft" }, say.joined) : null,
      h("h3", { class: "part-title" }, say.words),
      foldable(this.opened.text, this.ports.folded),
      h("div", { class: "row" }, button(say.print, "plain", "print", print), button(say.close, "quiet", "close", close)),
    ];
  }

  private body(): (HTMLElement | null)[] {
    const copy = deskCase.copy;
    const make = button(copy.go, "plain", "copy", () => void this.copy());
    return [
      this.dates,
      this.pieces.element,
      this.complaint,
      this.charge,
      this.near,
      this.reply.element,
      this.notes.element,
      this.sheet.element,
      fold("more", deskCase.act.more, this.more),
      fold("events", deskCase.history.title, this.history),
      fold("copy-part", copy.title, h("p", { class: "soft" }, copy.why), h("div", { class: "row" }, make)),
    ];
  }

  /** Noted first: a copy that the group does not see is not made. */
  private async copy(): Promise<void> {
    if (!(await this.ports.act({ act: "exported" }))) return;
    const { me } = this.ports;
    const school = me.schools.find((one) => one.id === this.opened.header.school)?.name ?? this.opened.header.school;
    const facts = { opened: this.opened, state: this.state, armour: this.sealed.armour, school, by: me.name, now: this.ports.now() };
    this.ports.keep(deskCase.copy.file(this.opened.header.id), await copyPage(facts));
  }
}
