/**
 * What was said in this session, in order, kept in the page's memory only: a pupil may join it to a message.
 *
 * What a pupil said is there once it was answered; the numbers and the choices shown are not.
 */

import type { Answer } from "../net/shapes";
import { handoff } from "../texts/handoff.fr";

const { me, assistant } = handoff.pieces;

export class Spoken {
  private readonly lines: string[] = [];
  private hasOwn = false;

  /** The pupil said so, and was answered. */
  own(text: string): void {
    this.lines.push(me + text);
    this.hasOwn = true;
  }

  bot({ messages }: Answer): void {
    for (const text of messages.flatMap((message) => message.texts)) this.lines.push(assistant + text);
  }

  /** The conversation as plain text; empty as long as the pupil has said nothing. */
  get text(): string {
    return this.hasOwn ? this.lines.join("\n\n") : "";
  }

  forget(): void {
    this.lines.length = 0;
    this.hasOwn = false;
  }
}
