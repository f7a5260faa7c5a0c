/**
 * The panel where a pupil reads what becomes of their words. It lies over a conversation that stays as it is, in the same tab: another one
 * would stay behind « Quitter vite ». Waiting is said after a second; words that do not come can be asked for again.
 */

import { button, h } from "../element";
import type { Sleep } from "../net/patience";
import type { NoticeLevel, NoticeSection } from "../net/shapes";
import { notice as say } from "../texts/notice.fr";
import { unbroken } from "../unbroken";

/** What is said of waiting, and after how many milliseconds. */
const WAITING = [
  [1_000, say.loading],
  [7_000, say.slow],
] as const;

export interface NoticePorts {
  load(level: NoticeLevel): Promise<readonly NoticeSection[]>;
  readonly sleep: Sleep;
  close(): void;
}

export class NoticePanel {
  readonly element: HTMLElement;
  private readonly title = h("h2", { tabindex: -1, class: "panel-title" }, say.title);
  private readonly status = h("p", { class: "notice-status", role: "status", "data-testid": "notice-status" });
  private readonly words = h("div", { class: "notice", "data-testid": "notice" });
  private level: NoticeLevel | null = null;
  /** Counts what was asked for: only the last of it is shown. */
  private asked = 0;

  constructor(private readonly ports: NoticePorts) {
    const back = button(say.back, "quiet", "notice-close", () => ports.close());
    this.element = h("section", { class: "panel", "data-testid": "notice-panel" }, back, this.title, this.status, this.words);
  }

  /** Shows the words of that level, in place of those of another one. */
  async read(level: NoticeLevel): Promise<void> {
    if (level === this.level) return;
    this.level = level;
    await this.load(level);
  }

  private async load(level: NoticeLevel): Promise<void> {
    const asked = (this.asked += 1);
    const isAwaited = () => this.asked === asked;
    this.words.replaceChildren();
    for (const [wait, text] of WAITING) void this.ports.sleep(wait).then(() => isAwaited() && this.tell(text));
    const shown = await this.ports.load(level).then(
      (sections) => this.whole(sections),
      () => this.trouble(level),
    );
    if (!isAwaited()) return;
    this.asked += 1;
    this.tell("");
    this.words.replaceChildren(...shown);
  }

  private tell(text: string): void {
    this.status.textContent = text;
  }

  private whole(sections: readonly NoticeSection[]): readonly HTMLElement[] {
    return [...sections.map(sectionOf), button(say.back, "plain", "notice-close-end", () => this.ports.close())];
  }

  private trouble(level: NoticeLevel): readonly HTMLElement[] {
    const retry = () => {
      this.title.focus();
      void this.load(level);
    };
    return [h("p", { role: "alert", "data-testid": "notice-trouble" }, say.notCome), button(say.retry, "main", "notice-retry", retry)];
  }
}

function sectionOf({ title, paragraphs, points }: NoticeSection): HTMLElement {
  const list = points.length === 0 ? null : h("ul", {}, ...points.map((point) => h("li", {}, unbroken(point))));
  return h("section", { class: "notice-section" }, h("h3", {}, unbroken(title)), ...paragraphs.map((said) => h("p", {}, unbroken(said))), list);
}
