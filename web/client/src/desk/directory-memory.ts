/**
 * What this browser remembers of each school's register between two visits: the number and hash of the last line seen. No name, no word.
 * It only ever goes on, but by an express decision of people who have understood why the register is another one.
 */

import type { Head } from "../sealed/signing";

const place = (school: string) => `parlons-en-directory:${school}`;

export class DirectoryMemory {
  /** `kept` null: a browser that keeps nothing; colleagues' signatures are then all that is compared. */
  constructor(private readonly kept: Storage | null) {}

  /** The head seen last, or null: a browser that never saw it, or whose memory was emptied. */
  head(school: string): Head | null {
    try {
      const { seq, hash } = JSON.parse(this.kept?.getItem(place(school)) ?? "null") as Head;
      return Number.isSafeInteger(seq) && seq >= 1 && typeof hash === "string" ? { seq, hash } : null;
    } catch {
      return null;
    }
  }

  /** Another window of this browser may have seen more meanwhile: that stays. */
  remember(school: string, head: Head): void {
    if ((this.head(school)?.seq ?? 0) > head.seq) return;
    try {
      this.kept?.setItem(place(school), JSON.stringify({ seq: head.seq, hash: head.hash }));
    } catch {
      // A full or refused storage: the next visit compares with colleagues' signatures only.
    }
  }

  forget(school: string): void {
    this.kept?.removeItem(place(school));
  }
}

/** The storage of `page`, or null where the browser refuses it. */
export function storageOf(page: { readonly localStorage: Storage }): Storage | null {
  try {
    return page.localStorage;
  } catch {
    return null;
  }
}
