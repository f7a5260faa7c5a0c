/** What adults answered, opened with the pupil's word in this browser, shown as plain text, kept nowhere. */

import { h } from "../element";
import type { Sealer } from "../handoff/sealer";
import type { Sent } from "../net/shapes";
import { dayInFrance } from "../sealed/months";
import { decodeReply } from "../sealed/reply";
import { handoff } from "../texts/handoff.fr";
import { dayInWords } from "../texts/days.fr";

const say = handoff.state;

export interface ReadReply {
  /** The day it was written, YYYY-MM-DD. */
  readonly day: string;
  /** Null: it could not be opened. */
  readonly text: string | null;
}

type Opener = Pick<Sealer, "openReplyLock" | "openWith">;

/** The replies to one message, oldest first. Never rejects: what does not open is told as such. */
export async function readReplies({ replies, reply_lock }: Sent, word: string, load: () => Promise<Opener>): Promise<readonly ReadReply[]> {
  if (replies.length === 0) return [];
  const open = await openerOf(reply_lock, word, load);
  return Promise.all(replies.map(async ({ at, armour }) => ({ day: dayInFrance(new Date(at)), text: await open(armour) })));
}

async function openerOf(lock: string | null, word: string, load: () => Promise<Opener>): Promise<(armour: string) => Promise<string | null>> {
  try {
    const opener = await load();
    const secret = lock === null ? null : await opener.openReplyLock(lock, word);
    return async (armour) => (secret === null ? null : opened(opener, secret, armour));
  } catch {
    return async () => null;
  }
}

async function opened(opener: Opener, secret: string, armour: string): Promise<string | null> {
  try {
    return decodeReply(await opener.openWith(secret, armour));
  } catch {
    return null;
  }
}

/** The replies on the screen. */
export function replyList(replies: readonly ReadReply[]): HTMLElement | null {
  if (replies.length === 0) return null;
  const items = replies.map(({ day, text }) =>
    h(
      "li",
      { class: "reply", "data-testid": "reply" },
      h("p", { class: "part-title" }, say.replyBy),
      h("p", { class: "reply-text" }, text ?? say.replyBroken),
      h("p", { class: "soft" }, say.replyOn(dayInWords(day))),
    ),
  );
  return h("div", { class: "part-wide" }, h("ul", { class: "states", role: "list" }, ...items), h("p", { class: "soft" }, say.notKept));
}
