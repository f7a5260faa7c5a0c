/**
 * Opening a message to a colleague who joined: the same bytes, sealed again to their key of the month, if the pupil did not leave them out and
 * the log proves that the key is theirs.
 */

import { monthIdentity, NoMonthKey } from "../keys";
import type { DeskApi } from "../net/desk-api";
import type { DeskKeysApi, Rewrap } from "../net/desk-keys-api";
import { mayJoin, open as openEnvelope, rewrap, type Opened } from "../opening";
import { isMonthProved } from "../sealed/vouched";
import type { DirectoryWatch } from "./directory-watch";
import type { OpenKey } from "./open-key";

/** The pupil left this person out, or closed the message. */
export class NotToBeOpened extends Error {}

/** The log does not prove that the key of the month is this person's. */
export class KeyNotProved extends Error {}

export interface JoinerPorts {
  readonly open: OpenKey;
  readonly messages: DeskApi;
  readonly api: DeskKeysApi;
  readonly watch: DirectoryWatch;
}

/** Opens the message of `asked` here and seals it again. Throws KeyNotProved, NotToBeOpened, OpeningRefused, NoMonthKey or what the server refuses. */
export async function openTo(asked: Rewrap, { open, messages, api, watch }: JoinerPorts): Promise<void> {
  await requireProof(asked.for, api, watch);
  const opened = await readHere(asked.envelope, open, messages);
  if (!mayJoin(opened, asked.for.id)) throw new NotToBeOpened("left out, or closed");
  await api.openTo(asked.envelope, asked.for.id, await rewrap(opened, asked.for.recipient));
}

async function requireProof(joiner: Rewrap["for"], api: DeskKeysApi, watch: DirectoryWatch): Promise<void> {
  const { school, months } = await api.monthsOf(joiner.id);
  const { flaw, directory } = await watch.look(school);
  if (flaw !== null || !(await isMonthProved(joiner.id, joiner, months, directory.log))) throw new KeyNotProved("the month's key is not proved");
}

/** A message that came by a colleague is sealed to the key of the month in which that colleague did it: each of mine is tried. */
async function readHere(id: string, open: OpenKey, messages: DeskApi): Promise<Opened> {
  const sealed = await messages.entry(id);
  const month = (sealed.header as { readonly month?: string }).month ?? "";
  const { months } = open.me.key;
  if (!sealed.joined) return openEnvelope(sealed, id, open.me.id, await monthIdentity(open.secret, months, month));
  for (const one of months) {
    const identity = await monthIdentity(open.secret, months, one.month);
    const opened = await openEnvelope(sealed, id, open.me.id, identity, { joined: true }).catch(() => null);
    if (opened !== null) return opened;
  }
  throw new NoMonthKey(month);
}
