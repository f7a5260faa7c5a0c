/** The guide of the first day: three steps, which of them are done, and what to press for the others. */

import { button, h, type Child } from "../element";
import type { WrappedKey } from "../keys";
import { keys } from "../texts/desk-keys.fr";
import { firstDay } from "./first-day";

const say = keys.guide;

export interface GuideActs {
  /** Shows the ways in which the key opens. */
  secondWay(): void;
  rehearse(): void;
}

/** The steps at the page of keys, or null once all are done. */
export function firstDayGuide(key: WrappedKey, acts: GuideActs): HTMLElement | null {
  return guide(key, (day) => ({
    second: button(say.secondGo, "main", "guide-second", acts.secondWay),
    confirmed: h("p", { class: "soft" }, say.confirmedHow),
    rehearsed: day.hasSecondWay ? button(say.rehearsedGo, "main", "guide-rehearse", acts.rehearse) : h("p", { class: "soft" }, say.rehearsedAfter),
  }));
}

/** The same above the messages: whole while no message can come yet, one line afterwards. The steps are done at the page of keys. */
export function firstDayReminder(key: WrappedKey, go: () => void): HTMLElement | null {
  const reminder = guide(key, () => ({ second: null, confirmed: null, rehearsed: null }));
  if (reminder !== null && key.counted) {
    return h("p", { class: "notice row", "data-testid": "notice-guide" }, h("span", {}, say.unfinished), button(say.resume, "plain", "guide-go", go));
  }
  reminder?.append(h("p", { class: "row" }, button(say.go, "main", "guide-go", go)));
  return reminder;
}

type Hows = Readonly<Record<"second" | "confirmed" | "rehearsed", Child>>;

function guide(key: WrappedKey, howsOf: (day: ReturnType<typeof firstDay>) => Hows): HTMLElement | null {
  const day = firstDay(key);
  const hows = howsOf(day);
  const steps = [
    step("second", say.second, day.hasSecondWay, hows.second),
    step("confirmed", say.confirmed, day.confirmed, hows.confirmed),
    step("rehearsed", say.rehearsed, day.rehearsed, hows.rehearsed),
  ];
  const done = [day.hasSecondWay, day.confirmed, day.rehearsed].filter((is) => is).length;
  if (done === steps.length) return null;
  const progress = h("p", { class: "soft", "data-testid": "guide-progress" }, say.progress(done, steps.length));
  return h("section", { class: "keys-card guide", "data-testid": "guide" }, h("h2", { tabindex: -1 }, say.title), progress, h("ol", { class: "guide-steps" }, ...steps));
}

function step(name: string, text: string, done: boolean, how: Child): HTMLElement {
  const state = h("span", { class: "badge", "data-state": done ? "counted" : "waiting" }, done ? say.done : say.todo);
  const line = h("p", { class: "guide-line" }, h("span", {}, text), state);
  return h("li", { "data-testid": "guide-step", "data-step": name, "data-done": String(done) }, line, done ? null : how);
}
