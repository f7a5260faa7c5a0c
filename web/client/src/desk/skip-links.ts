/** The first stops of the keyboard: past the head and the tabs, and past the list of messages too when one is open. */

import { h } from "../element";
import { desk } from "../texts/desk.fr";

const say = desk.skip;

/** Links into `main`; the second one is hidden by the stylesheet while no message is shown. */
export function skipLinks(main: HTMLElement): HTMLElement {
  return h("p", { class: "skips" }, skip("content", say.content, () => shown(main, "h2[tabindex]") ?? main), skip("message", say.message, () => shown(main, ".reading h2") ?? main));
}

/** The address stays as it is: what stands after `#` is a message's id, here. */
function skip(name: string, label: string, target: () => HTMLElement): HTMLElement {
  const go = (event: Event) => {
    event.preventDefault();
    target().focus();
  };
  return h("a", { class: `button button-main skip skip-${name}`, href: "#desk-main", "data-testid": `skip-${name}`, onclick: go }, label);
}

function shown(main: HTMLElement, selector: string): HTMLElement | null {
  return [...main.querySelectorAll<HTMLElement>(selector)].find((one) => one.offsetParent !== null) ?? null;
}
