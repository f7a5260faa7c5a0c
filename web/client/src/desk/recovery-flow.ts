/** Recovery, before the desk is open: asking with a temporary identity, then joining what two colleagues gave back. */

import type { DeskKeysApi, Recovery } from "../net/desk-keys-api";
import type { Lock } from "../sealed/locks";
import { typedLock } from "../sealed/locks";
import { whatOfLocks } from "../sealed/own-acts";
import { joinShares, temporaryIdentity } from "../sealed/recovery";
import { keys } from "../texts/desk-keys.fr";
import { OpenKey, type MeWithKey } from "./open-key";
import type { ChoiceHelp } from "./passphrase-choice";
import type { PassphraseWork } from "./passphrase-worker-client";
import { proofBy } from "./presence";
import { askScreen, waitScreen } from "./recovery-ask";
import { sentenceOf } from "./trouble";

export interface FlowPorts extends ChoiceHelp {
  readonly api: DeskKeysApi;
  readonly work: PassphraseWork;
  readonly me: MeWithKey;
  show(screen: HTMLElement): void;
  /** The key is back. */
  opened(key: string): Promise<void>;
  back(): void;
}

export class RecoveryFlow {
  constructor(private readonly ports: FlowPorts) {}

  /** The screen that fits what the server knows: asking, or waiting. */
  async begin(): Promise<void> {
    const { mine } = await this.ports.api.recovery();
    if (mine === null) this.ask();
    else await this.wait(mine);
  }

  private ask(): void {
    const { known, back, show } = this.ports;
    const suggest = () => this.ports.suggest();
    show(askScreen({ known, suggest, back, failed: sentenceOf, ask: (passphrase) => this.askWith(passphrase) }));
  }

  private async askWith(passphrase: string): Promise<void> {
    const { identity, recipient } = await temporaryIdentity();
    await this.ports.api.askRecovery(recipient, await this.ports.work.wrap(identity, passphrase));
    await this.begin();
  }

  private async wait(mine: NonNullable<Recovery["mine"]>): Promise<void> {
    const { show, back } = this.ports;
    const refresh = () => void this.begin();
    const again = () => this.ask();
    show(await waitScreen(mine.recipient, mine.given, { refresh, again, back, failed: sentenceOf, finish: (passphrase) => this.finish(mine, passphrase) }));
  }

  private async finish(mine: NonNullable<Recovery["mine"]>, passphrase: string): Promise<void> {
    const { api, work, me, opened } = this.ports;
    const identity = await work.unwrap(mine.wrapped_identity, passphrase);
    const key = await joinShares(mine.given, identity, me.id, me.key.key_recipient);
    const lock: Lock = await typedLock("passphrase", work.wrap, key, passphrase, keys.locks.labels.passphrase);
    const open = new OpenKey(me, key);
    await api.recovered([lock], await open.signOwn("recovered", await whatOfLocks([lock])), await proofBy(open, await api.challenge()));
    await opened(key);
  }
}
