/** Where the pupil writes: Enter sends, Shift with Enter makes a new line, the counter shows near the limit. */

import type { Dictation } from "../display/dictation";
import { h } from "../element";
import { icon } from "../icon";
import { chat as say } from "../texts/chat.fr";
import { Dictating } from "./dictating";
import { leftNearLimit } from "./length";

export class Writing {
  readonly element: HTMLElement;
  private readonly box: HTMLTextAreaElement;
  private readonly count = h("p", { class: "count", id: "count", "aria-live": "polite", "data-testid": "counter" });
  private readonly dictating = new Dictating({ text: () => this.box.value, write: (text) => this.put(text), focus: () => this.focus() });

  constructor(private readonly submitted: (text: string) => void) {
    this.box = h("textarea", {
      ...{ class: "write-box", rows: 1, placeholder: say.write, "aria-label": say.write, "aria-describedby": "count honest" },
      ...{ autocomplete: "off", autocapitalize: "sentences", enterkeyhint: "send", "data-testid": "write" },
      oninput: () => this.typed(),
      onkeydown: (event: KeyboardEvent) => this.key(event),
    });
    const send = { type: "button", class: "send", "aria-label": say.send, "data-testid": "send", onclick: () => this.submit() };
    this.element = h("div", { class: "write" }, this.box, this.dictating.button, h("button", send, icon("send")), this.dictating.status, this.count);
  }

  /** Offers to write what is said, where this device can do it alone. */
  offerDictation(dictation: Dictation, hushAloud: () => void): Promise<void> {
    return this.dictating.offer(dictation, hushAloud);
  }

  /** Nothing is listened to any more. */
  hush(): void {
    this.dictating.stop();
  }

  focus(): void {
    this.box.focus();
  }

  /** Puts words back that could not be sent, unless the pupil has begun something else. */
  giveBack(text: string): void {
    if (this.box.value !== "") return;
    this.put(text);
  }

  wipe(): void {
    this.hush();
    this.put("");
  }

  private put(text: string): void {
    this.box.value = text;
    this.follow();
  }

  /** What fingers write is never overwritten by what was said before. */
  private typed(): void {
    this.hush();
    this.follow();
  }

  private submit(): void {
    const text = this.box.value.trim();
    if (text === "" || (leftNearLimit(text) ?? 0) < 0) {
      this.box.focus();
      return;
    }
    this.wipe();
    this.submitted(text);
  }

  private key(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit();
  }

  private follow(): void {
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight}px`;
    const left = leftNearLimit(this.box.value.trim());
    this.count.textContent = left === null ? "" : left < 0 ? say.over(-left) : say.left(left);
    this.count.classList.toggle("is-over", left !== null && left < 0);
  }
}
