/** Adding a way to open one's key: another passphrase, or this device. (The printed sheet has its own screen, `sheet.ts`.) */

import { h } from "../element";
import type { Lock } from "../sealed/locks";
import { keys } from "../texts/desk-keys.fr";
import { deskCard, textField } from "./card";
import { PassphraseChoice, type ChoiceHelp } from "./passphrase-choice";

const say = keys.locks;

export interface AddLockActs {
  save(lock: Lock): Promise<void>;
  failed(error: unknown): string;
  cancel(): void;
}

/** `make` wraps the key by a passphrase under a label. */
export function addPassphrase(help: ChoiceHelp, make: (typed: string, label: string) => Promise<Lock>, acts: AddLockActs): HTMLElement {
  const choice = new PassphraseChoice(help);
  const name = textField("lock-label", say.label, say.labels.passphrase);
  const run = async () => {
    const flaw = choice.flaw();
    if (flaw !== null) return card.complain(flaw);
    card.busy(keys.enrol.making);
    await make(choice.passphrase, name.box.value.trim() || say.labels.passphrase)
      .then(acts.save)
      .catch((error: unknown) => card.complain(acts.failed(error)));
  };
  const back = { label: say.cancel, run: acts.cancel };
  const card = deskCard("add-passphrase", say.addPassphrase, [name.row, choice.element], { label: say.save, run: () => void run() }, back);
  return card.element;
}

/** `make` has the device keep the key under a label; it may decline. */
export function addPasskey(label: string, make: (label: string) => Promise<Lock>, acts: AddLockActs): HTMLElement {
  const name = textField("lock-label", say.label, label);
  const run = async () => {
    card.busy(keys.unlock.touching);
    const lock = await make(name.box.value.trim() || label).catch(() => null);
    if (lock === null) return card.complain(say.passkeyFailed);
    await acts.save(lock).catch((error: unknown) => card.complain(acts.failed(error)));
  };
  const body = [h("p", {}, say.passkeyWhy), h("p", { class: "soft" }, keys.enrol.passkeyAdvice), name.row];
  const card = deskCard("add-passkey", say.addPasskey, body, { label: say.save, run: () => void run() }, { label: say.cancel, run: acts.cancel });
  return card.element;
}
