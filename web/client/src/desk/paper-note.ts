/** Notes of the team: what colleagues wrote, and a new one. */

import { h } from "../element";
import { deskPapers } from "../texts/desk-papers.fr";
import type { CasePorts } from "./case-ports";
import { nameOf } from "./case-words";
import { field, fold, textBox } from "./field";
import { momentInWords } from "./moments";
import type { OpenPapers, ReadPaper } from "./open-papers";
import { MOST_NOTE } from "./paper-content";
import { paperAct } from "./paper-form";

const say = deskPapers.note;

export class Notes {
  private readonly list = h("div", { class: "papers" });
  private readonly box = textBox(4, MOST_NOTE);
  readonly element: HTMLElement;

  constructor(papers: OpenPapers, ports: CasePorts) {
    const act = paperAct({
      ...{ label: say.go, testid: "note", long: say.long },
      flaw: () => (this.box.value.trim() === "" ? say.empty : null),
      send: () => papers.note(this.box.value.trim(), ports),
      sent: () => (this.box.value = ""),
    });
    this.element = fold("notes", say.title, h("p", { class: "soft" }, say.why), this.list, field("note-text", say.label, this.box), act);
  }

  show(papers: readonly ReadPaper[]): void {
    const notes = papers.filter((paper) => paper.kind === "note");
    this.list.replaceChildren(...(notes.length === 0 ? [h("p", { class: "soft" }, say.none)] : notes.map(paperItem)));
  }
}

/** A note or a reply as it is read. */
export function paperItem({ by, at, text, kind }: ReadPaper): HTMLElement {
  const broken = kind === "reply" ? deskPapers.reply.broken : say.broken;
  const words = h("p", { class: "paper-text", "data-testid": `${kind}-read` }, text ?? broken);
  return h("div", { class: "paper" }, h("p", { class: "soft" }, say.by(nameOf(by), momentInWords(at))), words);
}
