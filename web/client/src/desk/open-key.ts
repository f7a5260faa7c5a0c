/** An unlocked key while the desk is open: the only place that holds W and the signing key, and forgets them with the page. */

import { makeMonths, monthIdentity, signBy, unwrapBy, wrapTo, YEAR, type WrappedKey } from "../keys";
import type { DeskMe } from "../net/desk-keys-api";
import { missingMonths } from "../sealed/months";
import { ownStatement, type OwnAct } from "../sealed/signing";
import type { Canonical } from "../sealed/canonical";

export interface MeWithKey extends DeskMe {
  readonly key: WrappedKey;
}

export function hasKey(me: DeskMe): me is MeWithKey {
  return me.key !== null;
}

/** The month's own key does not open what was sealed to it. */
export class DrillFailed extends Error {}

export class OpenKey {
  /** Recipients of months that were found to be mine. */
  private readonly owned = new Set<string>();

  constructor(
    private known: MeWithKey,
    /** W. */
    readonly secret: string,
  ) {}

  get me(): MeWithKey {
    return this.known;
  }

  /** What the server says of me now; nothing changes when it knows no key of mine any more. */
  renew(me: DeskMe): void {
    if (hasKey(me)) this.known = me;
  }

  /** Signs a statement with the signing key that W unwraps. */
  sign(statement: Canonical): Promise<string> {
    return signBy(this.secret, this.me.key.wrapped_signing, statement);
  }

  /** Whether every month from `month` on is mine: what is published under my name opens to what my key wraps. */
  async ownsMonths(month: string): Promise<boolean> {
    const { months } = this.me.key;
    const due = months.filter((one) => one.month >= month && !this.owned.has(one.recipient));
    for (const one of due) {
      const identity = await monthIdentity(this.secret, months, one.month).catch(() => null);
      if (identity === null) return false;
      this.owned.add(one.recipient);
    }
    return true;
  }

  /** Signs a change of my own key. */
  signOwn(does: OwnAct, what: string): Promise<string> {
    return this.sign(ownStatement(does, this.me.id, what));
  }

  /** Keys for those of the twelve months from `month` that have none yet. */
  newMonths(month: string) {
    const { months, key_recipient } = this.me.key;
    return makeMonths(key_recipient, missingMonths(months, month, YEAR));
  }

  /** Seals a trial message to the published key of `month` and opens it as a pupil's would be. Throws DrillFailed. */
  async tryMonth(months: WrappedKey["months"], month: string): Promise<void> {
    const said = crypto.randomUUID();
    const recipient = months.find((one) => one.month === month)?.recipient ?? "";
    const opened = await wrapTo(recipient, said)
      .then(async (sealed) => unwrapBy(await monthIdentity(this.secret, months, month), sealed))
      .catch(() => null);
    if (opened !== said) throw new DrillFailed("the key of the month does not open");
  }
}
