/** Declaring an absence, with who reads meanwhile; or taking it back. */

import { button, h } from "../element";
import type { Absence, Colleague, DeskKeysApi } from "../net/desk-keys-api";
import { dayInWords } from "../texts/days.fr";
import { keys } from "../texts/desk-keys.fr";
import { deskCard } from "./card";

const say = keys.absence;

export interface AbsenceActs {
  /** After a change. */
  done(): Promise<void>;
  failed(error: unknown): string;
}

/** `colleagues`: whoever may read meanwhile. */
export function absenceCard(absence: Absence | null, colleagues: readonly Colleague[], api: DeskKeysApi, acts: AbsenceActs): HTMLElement {
  const first = dayField("absence-first", say.first, absence?.first);
  const last = dayField("absence-last", say.last, absence?.last);
  const options = [h("option", { value: "" }, say.nobody), ...colleagues.map(({ id, name }) => h("option", { value: id, selected: id === absence?.substitute }, name))];
  const who = h("select", { id: "substitute", class: "field", "data-testid": "substitute" }, ...options);
  const attempt = async (act: Promise<void>) => {
    card.busy(keys.locks.saving);
    await act.then(() => acts.done()).then(card.ready).catch((error: unknown) => card.complain(acts.failed(error)));
  };
  const declare = () => {
    if (first.box.value === "" || last.box.value === "") return card.complain(say.missing);
    void attempt(api.declareAbsence({ first: first.box.value, last: last.box.value, substitute: who.value || null }));
  };
  const withdraw = () => void attempt(api.withdrawAbsence());
  const choice = h("p", {}, h("label", { class: "label", for: "substitute" }, say.substitute), who);
  const body = [h("p", {}, say.why), absence === null ? null : declared(absence, colleagues, withdraw), h("div", { class: "row" }, first.row, last.row), choice];
  const card = deskCard("absence", say.title, body, { label: say.declare, run: declare });
  card.element.classList.add("keys-card");
  return card.element;
}

function declared(absence: Absence, colleagues: readonly Colleague[], withdraw: () => void): HTMLElement {
  const by = colleagues.find(({ id }) => id === absence.substitute)?.name;
  const days = say.declared(dayInWords(absence.first), dayInWords(absence.last));
  const said = h("p", { class: "notice", "data-testid": "declared" }, by === undefined ? days : `${days} ${say.with(by)}`);
  return h("div", {}, said, h("p", { class: "row" }, button(say.withdraw, "plain", "absence-withdraw", withdraw)));
}

function dayField(id: string, label: string, value = ""): { row: HTMLElement; box: HTMLInputElement } {
  const box = h("input", { type: "date", id, class: "field", value, "data-testid": id });
  return { row: h("p", {}, h("label", { class: "label", for: id }, label), box), box };
}
