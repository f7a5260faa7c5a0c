/** The ways in which my key opens: the list, adding one, removing one (never the last). */

import { button, h } from "../element";
import type { KeptLock, LockKind } from "../sealed/locks";
import { instantInWords } from "../texts/days-desk.fr";
import { keys } from "../texts/desk-keys.fr";
import { secondWays } from "./first-day";

const say = keys.locks;

export interface LocksActs {
  readonly passkeys: boolean;
  add(kind: LockKind): void;
  remove(lock: KeptLock): Promise<void>;
  rehearse(): void;
}

export function locksCard(locks: readonly KeptLock[], acts: LocksActs): HTMLElement {
  const rows = locks.map((lock) => row(lock, locks.length > 1, acts));
  const kinds = new Set(locks.map(({ kind }) => kind));
  const adding = [
    button(say.addSheet, kinds.has("sheet") ? "plain" : "main", "add-sheet", () => acts.add("sheet")),
    acts.passkeys ? button(say.addPasskey, "plain", "add-passkey", () => acts.add("passkey")) : null,
    button(say.addPassphrase, "plain", "add-passphrase", () => acts.add("passphrase")),
  ];
  return h(
    "section",
    { class: "keys-card", "data-testid": "locks" },
    h("h2", { tabindex: -1 }, say.title),
    h("p", { class: kinds.size > 1 ? "soft" : "notice" }, kinds.size > 1 ? say.why : say.one),
    h("ul", { class: "locks", role: "list" }, ...rows),
    secondWays(locks).length === 0 ? null : h("p", { class: "row" }, button(say.rehearse, "plain", "rehearse", acts.rehearse)),
    h("h3", {}, say.add),
    h("div", { class: "row" }, ...adding),
  );
}

function row(lock: KeptLock, mayGo: boolean, acts: LocksActs): HTMLElement {
  const place = h("div", { class: "row" });
  const kind = h("span", { class: "soft" }, ` (${say.kinds[lock.kind]})`);
  const tried = lock.rehearsed_at === null ? null : h("span", { class: "soft lock-tried" }, say.rehearsed(instantInWords(lock.rehearsed_at)));
  const named = h("p", {}, h("strong", {}, lock.label), kind, tried);
  const calm = () => place.replaceChildren(mayGo ? button(say.remove, "quiet", "remove-lock", ask) : h("span", { class: "soft" }, say.last));
  const ask = () => {
    const yes = button(say.removeYes, "plain", "remove-lock-yes", () => void acts.remove(lock).catch(calm));
    place.replaceChildren(h("p", { role: "alert" }, say.removeAsk(lock.label)), yes, button(say.keep, "quiet", "keep-lock", calm));
    yes.focus();
  };
  calm();
  return h("li", { "data-testid": "lock", "data-kind": lock.kind }, named, place);
}
