/** Where the pupil writes: Enter sends, Shift with Enter makes a new line, the counter shows near the limit. */

import { h } from "../element";
import { icon } from "../icon";
import { chat as say } from "../texts/chat.fr";
import { leftNearLimit } from "./length";

export class Writing {
  readonly element: HTMLElement;
  private readonly box: HTMLTextAreaElement;
  private readonly count = h("p", { class: "count", id: "count", "aria-live": "polite", "data-testid": "counter" });

  constructor(private readonly submitted: (text: string) => void) {
    this.box = h("textarea", {
      ...{ class: "write-box", rows: 1, placeholder: say.write, "aria-label": say.write, "aria-describedby": "count honest" },
      ...{ autocomplete: "off", autocapitalize: "sentences", enterkeyhint: "send", "data-testid": "write" },
      oninput: () => this.follow(),
      onkeydown: (event: KeyboardEvent) => this.key(event),
    });
    const send = { type: "button", class: "send", "aria-label": say.send, "data-testid": "send", onclick: () => this.submit() };
    this.element = h("div", { class: "write" }, this.box, h("button", send, icon("send")), this.count);
  }

  focus(): void {
    this.box.focus();
  }

  /** Puts words back that could not be sent, unless the pupil has begun something else. */
  giveBack(text: string): void {
    if (this.box.value !== "") return;
    this.box.value = text;
    this.follow();
  }

  wipe(): void {
    this.box.value = "";
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
