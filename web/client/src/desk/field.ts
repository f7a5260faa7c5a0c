/** Labelled fields of the desk's forms. */

import { h, type Child } from "../element";

/** `box` under its label. */
export function field(id: string, label: string, box: HTMLElement): HTMLElement {
  box.id = id;
  box.classList.add("field");
  box.setAttribute("data-testid", id);
  return h("p", { class: "field-row" }, h("label", { class: "label", for: id }, label), box);
}

export function textBox(rows: number, most: number): HTMLTextAreaElement {
  return h("textarea", { rows, maxlength: most, autocomplete: "off", spellcheck: "true" });
}

export function lineBox(type: "text" | "date" | "time", value = ""): HTMLInputElement {
  const box = h("input", { type, autocomplete: "off" });
  box.value = value;
  return box;
}

/** A list of which the first line chooses nothing. */
export function choiceBox(empty: string, options: readonly (readonly [value: string, label: string])[]): HTMLSelectElement {
  return h("select", {}, h("option", { value: "" }, empty), ...options.map(([value, label]) => h("option", { value }, label)));
}

/** A part of the page that opens and closes, closed at first. */
export function fold(name: string, title: string, ...body: readonly Child[]): HTMLDetailsElement {
  return h("details", { class: "part", "data-testid": name }, h("summary", {}, h("h3", { class: "part-title" }, title)), ...body);
}
