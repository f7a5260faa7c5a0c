/** A colleague lost everything: giving back my half of their key, beside them, after comparing the groups on both screens. */

import { h } from "../element";
import { tick } from "../handoff/step";
import type { AskedForHelp } from "../net/desk-keys-api";
import { fingerprint, sha256Hex } from "../sealed/fingerprint";
import { SharesRefused } from "../sealed/recovery";
import { keys } from "../texts/desk-keys.fr";
import { deskCard } from "./card";
import { fingerprintOf } from "./fingerprint-view";

const say = keys.give;

export interface GiveActs {
  give(asked: AskedForHelp): Promise<void>;
  done(): void;
  failed(error: unknown): string;
}

export async function giveCard(asked: AskedForHelp, acts: GiveActs): Promise<HTMLElement> {
  let compared = false;
  const shown = fingerprintOf(fingerprint(await sha256Hex(asked.recipient)));
  const box = tick([say.tick], false, "give-compared", (on) => (compared = on));
  const run = async () => {
    if (!compared) return card.complain(say.notTicked);
    card.busy(keys.locks.saving);
    try {
      await acts.give(asked);
      card.ready();
      card.status.textContent = say.done(asked.name);
      acts.done();
    } catch (error) {
      card.complain(error instanceof SharesRefused ? say.failed : acts.failed(error));
    }
  };
  const card = deskCard("give", say.title, [h("p", {}, say.why(asked.name)), shown, box], { label: say.go, run: () => void run() });
  card.element.classList.add("keys-card");
  return card.element;
}
