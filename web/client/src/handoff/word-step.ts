/** The word that will show the state of the message to nobody but who knows it. */

import { h } from "../element";
import { handoff } from "../texts/handoff.fr";
import type { Draft } from "./draft";
import type { StepActs } from "./readers-step";
import { step, type Step } from "./step";
import { wordField } from "./word-field";

const say = handoff.word;

export function wordStep(draft: Draft, pictures: boolean, acts: StepActs): HTMLElement {
  const field = wordField(pictures, draft.word, (word) => (draft.word = word));
  const body = [h("p", {}, pictures ? say.whyPictures : say.why), pictures ? null : h("p", { class: "soft" }, say.how), field];
  const check = () => (draft.wordHolds ? acts.next() : made.complain(pictures ? say.threePictures : say.tooShort));
  const next = { label: handoff.next, act: check };
  const parts = { name: "word", number: 4, title: pictures ? say.titlePictures : say.title, body, next, back: acts.back, cancel: () => acts.cancel() };
  const made: Step = step(parts);
  return made.element;
}
