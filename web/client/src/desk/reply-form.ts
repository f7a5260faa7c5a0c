/** Answering the pupil: a reviewed sentence with its place and hour, or a free text with what it must not hold; read again before it goes. */

import { h } from "../element";
import { tick } from "../handoff/step";
import { MOST_REPLY } from "../sealed/reply";
import { deskPapers } from "../texts/desk-papers.fr";
import type { CasePorts } from "./case-ports";
import { choiceBox, field, fold, lineBox, textBox } from "./field";
import { dayOf } from "./moments";
import type { OpenPapers, ReadPaper } from "./open-papers";
import { paperAct, type Flaw } from "./paper-form";
import { paperItem } from "./paper-note";
import { SENTENCES, isWhole, quotes, sentenceWith, type SentenceId } from "./reply-words";

const say = deskPapers.reply;
const FREE = "free";

export class ReplyForm {
  private readonly which = choiceBox(say.choose, [...SENTENCES.map((id) => [id, say.titles[id]] as const), [FREE, say.free]]);
  private readonly place = choiceBox("", say.places.map((place) => [place, place] as const));
  private readonly day = lineBox("date");
  private readonly hour = lineBox("time");
  private readonly text = textBox(4, MOST_REPLY);
  private readonly fields: Record<"place" | "day" | "hour" | "text", HTMLElement>;
  private readonly preview = h("p", { class: "paper-text", "data-testid": "reply-preview" });
  private readonly sent = h("div", { class: "papers" });
  private readonly reread = h("div", {});
  private isReread = false;
  readonly element: HTMLElement;

  constructor(private readonly words: string, papers: OpenPapers, ports: CasePorts) {
    this.day.min = dayOf(ports.now());
    const text = h("div", {}, field("reply-text", say.text, this.text), h("p", { class: "warning" }, say.warning));
    this.fields = { place: field("reply-place", say.place, this.place), day: field("reply-day", say.day, this.day), hour: field("reply-hour", say.hour, this.hour), text };
    const act = paperAct({
      ...{ label: say.go, testid: "reply", long: say.long },
      flaw: () => this.flaw,
      send: () => papers.reply(this.said, ports),
      sent: () => this.clear(),
    });
    const shown = h("div", { class: "preview", "aria-live": "polite" }, h("h4", {}, say.preview), this.preview);
    const body = [field("reply-which", say.which, this.which), ...Object.values(this.fields), shown, this.reread, act];
    this.element = fold("reply", say.title, h("p", { class: "soft" }, say.why), this.sent, ...body);
    for (const box of [this.which, this.place, this.day, this.hour, this.text]) box.addEventListener("input", () => this.draw());
    this.draw();
  }

  show(papers: readonly ReadPaper[]): void {
    const replies = papers.filter((paper) => paper.kind === "reply");
    this.sent.replaceChildren(...(replies.length === 0 ? [] : [h("h4", {}, say.sent), ...replies.map(paperItem)]));
  }

  private get sentence(): SentenceId | null {
    return SENTENCES.find((id) => id === this.which.value) ?? null;
  }

  private get said(): string {
    const { sentence } = this;
    if (sentence === null) return this.which.value === FREE ? this.text.value.trim() : "";
    const choice = { place: this.place.value, day: this.day.value, hour: this.hour.value };
    return isWhole(sentence, choice) ? sentenceWith(sentence, choice) : "";
  }

  private get flaw(): Flaw {
    if (this.said === "") return say.missing;
    if (this.sentence === null && quotes(this.said, this.words)) return say.betrays;
    return this.isReread ? null : say.notReread;
  }

  private clear(): void {
    this.which.value = "";
    this.text.value = "";
    this.draw();
  }

  private draw(): void {
    const { sentence } = this;
    this.fields.place.hidden = sentence !== "meet" && sentence !== "come";
    this.fields.day.hidden = this.fields.hour.hidden = sentence !== "meet";
    this.fields.text.hidden = this.which.value !== FREE;
    this.preview.textContent = this.said;
    this.isReread = false;
    this.reread.replaceChildren(tick([say.reread], false, "reply-reread", (on) => (this.isReread = on)));
  }
}
