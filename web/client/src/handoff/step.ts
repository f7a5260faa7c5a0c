/** The frame that all the composer's steps share: where we are, a heading that takes the focus, the acts, always a way out. */

import { button, h, type Child } from "../element";
import { handoff as say } from "../texts/handoff.fr";

/** Signing in, readers, text, word, reading again. */
export const STEPS = 5;

export interface StepParts {
  readonly name: string;
  readonly number: number | null;
  readonly title: string;
  readonly body: readonly Child[];
  readonly next?: { readonly label: string; readonly act: () => void };
  readonly back?: (() => void) | undefined;
  readonly cancel?: (() => void) | undefined;
}

export interface Step {
  readonly element: HTMLElement;
  /** Says what is missing, at once and where the pupil looks. */
  complain(text: string): void;
}

export function step(parts: StepParts): Step {
  const complaint = h("p", { class: "complaint", role: "alert", "data-testid": "complaint" });
  const { next, back, cancel } = parts;
  const acts = [
    next ? button(next.label, "main", `${parts.name}-next`, next.act) : null,
    back ? button(say.back, "plain", `${parts.name}-back`, back) : null,
    cancel ? button(say.cancel, "quiet", "handoff-cancel", cancel) : null,
  ];
  const element = h(
    "section",
    { class: "panel", "data-testid": `step-${parts.name}`, "aria-label": parts.title },
    parts.number === null ? null : h("p", { class: "progress" }, say.step(parts.number, STEPS)),
    h("h2", { class: "panel-title", tabindex: -1 }, parts.title),
    ...parts.body,
    complaint,
    h("div", { class: "row acts" }, ...acts),
  );
  return { element, complain: (text) => (complaint.textContent = text) };
}

/** A box to tick with its words. */
export function tick(label: readonly Child[], checked: boolean, testid: string, change: (on: boolean) => void): HTMLElement {
  const listen = { onchange: (event: Event) => change((event.target as HTMLInputElement).checked) };
  const box = h("input", { type: "checkbox", checked, "data-testid": testid, autocomplete: "off", ...listen });
  return h("label", { class: "tick" }, box, h("span", {}, ...label));
}

/** Shown while the first data of a step come. */
export function loadingStep(title: string, cancel: () => void): HTMLElement {
  const body = [h("p", { role: "status", class: "status" }, say.loading)];
  return step({ name: "loading", number: null, title, body, cancel }).element;
}
