/** Builds elements. Text is always text: nothing that comes from anywhere is ever parsed as HTML. */

export type Child = Node | string | null;

export interface Attributes {
  readonly [name: string]: string | number | boolean | null | ((event: never) => void);
}

/** `<tag>` with its attributes (null and false leave one out; `onclick` and the like are listeners) and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A real button, never a submit one: the frame is sandboxed without forms. */
export function button(label: string, kind: ButtonKind, testid: string, onclick: () => void): HTMLButtonElement {
  return h("button", { type: "button", class: `button button-${kind}`, "data-testid": testid, onclick }, label);
}

export type ButtonKind = "main" | "plain" | "quiet";

/** Text that only a screen reader says. */
export function spoken(text: string): HTMLSpanElement {
  return h("span", { class: "spoken" }, text);
}

function set(element: HTMLElement, name: string, value: Attributes[string] | undefined): void {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
  else element.setAttribute(name, value === true ? "" : String(value));
}
