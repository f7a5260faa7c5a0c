/** Everything was lost: asking colleagues for their halves, waiting for two of them, joining. */

import { button, h } from "../element";
import { Refused } from "../net/request";
import { fingerprint, sha256Hex } from "../sealed/fingerprint";
import type { SealedShare } from "../sealed/recovery";
import { SHARES_NEEDED, SharesRefused } from "../sealed/recovery";
import { WrongPassphrase } from "../sealed/passphrase";
import { keys } from "../texts/desk-keys.fr";
import { deskCard, passphraseField } from "./card";
import { fingerprintOf } from "./fingerprint-view";
import { PassphraseChoice, type ChoiceHelp } from "./passphrase-choice";

const say = keys.lost;
/** Back from the ENT in another tab, as the same person: what was typed here stays. */
const SIGN_IN_AGAIN = "/desk/sign-in?again";

export interface AskActs extends ChoiceHelp {
  ask(passphrase: string): Promise<void>;
  failed(error: unknown): string;
  back(): void;
}

export function askScreen(acts: AskActs): HTMLElement {
  const choice = new PassphraseChoice(acts);
  const signIn = h("a", { class: "button button-plain", href: SIGN_IN_AGAIN, target: "_blank", rel: "noopener", hidden: true, "data-testid": "lost-sign-in" }, say.signIn);
  const run = async () => {
    const flaw = choice.flaw();
    if (flaw !== null) return card.complain(flaw);
    card.busy(keys.enrol.making);
    await acts.ask(choice.passphrase).catch((error: unknown) => {
      signIn.hidden = !(error instanceof Refused && error.code === "fresh_sign_in_needed");
      card.complain(acts.failed(error));
    });
  };
  const how = h("ol", { class: "means" }, ...say.how.map((text) => h("li", {}, text)));
  const body = [how, choice.element, h("p", { class: "soft" }, say.noShares), h("p", { class: "row" }, signIn)];
  const card = deskCard("lost", say.title, body, { label: say.go, run: () => void run() }, { label: say.back, run: acts.back });
  return card.element;
}

export interface WaitActs {
  refresh(): void;
  /** Joins what was given, with the new passphrase. Throws WrongPassphrase or SharesRefused. */
  finish(passphrase: string): Promise<void>;
  again(): void;
  failed(error: unknown): string;
  back(): void;
}

export async function waitScreen(recipient: string, given: readonly SealedShare[], acts: WaitActs): Promise<HTMLElement> {
  const shown = fingerprintOf(fingerprint(await sha256Hex(recipient)));
  const { row, box } = passphraseField("passphrase", say.passphrase, "current-password");
  const count = h("p", { class: "notice", role: "status", "data-testid": "given" }, say.waiting(given.length));
  const ways = h("div", { class: "row" }, button(say.check, "plain", "lost-check", acts.refresh), button(say.again, "quiet", "lost-again", acts.again));
  row.hidden = given.length < SHARES_NEEDED;
  const run = async () => {
    if (given.length < SHARES_NEEDED) return card.complain(say.tooFew);
    card.busy(keys.unlock.working);
    await acts.finish(box.value).catch((error: unknown) => card.complain(explain(error, acts)));
  };
  const body = [h("p", {}, say.compare), shown, count, ways, row];
  const card = deskCard("lost-waiting", say.waitingTitle, body, { label: say.finish, run: () => void run() }, { label: say.back, run: acts.back });
  return card.element;
}

function explain(error: unknown, acts: WaitActs): string {
  if (error instanceof WrongPassphrase) return keys.unlock.wrong;
  return error instanceof SharesRefused ? say.refused : acts.failed(error);
}
