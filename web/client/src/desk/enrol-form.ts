/** Creating a key: what it means first, then a passphrase given twice, then the work, in the browser. */

import { button, h } from "../element";
import type { NewKeys } from "../keys";
import { tick } from "../handoff/step";
import { desk } from "../texts/desk.fr";
import { deskCard, passphraseField, type DeskCard } from "./card";
import { isEnough, strengthOf } from "./strength";

const say = desk.enrol;

export interface EnrolActs {
  /** Name and school, which a passphrase must not be made of. */
  readonly known: readonly string[];
  suggest(): string;
  make(passphrase: string, role: string | null): Promise<NewKeys>;
  publish(keys: NewKeys): Promise<void>;
  failed(error: unknown, card: DeskCard): void;
}

export function enrolForm(acts: EnrolActs): HTMLElement {
  const form = new EnrolForm(acts);
  return form.card.element;
}

class EnrolForm {
  readonly card: DeskCard;
  private readonly first = passphraseField("passphrase", say.passphrase, "new-password");
  private readonly second = passphraseField("passphrase-again", say.again, "new-password");
  private readonly strength = h("p", { class: "strength", role: "status", "data-testid": "strength" });
  private readonly role = roleField();
  private noted = false;

  constructor(private readonly acts: EnrolActs) {
    const means = h("ul", { class: "means" }, ...say.means.map((text) => h("li", {}, text)));
    const show = tick([say.show], false, "passphrase-show", (on) => this.reveal(on));
    const noted = tick([say.understood], false, "passphrase-noted", (on) => (this.noted = on));
    const suggest = button(say.suggest, "plain", "passphrase-suggest", () => this.suggest());
    const fields = [this.first.row, this.strength, h("p", { class: "row" }, suggest), this.second.row, show, noted];
    const body = [h("p", {}, say.what), means, this.role.row, h("p", { class: "soft" }, say.advice), ...fields];
    this.card = deskCard("enrol", say.title, body, { label: say.make, run: () => void this.make() });
    this.first.box.addEventListener("input", () => this.judge());
  }

  private reveal(on: boolean): void {
    for (const { box } of [this.first, this.second]) box.type = on ? "text" : "password";
  }

  private suggest(): void {
    this.first.box.value = this.acts.suggest();
    this.first.box.type = "text";
    this.judge();
  }

  private judge(): void {
    const strength = strengthOf(this.first.box.value, this.acts.known);
    this.strength.textContent = desk.strength[strength];
    this.strength.dataset.strength = strength;
  }

  private async make(): Promise<void> {
    const passphrase = this.first.box.value;
    const flaw = this.flaw(passphrase);
    if (flaw !== null) {
      this.card.complain(flaw);
      return;
    }
    try {
      this.card.busy(say.making);
      const keys = await this.acts.make(passphrase, this.role.box.value || null);
      this.card.busy(say.publishing);
      await this.acts.publish(keys);
    } catch (error) {
      this.acts.failed(error, this.card);
    }
  }

  private flaw(passphrase: string): string | null {
    const strength = strengthOf(passphrase, this.acts.known);
    if (!isEnough(strength)) return desk.strength[strength] || desk.strength.short;
    if (passphrase !== this.second.box.value) return say.different;
    return this.noted ? null : say.notUnderstood;
  }
}

function roleField(): { row: HTMLElement; box: HTMLSelectElement } {
  const options = [h("option", { value: "" }, say.noRole), ...say.roles.map((role) => h("option", {}, role))];
  const box = h("select", { id: "role", class: "field", "data-testid": "role" }, ...options);
  return { row: h("p", {}, h("label", { class: "label", for: "role" }, say.role), box), box };
}
