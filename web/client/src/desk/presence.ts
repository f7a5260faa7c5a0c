/**
 * Showing that the owner of the key is at the desk now, for what cannot be taken back (docs/adr/0024).
 *
 * Whoever opened a lock less than five minutes ago is asked nothing. Otherwise a lock is opened again, over what was begun, which stays. What is
 * sent is a signature by the key over a challenge of the server; it serves this call, this person and this session only.
 */

import { sha256Hex } from "../sealed/fingerprint";
import type { OpenKey } from "./open-key";

/** How long an opened lock shows that its owner is there, in milliseconds. */
export const FRESH = 5 * 60_000;

/** They closed the question: nothing was done. */
export class NotShown extends Error {}

export interface PresencePorts {
  /** The server's challenge of this moment. */
  challenge(): Promise<string>;
  now(): number;
  /** Has a lock opened again: W, or null when they would rather not. */
  reopen(): Promise<string | null>;
}

export class Presence {
  private shownAt: number;

  /** `open` was opened by one of its locks just now. */
  constructor(private readonly open: OpenKey, private readonly ports: PresencePorts) {
    this.shownAt = ports.now();
  }

  /** What goes with the call. Throws NotShown, or what the server refuses. */
  async proof(): Promise<string> {
    if (!this.isFresh()) await this.show();
    return proofBy(this.open, await this.ports.challenge());
  }

  private isFresh(): boolean {
    const age = this.ports.now() - this.shownAt;
    return age >= 0 && age < FRESH;
  }

  private async show(): Promise<void> {
    if ((await this.ports.reopen()) !== this.open.secret) throw new NotShown("the key was not opened again");
    this.shownAt = this.ports.now();
  }
}

/** The signature of a challenge by a key that was opened just now. */
export async function proofBy(open: OpenKey, challenge: string): Promise<string> {
  return `${challenge}.${await open.signOwn("present", await sha256Hex(challenge))}`;
}
