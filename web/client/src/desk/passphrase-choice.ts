/** Choosing a passphrase: given twice, judged while it is typed, six words proposed, noted on paper. */

import { button, h } from "../element";
import { tick } from "../handoff/step";
import { keys } from "../texts/desk-keys.fr";
import { passphraseField } from "./card";
import { isEnough, strengthOf } from "./strength";

const say = keys.enrol;

export interface ChoiceHelp {
  /** Name and school, which a passphrase must not be made of. */
  readonly known: readonly string[];
  suggest(): string;
}

export class PassphraseChoice {
  private readonly first = passphraseField("passphrase", say.passphrase, "new-password");
  private readonly second = passphraseField("passphrase-again", say.again, "new-password");
  private readonly strength = h("p", { class: "strength", role: "status", "data-testid": "strength" });
  private noted = false;
  readonly element: HTMLElement;

  constructor(private readonly help: ChoiceHelp) {
    const show = tick([say.show], false, "passphrase-show", (on) => this.reveal(on));
    const noted = tick([say.understood], false, "passphrase-noted", (on) => (this.noted = on));
    const suggest = button(say.suggest, "plain", "passphrase-suggest", () => this.suggest());
    const fields = [this.first.row, this.strength, h("p", { class: "row" }, suggest), this.second.row, show, noted];
    this.element = h("div", { class: "choice-of-passphrase" }, h("p", { class: "soft" }, say.advice), ...fields);
    this.first.box.addEventListener("input", () => this.judge());
  }

  get passphrase(): string {
    return this.first.box.value;
  }

  /** What is still missing, in words, or null. */
  flaw(): string | null {
    const strength = strengthOf(this.passphrase, this.help.known);
    if (!isEnough(strength)) return keys.strength[strength] || keys.strength.short;
    if (this.passphrase !== this.second.box.value) return say.different;
    return this.noted ? null : say.notUnderstood;
  }

  private reveal(on: boolean): void {
    for (const { box } of [this.first, this.second]) box.type = on ? "text" : "password";
  }

  private suggest(): void {
    this.first.box.value = this.help.suggest();
    this.first.box.type = "text";
    this.judge();
  }

  private judge(): void {
    const strength = strengthOf(this.passphrase, this.help.known);
    this.strength.textContent = keys.strength[strength];
    this.strength.dataset.strength = strength;
  }
}
