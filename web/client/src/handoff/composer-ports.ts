/** What the composer needs from the page around it. */

import type { HostPage } from "../chat/host-page";
import type { Numbers } from "../chat/numbers";
import type { Sleep } from "../net/patience";
import type { PupilApi } from "../net/pupil-api";
import type { Answer } from "../net/shapes";
import type { Account } from "./account";
import type { Sealer } from "./sealer";
import type { VoiceDevice } from "./voice/device";

export interface ComposerPorts {
  readonly api: PupilApi;
  readonly host: HostPage;
  readonly numbers: Numbers;
  /** Three pictures instead of a word, for a young pupil. */
  readonly pictures: boolean;
  readonly account: Account;
  readonly voice: VoiceDevice;
  /** The conversation so far, as plain text; empty when the pupil has said nothing. */
  conversation(): string;
  loadSealer(): Promise<Sealer>;
  promise(envelope: string, waiting: (milliseconds: number) => void): Promise<Answer>;
  reopen(): Promise<void>;
  newId(): string;
  now(): Date;
  sleep: Sleep;
  /** Resolves once what was shown is on the screen: sealing keeps the browser busy for a moment. */
  painted(): Promise<void>;
  show(element: HTMLElement): void;
  /** Back to the conversation; nothing has been sent. */
  cancel(): void;
  /** Back to the conversation, which goes on with this answer. */
  done(answer: Answer): void;
}
