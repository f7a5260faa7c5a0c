/**
 * What is shown while a turn is under way. Honest: nothing for the first second, then that the answer is being looked
 * for, later that it is slow; when the connection is lost, that the words are kept and when they are tried again.
 */

import { button, h } from "../element";
import type { Refused } from "../net/request";
import { chat as say } from "../texts/chat.fr";
import { cardList } from "./cards";

const VISIBLE_AFTER = 1_000;
const SLOW_AFTER = 7_000;

export class Waiting {
  private timers: ReturnType<typeof setTimeout>[] = [];
  private shown: HTMLElement | null = null;

  constructor(
    private readonly place: (element: HTMLElement) => void,
    private readonly announce: (text: string) => void,
  ) {}

  /** A turn is under way. */
  begin(text: string = say.thinking): void {
    this.end();
    this.timers = [
      setTimeout(() => this.show(dots(text), text), VISIBLE_AFTER),
      setTimeout(() => this.show(dots(say.slow), say.slow), SLOW_AFTER),
    ];
  }

  /** The turn could not go through; it is tried again by itself. */
  trying(milliseconds: number, why: Refused | null): void {
    const seconds = Math.round(milliseconds / 1_000);
    const text = why === null ? say.lost(seconds) : `${why.message} ${say.waiting(seconds)}`;
    this.end();
    this.show(trouble("turn-waiting", text, why, []), text);
  }

  /** The assistant itself did not open. */
  notOpened(why: Refused | null, retry: () => void): void {
    const text = why?.message || `${say.notOpened} ${say.byPhone}`;
    this.end();
    this.show(trouble("not-opened", text, why, [button(say.retry, "main", "turn-retry", retry)]), text);
  }

  /** The turn is kept here until the pupil asks again. */
  stalled(why: Refused | null, retry: () => void): void {
    const text = why === null ? `${say.stalled} ${say.byPhone}` : `${why.message} ${say.stalled}`;
    this.end();
    const ways: HTMLElement[] = [button(say.retry, "main", "turn-retry", retry)];
    if (why?.code === "session_over") ways.push(ownTab());
    this.show(trouble("turn-stalled", text, why, ways), text);
  }

  end(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers = [];
    this.shown?.remove();
    this.shown = null;
  }

  private show(element: HTMLElement, text: string): void {
    this.shown?.remove();
    this.shown = element;
    this.place(element);
    this.announce(text);
  }
}

function dots(text: string): HTMLElement {
  const moving = h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
  return h("p", { class: "waiting", "data-testid": "waiting" }, moving, h("span", {}, text));
}

function trouble(testid: string, text: string, why: Refused | null, ways: readonly HTMLElement[]): HTMLElement {
  const cards = why === null || why.helplines.length === 0 ? null : cardList(why.helplines);
  const row = ways.length === 0 ? null : h("div", { class: "row" }, ...ways);
  return h("div", { class: "trouble", "data-testid": testid }, h("p", {}, text), row, cards);
}

/** A browser that gives a frame no cookie may give one to a page of its own. */
function ownTab(): HTMLElement {
  return h("a", { class: "button button-plain", href: "/assistant", target: "_blank" }, say.ownTab);
}
