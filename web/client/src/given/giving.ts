/**
 * The quiet offer under an answer that did not understand: a button; behind it the very words that would go, hidden, and a box to tick.
 *
 * Nothing is ticked beforehand, nothing insists, and whatever the pupil says next takes it away.
 */

import { button, h } from "../element";
import { giving as say } from "../texts/giving.fr";
import { hidden, mayBeGiven } from "./hiding";

export type Give = (sentence: string) => Promise<void>;

/** The offer for the words that the pupil wrote; null when too little of them would be left. */
export function offerToGive(written: string, give: Give): HTMLElement | null {
  const sentence = hidden(written);
  if (!mayBeGiven(sentence)) return null;
  const box = h("div", { class: "giving", "data-testid": "giving" });
  box.append(button(say.offer, "quiet", "giving-offer", () => open(box, sentence, give)));
  return box;
}

function open(box: HTMLElement, sentence: string, give: Give): void {
  const agrees = h("input", { type: "checkbox", class: "giving-tick", id: "giving-agree", "data-testid": "giving-agree" });
  const act = button(say.give, "plain", "giving-give", () => void end(box, sentence, give));
  act.disabled = true;
  agrees.addEventListener("change", () => (act.disabled = !agrees.checked));
  const title = h("p", { class: "giving-title", id: "giving-title", tabindex: -1 }, say.title);
  box.setAttribute("role", "group");
  box.setAttribute("aria-labelledby", "giving-title");
  box.replaceChildren(
    title,
    h("p", {}, say.what),
    h("blockquote", { class: "giving-words", "data-testid": "giving-words" }, sentence),
    h("p", {}, say.who),
    h("p", {}, say.not),
    h("p", { class: "giving-agree" }, agrees, h("label", { for: "giving-agree" }, say.agree)),
    h("p", { class: "giving-acts" }, act, button(say.no, "quiet", "giving-no", () => refuse(box))),
  );
  title.focus({ preventScroll: true });
  box.scrollIntoView({ block: "nearest" });
}

/** As if it had never been offered; the keyboard stays in the conversation. */
function refuse(box: HTMLElement): void {
  const around = box.parentElement;
  box.remove();
  around?.focus({ preventScroll: true });
}

async function end(box: HTMLElement, sentence: string, give: Give): Promise<void> {
  const said = h("p", { class: "note", role: "status", tabindex: -1, "data-testid": "giving-end" });
  box.replaceChildren(said);
  said.focus({ preventScroll: true });
  said.textContent = await give(sentence).then(
    () => say.given,
    () => say.notGiven,
  );
}
