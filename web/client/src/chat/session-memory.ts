/**
 * What the page remembers of one session, in memory only: what was said, the pupil's own first words, what they wrote
 * and did not send, who they signed in as.
 *
 * A session in place of one that ended may be another child's. Nothing of before goes into it, but for what was
 * written in a composer that is still open.
 */

import type { Account } from "../handoff/account";
import { Draft } from "../handoff/draft";
import { OwnWords } from "./own-words";
import { Spoken } from "./spoken";

export class SessionMemory {
  readonly account: Account = { schools: [] };
  readonly ownWords = new OwnWords();
  readonly spoken = new Spoken();
  private unsent: string | null = null;
  private draft: Draft | null = null;

  /** A draft for a composer that opens: what was not sent before, or the pupil's own first words. */
  beginDraft(): Draft {
    const words = this.unsent ?? this.ownWords.first;
    this.draft = new Draft(words, words !== "");
    return this.draft;
  }

  /** The composer was left: what was written in it is kept for the next one. */
  putAside(): void {
    if (this.draft?.isWritten) this.unsent = this.draft.text;
    this.draft = null;
  }

  /** The message is on its way. */
  sent(): void {
    this.unsent = null;
    this.draft = null;
  }

  /** The session is over. */
  forget(): void {
    this.account.schools = [];
    this.ownWords.forget();
    this.spoken.forget();
    this.unsent = null;
    this.draft?.forgetPrefill();
  }
}
