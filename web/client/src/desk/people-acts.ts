/** What one does about colleagues' keys from the page of keys: confirming one, saying that somebody left, printing the fingerprints. */

import { keyHash } from "../sealed/fingerprint";
import { countersignStatement } from "../sealed/signing";
import { instantInWords } from "../texts/days-desk.fr";
import { keys } from "../texts/desk-keys.fr";
import { fingerprintsSheet } from "./fingerprints-sheet";
import { confirmScreen, leaveScreen, type ScreenActs } from "./keys-confirm";
import type { PeopleActs, Shown } from "./keys-people";
import type { KeysPorts } from "./keys-ports";

/** The page around. */
export interface PeoplePlace {
  show(screen: HTMLElement): void;
  back(): Promise<void>;
  /** Back, with what has just been done said once. */
  tell(told: string): Promise<void>;
  failed(error: unknown): string;
}

export function peopleActs(ports: KeysPorts, school: string, shown: readonly Shown[], place: PeoplePlace): PeopleActs {
  const { api, open, presence, print, now } = ports;
  const name = open.me.schools.find(({ id }) => id === school)?.name ?? "";
  const acts = (run: () => Promise<void>): ScreenActs => ({ run, failed: place.failed, cancel: () => void place.back() });
  return {
    confirm: (one) => place.show(confirmScreen(one, acts(() => confirm(ports, school, one, place)))),
    left: (person) => place.show(leaveScreen(person, acts(async () => api.left(person.id, school, await presence.proof()).then(place.back)))),
    refresh: () => void place.back(),
    print: () => place.show(fingerprintsSheet(name, instantInWords(now().toISOString()), shown, { print, back: () => void place.back() })),
  };
}

/** Signs what was compared: the very key whose groups were on the screen, whatever the server says meanwhile. */
async function confirm({ api, open }: KeysPorts, school: string, { person }: Shown, place: PeoplePlace): Promise<void> {
  const key = await keyHash(person);
  const signature = await open.sign(countersignStatement(school, person.id, key));
  await api.countersign(person.id, { school, key, signature });
  await place.tell(keys.confirm.done(person.name));
}
