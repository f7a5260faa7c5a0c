/**
 * Looks after a school's directory while the desk is open: checks the log's chain against what this browser, and what colleagues signed, knew
 * of it; checks each published key against the log; then remembers the head and signs it. With a flaw nothing is remembered nor signed.
 */

import { identityToRecipient } from "age-encryption";

import type { Colleague, DeskKeysApi, Directory } from "../net/desk-keys-api";
import { flawOfLog, headOf, signedHeads, type LogFlaw } from "../sealed/log";
import { whatOfShares } from "../sealed/own-acts";
import { SHARES_NEEDED, splitKey, type SealedShare } from "../sealed/recovery";
import { headStatement, verifies } from "../sealed/signing";
import { isVouched } from "../sealed/vouched";
import type { DirectoryMemory } from "./directory-memory";
import type { OpenKey } from "./open-key";

export type DirectoryFlaw = LogFlaw | "not_vouched" | "month_not_mine";

export interface Watched {
  readonly school: string;
  readonly directory: Directory;
  readonly flaw: DirectoryFlaw | null;
  /** Colleagues whose signature of the log holds. */
  readonly seenBy: readonly string[];
  /** Whether this browser had nothing to compare it with of its own. */
  readonly isFirst: boolean;
}

export class DirectoryWatch {
  constructor(
    private readonly api: DeskKeysApi,
    private readonly open: OpenKey,
    private readonly memory: DirectoryMemory,
    /** The month that it is, for the server. */
    private readonly month: () => string,
  ) {}

  /** The directory of `school`, judged; a sound one is remembered, signed, and my key's shares are left with its people. */
  async look(school: string): Promise<Watched> {
    const remembered = this.memory.head(school); // before asking: what comes then is never older
    const directory = await this.api.directory(school);
    const { people, log, heads } = directory;
    const known = new Map(people.map((person) => [person.id, person.signing_key]));
    const proved = await signedHeads(school, heads, known);
    const flaw = (await flawOfLog(school, log, remembered, proved)) ?? (await this.flawOfKeys(school, directory));
    const seenBy = proved.map((head) => head.referent).filter((id) => id !== this.open.me.id);
    if (flaw === null) await this.keepUp(school, directory);
    return { school, directory, flaw, seenBy, isFirst: remembered === null };
  }

  /** From now on the register is the one that the server shows: people have understood together why it is another one. */
  startOver(school: string): void {
    this.memory.forget(school);
  }

  private async flawOfKeys(school: string, { people, log }: Directory): Promise<DirectoryFlaw | null> {
    const judged = people.map((person) => ({ ...person, counted: person.counted && !person.left }));
    const vouched = await Promise.all(judged.map((person) => isVouched(school, person, judged, log)));
    const mine = people.find(({ id }) => id === this.open.me.id);
    if (!vouched.every(Boolean) || (mine !== undefined && !(await this.isMyKey(mine)))) return "not_vouched";
    return (await this.open.ownsMonths(this.month())) ? null : "month_not_mine";
  }

  /** Whether what is published under my name is what my key opens and signs with. */
  private async isMyKey(published: Colleague): Promise<boolean> {
    if ((await identityToRecipient(this.open.secret)) !== published.key_recipient) return false;
    return verifies(published.signing_key, { said: published.id }, await this.open.sign({ said: published.id }));
  }

  private async keepUp(school: string, directory: Directory): Promise<void> {
    const head = headOf(directory.log);
    if (head === null) return;
    this.memory.remember(school, head);
    const signed = directory.heads.find(({ referent }) => referent === this.open.me.id);
    if (signed?.hash !== head.hash) await quietly(async () => this.api.signHead(school, head, await this.open.sign(headStatement(school, head))));
    if (directory.shares_wanted) await quietly(() => this.leaveShares(directory));
  }

  private async leaveShares({ people }: Directory): Promise<void> {
    const { me, secret } = this.open;
    const holders = people.filter(({ id, counted, left }) => counted && !left && id !== me.id);
    if (holders.length >= SHARES_NEEDED) await this.shareOut(await splitKey(secret, me.id, holders));
  }

  private async shareOut(shares: readonly SealedShare[]): Promise<void> {
    await this.api.keepShares(shares, await this.open.signOwn("shares", await whatOfShares(shares)));
  }
}

/** What can be done again at the next visit does not hold this one back. */
async function quietly(act: () => Promise<void>): Promise<void> {
  await act().catch(() => undefined);
}
