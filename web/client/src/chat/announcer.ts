/**
 * What a screen reader says by itself, apart from the conversation: each thing once, focus never moved.
 *
 * The conversation itself is not a live region, or everything would be said twice.
 */

import { h } from "../element";

const STAYS = 8_000;

export class Announcer {
  readonly element: HTMLElement;
  private readonly polite = region("polite", "status");
  private readonly urgent = region("assertive", "alert");

  constructor() {
    this.element = h("div", { class: "spoken", "data-testid": "announcer" }, this.polite, this.urgent);
  }

  say(text: string): void {
    put(this.polite, text);
  }

  /** Says it at once, whatever is being said. */
  warn(text: string): void {
    put(this.urgent, text);
  }
}

function region(live: string, role: string): HTMLElement {
  return h("div", { "aria-live": live, role });
}

function put(region: HTMLElement, text: string): void {
  const line = h("p", {}, text);
  region.append(line);
  setTimeout(() => line.remove(), STAYS);
}
