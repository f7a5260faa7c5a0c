/** The button that writes what is said, beside the writing box: there only where it stays on this device, and nothing is sent by itself. */

import type { Dictation } from "../display/dictation";
import { h } from "../element";
import { icon } from "../icon";
import { chat as say } from "../texts/chat.fr";

/** The writing box, as far as dictation goes. */
export interface DictatedBox {
  text(): string;
  write(text: string): void;
  focus(): void;
}

export class Dictating {
  readonly button = h(
    "button",
    { type: "button", class: "dictate", "aria-pressed": "false", "aria-label": say.dictate, title: say.dictate, hidden: true, "data-testid": "dictate", onclick: () => this.press() },
    icon("microphone"),
  );
  readonly status = h("p", { class: "dictating", role: "status", "data-testid": "dictating" });
  private dictation: Dictation | null = null;
  private hushAloud: () => void = () => undefined;

  constructor(private readonly box: DictatedBox) {}

  /** Shows the button if this device can. `hushAloud`: what is read aloud must not be written. */
  async offer(dictation: Dictation, hushAloud: () => void): Promise<void> {
    if (!(await dictation.isThere())) return;
    this.dictation = dictation;
    this.hushAloud = hushAloud;
    this.button.hidden = false;
    this.button.ownerDocument.addEventListener("visibilitychange", () => document.hidden && this.stop());
  }

  /** At once. */
  stop(): void {
    this.dictation?.stop();
  }

  private press(): void {
    if (this.button.getAttribute("aria-pressed") === "true") this.dictation?.finish();
    else this.begin();
  }

  private begin(): void {
    const before = this.box.text().trimEnd();
    this.hushAloud();
    this.show(true, say.dictateAsking);
    void this.dictation?.start({
      began: () => this.show(true, say.dictating),
      heard: (words) => this.box.write(before === "" ? words : `${before} ${words}`.trimEnd()),
      ended: (refused) => this.end(refused),
      isShown: () => this.button.getClientRects().length > 0 && !document.hidden,
    });
  }

  /** A button that goes away leaves its focus to the box, where one can write instead. */
  private end(refused: boolean): void {
    this.show(false, refused ? say.dictateRefused : "");
    if (!refused) return;
    if (document.activeElement === this.button) this.box.focus();
    this.button.hidden = true;
  }

  private show(listening: boolean, words: string): void {
    this.button.setAttribute("aria-pressed", String(listening));
    this.status.textContent = words;
  }
}
