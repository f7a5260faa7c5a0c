/** The conversation on the screen. New things are scrolled to, focus stays where the pupil left it. */

import { h } from "../element";
import type { Choice, Message } from "../net/shapes";
import { chat as say } from "../texts/chat.fr";
import { messageView, ownBubble } from "./message-view";

const MARGIN = 8;

export class Transcript {
  readonly element: HTMLElement;

  constructor(private readonly pick: (choice: Choice) => void) {
    this.element = h("section", { class: "transcript", "aria-label": say.conversation, tabindex: 0, "data-testid": "transcript" });
  }

  /** Shows what the pupil says; the choices before it are over. The bubble comes back, to be marked. */
  own(text: string): HTMLElement {
    const hadFocus = this.endChoices();
    const bubble = ownBubble(text);
    this.element.append(bubble);
    this.scrollTo(this.element.scrollHeight);
    if (hadFocus) bubble.focus({ preventScroll: true });
    return bubble;
  }

  /** Shows what the bot says, from its first line on. */
  bot(messages: readonly Message[]): void {
    this.endChoices();
    const views = messages.map((message) => messageView(message, this.pick));
    this.element.append(...views);
    this.reveal(views[0]);
  }

  /** A line of ours between the bubbles. */
  note(text: string): void {
    this.element.append(h("p", { class: "note" }, text));
  }

  /** Anything else at the end of the conversation; the same element again moves there. */
  last(element: HTMLElement): void {
    this.element.append(element);
    this.reveal(element);
  }

  /** Something quiet at the end of the conversation: nothing scrolls for it. */
  after(element: HTMLElement): void {
    this.element.append(element);
  }

  /** Forgets everything. */
  wipe(): void {
    this.element.replaceChildren();
  }

  /** Scrolls so that what is new is read from its first line, under the pupil's own words when both fit. */
  private reveal(view: HTMLElement | undefined): void {
    if (view === undefined) return;
    const before = (view.previousElementSibling ?? view) as HTMLElement;
    const fits = this.element.scrollHeight - before.offsetTop <= this.element.clientHeight;
    this.scrollTo((fits ? before : view).offsetTop - MARGIN);
  }

  /** Scrolls the conversation only, never the page: the exit stays where it is. A short screen scrolls as one page. */
  private scrollTo(top: number): void {
    const scrollsItself = this.element.scrollHeight > this.element.clientHeight;
    if (scrollsItself) this.element.scrollTop = top;
    else window.scrollTo({ top: top + this.element.offsetTop });
  }

  /** Takes the open choices away, and the offer to give a sentence; whether the focus was on one of them. */
  private endChoices(): boolean {
    const groups = [".choices", ".giving"].flatMap((name) => [...this.element.querySelectorAll(name)]);
    const hadFocus = groups.some((group) => group.contains(document.activeElement));
    for (const group of groups) group.remove();
    return hadFocus;
  }
}
