/** A screen of the desk that asks for one thing: heading, words, fields, one act, perhaps a way back, one place for what is wrong. */

import { button, h, type Child } from "../element";

export interface DeskCard {
  readonly element: HTMLElement;
  readonly status: HTMLElement;
  complain(text: string): void;
  /** While something is worked on, the act cannot be asked for twice. */
  busy(text: string): void;
  ready(): void;
}

export interface Act {
  readonly label: string;
  run(): void;
}

export function deskCard(name: string, title: string, body: readonly Child[], act: Act, back: Act | null = null): DeskCard {
  const status = h("p", { class: "status", role: "status", "data-testid": `${name}-status` });
  const complaint = h("p", { class: "complaint", role: "alert", "data-testid": `${name}-complaint` });
  let working = false;
  const go = button(act.label, "main", `${name}-go`, () => working || act.run());
  const away = back === null ? null : button(back.label, "quiet", `${name}-back`, () => working || back.run());
  const heading = h("h2", { tabindex: -1 }, title);
  const row = h("div", { class: "row" }, go, away);
  const element = h("section", { class: "desk-card", "data-testid": name }, heading, ...body, complaint, status, row);
  const set = (on: boolean, text: string) => {
    working = on;
    go.setAttribute("aria-disabled", String(on));
    status.textContent = text;
    complaint.textContent = "";
  };
  return {
    ...{ element, status },
    complain: (text) => {
      set(false, "");
      complaint.textContent = text;
    },
    busy: (text) => set(true, text),
    ready: () => set(false, ""),
  };
}

/** A labelled field for a passphrase. */
export function passphraseField(id: string, label: string, autocomplete: string): { row: HTMLElement; box: HTMLInputElement } {
  const plain = { autocapitalize: "none", autocorrect: "off", spellcheck: "false" };
  const box = h("input", { type: "password", id, class: "field", autocomplete, ...plain, "data-testid": id });
  return { row: h("p", {}, h("label", { class: "label", for: id }, label), box), box };
}

/** A labelled field for a few plain words. */
export function textField(id: string, label: string, value: string): { row: HTMLElement; box: HTMLInputElement } {
  const box = h("input", { type: "text", id, class: "field", value, autocomplete: "off", maxlength: 60, "data-testid": id });
  return { row: h("p", {}, h("label", { class: "label", for: id }, label), box), box };
}
