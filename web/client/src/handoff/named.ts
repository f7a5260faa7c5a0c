/** Points out, before the message leaves, that somebody of the list is named in it: found on this device, told to nobody. */

import { h } from "../element";
import { handoff } from "../texts/handoff.fr";
import type { Draft } from "./draft";
import { namedIn } from "./names";
import { leaveOut } from "./question-step";

const say = handoff.names;

export class Named {
  readonly element = h("div", { class: "follow", "data-testid": "named", "aria-live": "polite" });
  private shown = "";

  constructor(private readonly draft: Draft) {}

  /** Shows who is named in `text`, with the act to leave them out. Somebody already left out needs no word. */
  look(text: string): void {
    const { circle, pointedOut } = this.draft;
    const found = namedIn(text, circle.everybody).filter((one) => !circle.isLeft(one.id) || pointedOut.has(one.id));
    const ids = found.map((one) => one.id).join(" ");
    if (ids === this.shown) return;
    this.shown = ids;
    this.element.replaceChildren();
    if (found.length === 0) return;
    const names = found.map((one) => one.name).join(", ");
    this.element.append(h("p", {}, found.length === 1 ? say.found(names) : say.foundMany(names)), leaveOut(circle, found));
  }

  /** Whether somebody is pointed out here for the first time: then the pupil is held once, to see it. */
  holds(): boolean {
    const { pointedOut } = this.draft;
    const fresh = this.shown.split(" ").filter((id) => id !== "" && !pointedOut.has(id));
    for (const id of fresh) pointedOut.add(id);
    return fresh.length > 0;
  }
}
