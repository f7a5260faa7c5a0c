/**
 * The pupil's own first words about what happens, kept in the page's memory only: what the composer starts from.
 *
 * They are what the pupil had just written when the bot first offered to write to the adults.
 */

import type { Answer } from "../net/shapes";

export class OwnWords {
  private offered: string | null = null;

  /** Hears what the pupil wrote and what the bot answered to it. */
  hear(text: string, answer: Answer): void {
    const offers = answer.messages.some((message) => message.buttons.some((choice) => choice.handoff));
    if (offers && this.offered === null) this.offered = text;
  }

  /** The words were of a session that is over. */
  forget(): void {
    this.offered = null;
  }

  /** The words, or nothing. */
  get first(): string {
    return this.offered ?? "";
  }
}
