/** « Réglages »: my absences, and what this desk does by itself. */

import { h } from "../element";
import { keys } from "../texts/desk-keys.fr";
import { absenceCard } from "./absence-card";
import type { KeysPorts, Known } from "./keys-ports";
import { drawAnew } from "./same-place";
import { isSignedOut, sentenceOf } from "./trouble";

const say = keys.settings;

export class SettingsPage {
  readonly element = h("div", { class: "keys-page", "data-testid": "settings-page" });
  private drawn = "";

  /** `again` asks the server for everything anew. */
  constructor(private readonly ports: KeysPorts, private readonly again: () => Promise<void>) {}

  /** Draws the page, unless it says all of it already: a date that somebody has begun to type is not taken away. */
  draw({ absence, watched }: Known): void {
    const { open, api, signedOut } = this.ports;
    const colleagues = watched.directory.people.filter(({ id, counted, left, offered }) => counted && offered && !left && id !== open.me.id);
    const state = JSON.stringify([absence, colleagues.map(({ id }) => id)]);
    if (state === this.drawn) return;
    const failed = (error: unknown) => {
      if (isSignedOut(error)) signedOut();
      return sentenceOf(error);
    };
    drawAnew(this.element, [absenceCard(absence, colleagues, api, { done: this.again, failed }), byItself()]);
    this.drawn = state;
  }
}

function byItself(): HTMLElement {
  const lines = say.lines.map((text) => h("li", {}, text));
  return h("section", { class: "keys-card", "data-testid": "by-itself" }, h("h2", {}, say.title), h("ul", { class: "plain-list" }, ...lines));
}
