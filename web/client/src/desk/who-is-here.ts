/** Whose desk this is, in its head: a name, a school, and initials to see at a glance. */

import { h } from "../element";
import type { DeskMe } from "../net/desk-keys-api";
import { schoolNames } from "./schools";

export function whoIsHere(me: DeskMe): HTMLElement {
  return h("p", { class: "desk-who" }, h("span", { class: "initials", "aria-hidden": "true" }, initials(me.name)), h("span", {}, `${me.name}, `, h("span", { class: "desk-school" }, schoolNames(me))));
}

/** The first letters of the first and the last of somebody's names. */
export function initials(name: string): string {
  const names = name.split(/\s+/u).filter((one) => one !== "");
  const shown = names.length > 1 ? [names[0], names.at(-1)] : names;
  return shown.map((one) => [...(one ?? "")][0]?.toLocaleUpperCase("fr") ?? "").join("");
}
