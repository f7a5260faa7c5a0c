/** What the desk is given by its page. */

import type { DeskApi } from "../net/desk-api";
import type { DeskKeysApi } from "../net/desk-keys-api";
import type { DirectoryMemory } from "./directory-memory";
import type { PassphraseWork } from "./passphrase-worker-client";

export interface DeskPorts {
  readonly api: DeskApi;
  readonly keysApi: DeskKeysApi;
  readonly work: PassphraseWork;
  /** What this browser remembers of the registers. */
  readonly memory: DirectoryMemory;
  readonly address: string;
  /** Whether this browser's device can keep a key. */
  readonly passkeys: Promise<boolean>;
  /** The message that the address asks for. */
  link: string | null;
  suggest(): string;
  now(): Date;
  signIn(): void;
  print(): void;
}
