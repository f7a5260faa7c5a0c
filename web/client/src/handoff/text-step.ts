/** The exact text: the pupil's own words to start from when they were offered help for them, theirs to change (R50, R51). */

import { h } from "../element";
import { leftNearLimit } from "../chat/length";
import { chat } from "../texts/chat.fr";
import { handoff } from "../texts/handoff.fr";
import { MOST_TEXT, type Draft } from "./draft";
import type { StepActs } from "./readers-step";
import { step, type Step } from "./step";

const say = handoff.text;

/** `fits` tells whether the text can be sealed in one message. */
export function textStep(draft: Draft, fits: (draft: Draft) => boolean, acts: StepActs): HTMLElement {
  const count = h("p", { class: "count", "aria-live": "polite", id: "text-count" });
  const box = h("textarea", {
    ...{ class: "text-box", rows: 7, id: "text", autocomplete: "off", "aria-describedby": "text-count", "data-testid": "text" },
    oninput: () => follow(draft, box, count),
  });
  box.value = draft.text;
  const intro = [h("p", {}, say.intro), draft.prefilled ? h("p", { class: "soft" }, say.prefilled) : null];
  const body = [...intro, h("label", { class: "label", for: "text" }, say.label), box, count];
  const next = { label: handoff.next, act: () => check(draft, fits, made, acts) };
  const parts = { name: "text", number: 3, title: say.title, body, next, back: acts.back, cancel: () => acts.cancel() };
  const made: Step = step(parts);
  return made.element;
}

function follow(draft: Draft, box: HTMLTextAreaElement, count: HTMLElement): void {
  draft.write(box.value);
  const left = leftNearLimit(draft.text, MOST_TEXT);
  count.textContent = left === null ? "" : left < 0 ? say.tooLong : chat.left(left);
}

function check(draft: Draft, fits: (draft: Draft) => boolean, made: Step, acts: StepActs): void {
  const short = (leftNearLimit(draft.text, MOST_TEXT) ?? 0) >= 0;
  if (draft.text.trim() === "") made.complain(say.empty);
  else if (!short || !fits(draft)) made.complain(say.tooLong);
  else {
    draft.write(draft.text);
    acts.next();
  }
}
