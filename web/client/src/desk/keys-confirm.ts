/** Confirming a colleague's key beside them, and saying that a colleague has left. */

import { button, h } from "../element";
import { tick } from "../handoff/step";
import type { Colleague } from "../net/desk-keys-api";
import { keys } from "../texts/desk-keys.fr";
import { deskCard } from "./card";
import { fingerprintOf } from "./fingerprint-view";
import type { Shown } from "./keys-people";

export interface ScreenActs {
  /** Does it; what is wrong is thrown. */
  run(): Promise<void>;
  failed(error: unknown): string;
  cancel(): void;
}

export function confirmScreen({ person, fingerprint }: Shown, acts: ScreenActs): HTMLElement {
  const say = keys.confirm;
  let compared = false;
  const differ = button(say.differ, "plain", "confirm-differ", () => card.complain(say.differed));
  const box = tick([say.tick], false, "confirm-compared", (on) => (compared = on));
  const body = [h("p", {}, say.why), h("p", {}, say.how), fingerprintOf(fingerprint), box, h("p", { class: "row" }, differ)];
  const run = async () => {
    if (!compared) return card.complain(say.notTicked);
    card.busy(say.signing);
    await acts.run().catch((error: unknown) => card.complain(acts.failed(error)));
  };
  const card = deskCard("confirm", say.title(person.name), body, { label: say.go, run: () => void run() }, { label: say.cancel, run: acts.cancel });
  return card.element;
}

export function leaveScreen(person: Colleague, acts: ScreenActs): HTMLElement {
  const say = keys.leave;
  const run = async () => {
    card.busy(keys.locks.saving);
    await acts.run().catch((error: unknown) => card.complain(acts.failed(error)));
  };
  const body = [h("p", {}, say.why)];
  const card = deskCard("leave", say.title(person.name), body, { label: say.go, run: () => void run() }, { label: say.cancel, run: acts.cancel });
  return card.element;
}
