/** A first key, or one made anew: drawn here, published, and open at once. */

import { makeKeys } from "../keys";
import type { DeskKeysApi, DeskMe } from "../net/desk-keys-api";
import { Refused } from "../net/request";
import { typedLock } from "../sealed/locks";
import { dayInFrance } from "../sealed/months";
import { keys } from "../texts/desk-keys.fr";
import { enrolForm, type EnrolledKeys } from "./enrol-form";
import { passkeyLock } from "./passkey";
import type { ChoiceHelp } from "./passphrase-choice";
import type { PassphraseWork } from "./passphrase-worker-client";
import { sentenceOf } from "./trouble";

export interface EnrolmentPorts extends ChoiceHelp {
  readonly api: DeskKeysApi;
  readonly work: PassphraseWork;
  readonly me: DeskMe;
  readonly passkeys: boolean;
  /** The server's hour. */
  now(): Date;
  opened(key: string): Promise<void>;
  /** There is a key that counts already. */
  exists(): void;
}

/** The screen that makes a key. */
export function enrolment(ports: EnrolmentPorts): HTMLElement {
  return enrolForm({
    known: ports.known,
    suggest: () => ports.suggest(),
    passkeys: ports.passkeys,
    make: (passphrase) => make(ports, passphrase),
    publish: async ({ key, chest, locks }, role) => {
      await ports.api.publish({ ...chest, locks, function: role });
      await ports.opened(key);
    },
    failed: (error, card) => {
      if (error instanceof Refused && error.status === 409) ports.exists();
      else card.complain(error instanceof Refused ? sentenceOf(error) : keys.enrol.notMade);
    },
  });
}

async function make({ me, work, now }: EnrolmentPorts, passphrase: string | null): Promise<EnrolledKeys> {
  const made = await makeKeys(dayInFrance(now()).slice(0, 7));
  const { labels } = keys.locks;
  const lock =
    passphrase === null
      ? await passkeyLock(made.key, keys.passkeyName(me.name), labels.passkey)
      : await typedLock("passphrase", work.wrap, made.key, passphrase, labels.passphrase);
  return { ...made, locks: [lock] };
}
