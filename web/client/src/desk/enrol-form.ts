/** Creating a key: what it means first, then how it will open (a passphrase, or this device's passkey), then the work, in the browser. */

import { h } from "../element";
import type { NewKeys } from "../keys";
import type { Lock } from "../sealed/locks";
import { keys } from "../texts/desk-keys.fr";
import { deskCard, type DeskCard } from "./card";
import { PassphraseChoice, type ChoiceHelp } from "./passphrase-choice";

const say = keys.enrol;

/** A new key with its first lock. */
export interface EnrolledKeys extends NewKeys {
  readonly locks: readonly Lock[];
}

export interface EnrolActs extends ChoiceHelp {
  /** Whether this browser's device can keep the key. */
  readonly passkeys: boolean;
  /** `passphrase` null: by a passkey. */
  make(passphrase: string | null): Promise<EnrolledKeys>;
  publish(keys: EnrolledKeys, role: string | null): Promise<void>;
  failed(error: unknown, card: DeskCard): void;
}

export function enrolForm(acts: EnrolActs): HTMLElement {
  return new EnrolForm(acts).card.element;
}

class EnrolForm {
  readonly card: DeskCard;
  private readonly choice: PassphraseChoice;
  private readonly role = roleField();
  private byPasskey = false;

  constructor(private readonly acts: EnrolActs) {
    this.choice = new PassphraseChoice(acts);
    const means = h("ul", { class: "means" }, ...say.means.map((text) => h("li", {}, text)));
    const body = [h("p", {}, say.what), means, this.role.row, acts.passkeys ? this.ways() : null, this.choice.element];
    this.card = deskCard("enrol", say.title, body, { label: say.make, run: () => void this.make() });
  }

  private ways(): HTMLElement {
    const advice = h("p", { class: "soft", hidden: true }, say.passkeyAdvice);
    const way = (byPasskey: boolean, label: string, testid: string) => {
      const pick = () => {
        this.byPasskey = byPasskey;
        this.choice.element.hidden = byPasskey;
        advice.hidden = !byPasskey;
      };
      const box = h("input", { type: "radio", name: "way", checked: !byPasskey, "data-testid": testid, onchange: pick });
      return h("label", { class: "tick" }, box, h("span", {}, label));
    };
    const both = [way(false, say.byPassphrase, "way-passphrase"), way(true, say.byPasskey, "way-passkey")];
    return h("fieldset", { class: "ways" }, h("legend", { class: "label" }, say.how), ...both, advice);
  }

  private async make(): Promise<void> {
    const flaw = this.byPasskey ? null : this.choice.flaw();
    if (flaw !== null) {
      this.card.complain(flaw);
      return;
    }
    try {
      this.card.busy(this.byPasskey ? keys.unlock.touching : say.making);
      const made = await this.acts.make(this.byPasskey ? null : this.choice.passphrase);
      this.card.busy(say.publishing);
      await this.acts.publish(made, this.role.box.value || null);
    } catch (error) {
      this.acts.failed(error, this.card);
    }
  }
}

function roleField(): { row: HTMLElement; box: HTMLSelectElement } {
  const options = [h("option", { value: "" }, say.noRole), ...say.roles.map((role) => h("option", {}, role))];
  const box = h("select", { id: "role", class: "field", "data-testid": "role" }, ...options);
  return { row: h("p", {}, h("label", { class: "label", for: "role" }, say.role), box), box };
}
