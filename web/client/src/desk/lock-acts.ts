/** Adding and removing the ways in which my key opens, from the page of keys. */

import type { KeptLock, Lock, LockKind } from "../sealed/locks";
import { typedLock } from "../sealed/locks";
import { dayInFrance } from "../sealed/months";
import { whatOfLockId, whatOfLocks } from "../sealed/own-acts";
import { dayInWords } from "../texts/days.fr";
import { keys } from "../texts/desk-keys.fr";
import { addPasskey, addPassphrase } from "./add-lock";
import type { KeysPorts } from "./keys-ports";
import { passkeyLock } from "./passkey";
import { schoolNames } from "./schools";
import { sheetScreen } from "./sheet";

export interface LockPlace {
  show(screen: HTMLElement): void;
  /** Back to the page, as the server has it now. */
  back(): Promise<void>;
  failed(error: unknown): string;
}

/** The screen that adds a lock of `kind`. */
export function addLockScreen(kind: LockKind, ports: KeysPorts, place: LockPlace): HTMLElement {
  const { open, api, presence, work, suggest } = ports;
  const { me, secret } = open;
  const save = async (lock: Lock) => {
    await api.addLock(lock, await open.signOwn("lock_added", await whatOfLocks([lock])), await presence.proof());
    await place.back();
  };
  const acts = { save, failed: place.failed, cancel: () => void place.back() };
  const today = dayInWords(dayInFrance(ports.now()));
  if (kind === "passkey") return addPasskey(keys.locks.deviceOf(today), (label) => passkeyLock(secret, keys.passkeyName(me.name), label), acts);
  if (kind === "passphrase") {
    const known = [me.name, ...me.schools.map(({ name }) => name)];
    return addPassphrase({ known, suggest }, (typed, label) => typedLock("passphrase", work.wrap, secret, typed, label), acts);
  }
  const paper = { owner: me.name, school: schoolNames(me), address: ports.address, label: keys.locks.sheetOf(today), print: ports.print };
  return sheetScreen(secret, { ...paper, ...acts });
}

export async function removeLock(lock: KeptLock, ports: KeysPorts, place: LockPlace): Promise<void> {
  const { api, open, presence } = ports;
  await api.removeLock(lock.id, await open.signOwn("lock_removed", await whatOfLockId(lock.id)), await presence.proof());
  await place.back();
}
