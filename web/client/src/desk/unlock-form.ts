/** Opening one's key, by any of its locks: a passphrase, a device, the printed sheet; and the way for who has lost them all. */

import { button, h } from "../element";
import type { KeptLock } from "../sealed/locks";
import { WrongPassphrase } from "../sealed/passphrase";
import { readCode } from "../sealed/sheet-code";
import { keys } from "../texts/desk-keys.fr";
import { deskCard, passphraseField, textField, type DeskCard } from "./card";

const say = keys.unlock;

export interface UnlockActs {
  /** W, by what was typed. Throws WrongPassphrase. */
  byTyping(lock: KeptLock, typed: string): Promise<string>;
  byPasskey(lock: KeptLock): Promise<string>;
  opened(key: string): Promise<void>;
  /** What is said when `opened` could not do what follows; else that the desk did not answer. */
  failed?(error: unknown): string;
  /** Absent where the key is open already. */
  lost?(): void;
}

/** Where a key is opened: at the door, over what asks for its owner, in a rehearsal. */
export type Opening = "unlock" | "presence" | "rehearsal";

/** `notice` says why one is here (locked, a message waits). `name` sets its fields apart from those of a page beneath. */
export function unlockForm(notice: string | null, locks: readonly KeptLock[], acts: UnlockActs, name: Opening = "unlock"): HTMLElement {
  return new UnlockForm(notice, locks, acts, name).card.element;
}

class UnlockForm {
  readonly card: DeskCard;
  private readonly typed: ReturnType<typeof passphraseField>;
  private readonly code: ReturnType<typeof textField>;
  private readonly which: HTMLSelectElement;

  constructor(notice: string | null, private readonly locks: readonly KeptLock[], private readonly acts: UnlockActs, private readonly name: Opening) {
    const over = name === "unlock" ? "" : `${name}-`;
    this.typed = passphraseField(`${over}passphrase`, keys.enrol.passphrase, "current-password");
    this.code = textField(`${over}sheet-code`, say.code, "");
    this.which = h("select", { id: `${over}which`, class: "field", "data-testid": `${over}which-passphrase` });
    const told = notice === null ? null : h("p", { class: "notice", "data-testid": `${name}-notice` }, notice);
    const body = [told, h("p", {}, say.why), ...this.devices(), this.passphraseRow(), this.typed.row, this.code.row];
    this.card = deskCard(name, keys[name].title, body, { label: say.go, run: () => void this.open() });
    const enter = (event: KeyboardEvent) => event.key === "Enter" && this.card.element.querySelector<HTMLElement>(`[data-testid=${name}-go]`)?.click();
    for (const { box } of [this.typed, this.code]) box.addEventListener("keydown", enter);
    this.typed.row.hidden = this.of("passphrase").length === 0;
    this.code.row.hidden = !this.typed.row.hidden || this.of("sheet").length === 0;
    this.card.element.append(this.others());
  }

  private of(kind: KeptLock["kind"]): KeptLock[] {
    return this.locks.filter((lock) => lock.kind === kind);
  }

  private devices(): HTMLElement[] {
    return this.of("passkey").map((lock) => h("p", { class: "row" }, button(say.passkey(lock.label), "plain", `${this.name}-passkey`, () => void this.touch(lock))));
  }

  private passphraseRow(): HTMLElement | null {
    const locks = this.of("passphrase");
    this.which.append(...locks.map((lock, place) => h("option", { value: String(place) }, lock.label)));
    return locks.length < 2 ? null : h("p", { class: "which" }, h("label", { class: "label", for: this.which.id }, say.which), this.which);
  }

  private others(): HTMLElement {
    const sheet = () => {
      this.code.row.hidden = false;
      this.code.box.focus();
    };
    const hasSheet = this.of("sheet").length > 0 && this.code.row.hidden;
    const { lost } = this.acts;
    const ways = [hasSheet ? button(say.sheet, "quiet", `${this.name}-sheet`, sheet) : null, lost ? button(say.lost, "quiet", "unlock-lost", lost) : null];
    return h("div", { class: "row other-ways" }, ...ways);
  }

  private async touch(lock: KeptLock): Promise<void> {
    this.card.busy(say.touching);
    await this.attempt(() => this.acts.byPasskey(lock), () => say.passkeyFailed);
  }

  private async open(): Promise<void> {
    if (this.code.box.value.trim() !== "") return this.openBySheet();
    const lock = this.of("passphrase")[Number(this.which.value || "0")];
    if (lock === undefined) return;
    this.card.busy(say.working);
    await this.attempt(() => this.acts.byTyping(lock, this.typed.box.value), wrongOr(say.wrong));
    this.typed.box.select();
  }

  private async openBySheet(): Promise<void> {
    const read = readCode(this.code.box.value);
    if ("flaw" in read) {
      this.card.complain(keys.code[read.flaw]);
      return;
    }
    this.card.busy(say.working);
    await this.attempt(() => firstOpened(this.of("sheet").map((lock) => () => this.acts.byTyping(lock, read.secret))), wrongOr(say.wrongCode));
  }

  private async attempt(unlock: () => Promise<string>, explain: (error: unknown) => string): Promise<void> {
    let key: string;
    try {
      key = await unlock();
    } catch (error) {
      this.card.complain(explain(error));
      return;
    }
    await this.acts.opened(key).catch((error: unknown) => this.card.complain(this.acts.failed?.(error) ?? keys.failed));
  }
}

/** The sentence for what was typed wrong; anything else is trouble of ours. */
function wrongOr(wrong: string): (error: unknown) => string {
  return (error) => (error instanceof WrongPassphrase ? wrong : keys.failed);
}

/** The first that opens. Throws WrongPassphrase when none does. */
async function firstOpened(tries: readonly (() => Promise<string>)[]): Promise<string> {
  for (const one of tries) {
    const key = await one().catch(() => null);
    if (key !== null) return key;
  }
  throw new WrongPassphrase("no sheet opens with this code");
}
