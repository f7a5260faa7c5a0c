/** Opening one's key: the passphrase, and the seconds that it takes. */

import { h } from "../element";
import { WrongPassphrase } from "../sealed/passphrase";
import { desk } from "../texts/desk.fr";
import { deskCard, passphraseField } from "./card";

const say = desk.unlock;

/** `open` unwraps the key; `notice` says why one is here (locked, a message waits). */
export function unlockForm(notice: string | null, open: (passphrase: string) => Promise<void>): HTMLElement {
  const { row, box } = passphraseField("passphrase", desk.enrol.passphrase, "current-password");
  const body = [notice === null ? null : h("p", { class: "notice", "data-testid": "unlock-notice" }, notice), h("p", {}, say.why), row];
  const run = async () => {
    card.busy(say.working);
    try {
      await open(box.value);
    } catch (error) {
      card.complain(error instanceof WrongPassphrase ? say.wrong : desk.failed);
      box.select();
    }
  };
  const card = deskCard("unlock", say.title, body, { label: say.go, run: () => void run() });
  box.addEventListener("keydown", (event) => event.key === "Enter" && card.element.querySelector("button")?.click());
  return card.element;
}
