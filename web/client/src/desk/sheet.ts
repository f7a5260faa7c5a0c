/**
 * The printed sheet: a code drawn here, shown once to be printed, that opens the key. It is kept nowhere but on paper: the lock is only
 * sent when its owner says that the paper is before their eyes, and the code goes with the page.
 */

import { button, h } from "../element";
import { tick } from "../handoff/step";
import type { Lock } from "../sealed/locks";
import { typedLock } from "../sealed/locks";
import { wrapWith } from "../sealed/passphrase";
import { SHEET_WORK, readCode, sheetCode } from "../sealed/sheet-code";
import { keys } from "../texts/desk-keys.fr";
import { deskCard } from "./card";

const say = keys.sheet;

export interface SheetActs {
  readonly owner: string;
  readonly school: string;
  /** Where the desk is. */
  readonly address: string;
  readonly label: string;
  print(): void;
  save(lock: Lock): Promise<void>;
  failed(error: unknown): string;
  cancel(): void;
}

/** The screen that shows a fresh code for `key` and keeps its lock when it is on paper. */
export function sheetScreen(key: string, acts: SheetActs): HTMLElement {
  const code = sheetCode(crypto.getRandomValues(new Uint8Array(26)));
  let noted = false;
  const print = h("p", { class: "row" }, button(say.print, "plain", "key-sheet-print", acts.print));
  const box = tick([say.noted], false, "key-sheet-noted", (on) => (noted = on));
  const save = async () => {
    if (!noted) return card.complain(say.notNoted);
    card.busy(keys.locks.saving);
    await acts.save(await sheetLock(key, code, acts.label)).catch((error: unknown) => card.complain(acts.failed(error)));
  };
  const body = [paper(code, acts), h("p", { class: "notice" }, say.never), print, box];
  const card = deskCard("key-sheet", say.title, body, { label: say.save, run: () => void save() }, { label: keys.locks.cancel, run: acts.cancel });
  return card.element;
}

async function sheetLock(key: string, code: string, label: string): Promise<Lock> {
  const read = readCode(code);
  if ("flaw" in read) throw new Error("a code of ours is readable");
  return typedLock("sheet", (identity, secret) => wrapWith(identity, secret, SHEET_WORK), key, read.secret, label);
}

function paper(code: string, { owner, school, address }: SheetActs): HTMLElement {
  const groups = code.split(" ").map((group) => h("span", {}, group));
  const separated = groups.flatMap((group, place) => (place === 0 ? [group] : [" ", group]));
  return h(
    "article",
    { class: "print-paper", "data-testid": "key-sheet-paper" },
    h("h3", {}, say.heading),
    h("p", {}, say.of(owner, school)),
    h("p", { class: "code", "data-testid": "code", translate: "no" }, ...separated),
    ...say.what.map((text) => h("p", {}, text)),
    h("p", {}, say.where(address)),
  );
}
