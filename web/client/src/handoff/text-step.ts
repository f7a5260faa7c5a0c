/** The exact text: the pupil's own words to start from when they were offered help for them, theirs to change (R50, R51). */

import { h } from "../element";
import { leftNearLimit } from "../chat/length";
import { chat } from "../texts/chat.fr";
import { handoff } from "../texts/handoff.fr";
import { MOST_TEXT, type Draft } from "./draft";
import { joining, type Joinable } from "./joining";
import { Named } from "./named";
import { wordsOf } from "./pieces";
import type { StepActs } from "./readers-step";
import { step, type Step } from "./step";

const say = handoff.text;

export interface TextActs extends StepActs {
  /** Opens the recording. */
  voice(): void;
  /** Whether the text can be sealed in one message. */
  fits(): boolean;
}

export function textStep(draft: Draft, joinable: Joinable, acts: TextActs): HTMLElement {
  const count = h("p", { class: "count", "aria-live": "polite", id: "text-count" });
  const named = new Named(draft);
  const look = () => named.look(allWords(draft));
  const box = h("textarea", {
    ...{ class: "text-box", rows: 7, id: "text", autocomplete: "off", "aria-describedby": "text-count", "data-testid": "text" },
    oninput: () => {
      follow(draft, box, count);
      look();
    },
  });
  box.value = draft.text;
  const intro = [h("p", {}, say.intro), draft.prefilled ? h("p", { class: "soft" }, say.prefilled) : null];
  const added = joining(draft, joinable, look, () => acts.voice());
  const body = [...intro, h("label", { class: "label", for: "text" }, say.label), box, count, added, named.element];
  const next = { label: handoff.next, act: () => check(draft, named, made, acts) };
  const parts = { name: "text", number: 3, title: say.title, body, next, back: acts.back, cancel: () => acts.cancel() };
  const made: Step = step(parts);
  look();
  return made.element;
}

/** All the words that would leave. */
function allWords({ text, conversation }: Draft): string {
  return conversation === null ? text : `${text}\n${wordsOf(conversation)}`;
}

function follow(draft: Draft, box: HTMLTextAreaElement, count: HTMLElement): void {
  draft.write(box.value);
  const left = leftNearLimit(draft.text, MOST_TEXT);
  count.textContent = left === null ? "" : left < 0 ? say.tooLong : chat.left(left);
}

function check(draft: Draft, named: Named, made: Step, acts: TextActs): void {
  const short = (leftNearLimit(draft.text, MOST_TEXT) ?? 0) >= 0;
  if (draft.text.trim() === "") made.complain(say.empty);
  else if (!short || !acts.fits()) made.complain(say.tooLong);
  else if (named.holds()) made.complain(handoff.names.look);
  else if (draft.circle.chosen.length === 0) made.complain(handoff.readers.nobody);
  else {
    draft.write(draft.text);
    acts.next();
  }
}
