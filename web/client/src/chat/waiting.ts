/**
 * What is shown while a turn is under way. Honest: nothing for the first second, then that the answer is being looked
 * for, later that it is slow; when the connection is lost or the pupil goes too fast, that the words are kept and when
 * they go out by themselves. The seconds are counted down on the screen, and said aloud once.
 */

import { button, h } from "../element";
import type { Refused } from "../net/request";
import { chat as say } from "../texts/chat.fr";
import { cardList } from "./cards";

const VISIBLE_AFTER = 1_000;
const SLOW_AFTER = 7_000;
const SECOND = 1_000;

export class Waiting {
  private timers: ReturnType<typeof setTimeout>[] = [];
  private shown: HTMLElement | null = null;
  /** Whether what goes on has been said and told until when: what the pupil writes meanwhile changes nothing of it. */
  private isHeld = false;

  constructor(
    private readonly place: (element: HTMLElement) => void,
    private readonly announce: (text: string) => void,
  ) {}

  /** A turn is under way. */
  begin(text: string = say.thinking): void {
    if (this.isHeld && this.shown !== null) {
      this.place(this.shown);
      return;
    }
    this.end();
    this.timers = [
      setTimeout(() => this.show(dots(text), text), VISIBLE_AFTER),
      setTimeout(() => this.show(dots(say.slow), say.slow), SLOW_AFTER),
    ];
  }

  /** It could not go through; it is tried again by itself, and `until` says when. */
  trying(milliseconds: number, why: Refused | null, until: (seconds: number) => string = say.waiting): void {
    const text = (seconds: number) => (why === null ? say.lost(seconds) : `${why.message} ${until(seconds)}`);
    const seconds = Math.max(1, Math.round(milliseconds / SECOND));
    const element = trouble("turn-waiting", text(seconds), why, []);
    this.hold(element, text(seconds));
    this.timers = Array.from({ length: seconds }, (_, gone) => {
      const left = seconds - gone - 1;
      return setTimeout(() => this.count(element, left, text(left)), (gone + 1) * SECOND);
    });
  }

  /** The browser does what web asked first; the numbers to call are there meanwhile. */
  working(why: Refused): void {
    this.hold(trouble("working", why.message, why, []), why.message);
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

  private hold(element: HTMLElement, text: string): void {
    this.end();
    this.show(element, text);
    this.isHeld = true;
  }

  /** A second less to wait; at none left the answer is on its way. */
  private count(element: HTMLElement, left: number, text: string): void {
    this.isHeld = left > 0;
    if (left > 0) element.querySelector("p")?.replaceChildren(text);
    else this.begin();
  }

  end(): void {
    this.isHeld = false;
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
