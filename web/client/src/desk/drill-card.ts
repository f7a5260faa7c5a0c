/** « Exercice de la période »: one press seals a trial message to my key, opens it, and prepares the months that come. */

import { h } from "../element";
import type { DeskKeysApi } from "../net/desk-keys-api";
import { dayInFrance } from "../sealed/months";
import { whatOfMonths } from "../sealed/own-acts";
import { instantInWords } from "../texts/days-desk.fr";
import { keys } from "../texts/desk-keys.fr";
import { deskCard } from "./card";
import { DrillFailed, type OpenKey } from "./open-key";

const say = keys.drill;

export interface DrillActs {
  /** The day that the server says it is. */
  now(): Date;
  done(): Promise<void>;
  failed(error: unknown): string;
}

export function drillCard(open: OpenKey, api: DeskKeysApi, acts: DrillActs): HTMLElement {
  const { drill_due, exercised_at } = open.me.key;
  const run = async () => {
    card.busy(say.working);
    try {
      await drill(open, api, dayInFrance(acts.now()).slice(0, 7));
      await acts.done();
    } catch (error) {
      card.complain(error instanceof DrillFailed ? say.failed : acts.failed(error));
    }
  };
  const when = h("p", { class: drill_due ? "notice" : "soft", "data-testid": "drill-state" }, drill_due ? say.due : say.last(instantInWords(exercised_at)));
  const card = deskCard("drill", say.title, [h("p", {}, say.why), when], { label: say.go, run: () => void run() });
  card.element.classList.add("keys-card");
  return card.element;
}

/** Throws DrillFailed when the key of `month` does not open what is sealed to it; then nothing is told to the server. */
async function drill(open: OpenKey, api: DeskKeysApi, month: string): Promise<void> {
  const fresh = await open.newMonths(month);
  await open.tryMonth([...open.me.key.months, ...fresh], month);
  if (fresh.length > 0) await api.addMonths(fresh, await open.signOwn("months_added", await whatOfMonths(fresh)));
  await api.exercised();
}
