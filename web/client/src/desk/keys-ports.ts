/** What the open desk's pages of keys are given. */

import type { DeskApi } from "../net/desk-api";
import type { Absence, DeskKeysApi, Recovery, Rewrap } from "../net/desk-keys-api";
import type { DirectoryWatch, Watched } from "./directory-watch";
import type { OpenKey } from "./open-key";
import type { PassphraseWork } from "./passphrase-worker-client";
import type { Presence } from "./presence";

export interface KeysPorts {
  readonly messages: DeskApi;
  readonly api: DeskKeysApi;
  readonly open: OpenKey;
  readonly presence: Presence;
  readonly watch: DirectoryWatch;
  readonly work: PassphraseWork;
  /** Where the desk is, for the printed sheet. */
  readonly address: string;
  readonly passkeys: Promise<boolean>;
  suggest(): string;
  /** The server's hour when it is known. */
  now(): Date;
  print(): void;
  /** Asks the server again for my own keys. */
  renew(): Promise<void>;
  signedOut(): void;
}

/** What was asked of the server before the page is drawn. */
export interface Known {
  readonly watched: Watched;
  readonly recovery: Recovery;
  readonly rewraps: readonly Rewrap[];
  readonly absence: Absence | null;
}
