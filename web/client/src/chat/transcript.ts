/** The conversation on the screen. New things are scrolled to, focus stays where the pupil left it. */

import { h } from "../element";
import type { Choice, Message } from "../net/shapes";
import { chat as say } from "../texts/chat.fr";
import { messageView, ownBubble } from "./message-view";

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
    bubble.scrollIntoView({ block: "end" });
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
    this.element.scrollTop = this.element.scrollHeight;
  }

  /** Forgets everything. */
  wipe(): void {
    this.element.replaceChildren();
  }

  private reveal(view: HTMLElement | undefined): void {
    if (view === undefined) return;
    const before = view.previousElementSibling ?? view;
    const fits = this.element.scrollHeight - (before as HTMLElement).offsetTop <= this.element.clientHeight;
    (fits ? before : view).scrollIntoView({ block: "start" });
  }

  /** Takes the open choices away; whether the focus was on one of them. */
  private endChoices(): boolean {
    const groups = [...this.element.querySelectorAll(".choices")];
    const hadFocus = groups.some((group) => group.contains(document.activeElement));
    for (const group of groups) group.remove();
    return hadFocus;
  }
}
