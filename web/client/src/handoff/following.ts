/**
 * The pieces of a message that is on its way: each is sent after it, in turn, as often as it takes.
 *
 * The very same bytes under the same id: sending one twice adds nothing. What fails is told, and stays here while the
 * page is open; the message itself never depends on it.
 */

import { patiently, type Sleep } from "../net/patience";
import { Refused } from "../net/request";
import type { Attachment, Envelope } from "../sealing";

export interface FollowingPorts {
  attach(envelope: string, piece: Attachment, givenUp: AbortSignal): Promise<void>;
  sleep: Sleep;
}

export class Following {
  private waiting: readonly Attachment[];
  private sending = new AbortController();

  constructor(
    private readonly envelope: Envelope,
    private readonly ports: FollowingPorts,
  ) {
    this.waiting = envelope.attachments;
  }

  /** The piece to send now, or null when none is left. */
  get next(): Attachment | null {
    return this.waiting[0] ?? null;
  }

  /** Sends one. Throws NoAnswer or Refused: then it still waits. */
  async send(piece: Attachment): Promise<void> {
    const { signal } = (this.sending = new AbortController());
    const once = () => (signal.aborted ? Promise.reject(new GivenUp()) : this.ports.attach(this.envelope.header.id, piece, signal));
    await patiently(once, this.ports.sleep, () => undefined);
    this.leave(piece);
  }

  /** It waits no more: it is there, or the pupil goes on without it, and what is still on its way is cut. */
  leave(piece: Attachment): void {
    this.sending.abort();
    this.waiting = this.waiting.filter((one) => one !== piece);
  }
}

/** The pupil goes on without this piece: it is not tried again. */
class GivenUp extends Error {}

/** Whether trying again may help: nothing came back, or the server could not for now. */
export function mayPass(error: unknown): boolean {
  return !(error instanceof Refused) || error.status >= 500 || error.status === 429;
}
