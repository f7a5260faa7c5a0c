/** The desk's calls about keys: locks, months, the directory and its log, recovery, joiners (docs/contracts.md, "Referents' keys"). */

import type { KeySet, MonthKey } from "../keys";
import type { Lock } from "../sealed/locks";
import type { LogEntry, SignedHead } from "../sealed/log";
import type { SealedShare } from "../sealed/recovery";
import type { Head } from "../sealed/signing";
import type { PublishedKey } from "../sealed/vouched";
import type { Me } from "./desk-api";
import { presenceOf, request, type Fetch, type Reply } from "./request";

/** Who I am, as the pages of keys need it. */
export interface DeskMe extends Me {
  /** Whether they manage the school's groups in the ENT: then they confirm nobody's key. */
  readonly is_administrator: boolean;
}

export interface Colleague extends PublishedKey {
  readonly name: string;
  readonly function: string | null;
  readonly left: boolean;
  readonly offered: boolean;
  readonly exercised_at: string | null;
  readonly countersigned_by: readonly { readonly id: string; readonly name: string; readonly at: string }[];
  readonly absent: { readonly until: string } | null;
}

export interface Directory {
  readonly people: readonly Colleague[];
  /** How many members the ENT's group has, when that is known. */
  readonly members_known: number | null;
  readonly log: readonly LogEntry[];
  readonly heads: readonly SignedHead[];
  readonly shares_wanted: boolean;
}

export interface Recovery {
  readonly mine: { readonly recipient: string; readonly wrapped_identity: string; readonly given: readonly SealedShare[] } | null;
  readonly others: readonly AskedForHelp[];
}

export interface AskedForHelp {
  readonly referent: string;
  readonly name: string;
  readonly recipient: string;
  readonly armour: string;
}

export interface Rewrap {
  readonly envelope: string;
  readonly for: { readonly id: string; readonly name: string; readonly month: string; readonly recipient: string };
}

/** Where somebody's log is, and the recipients that they published. */
export interface PublishedMonths {
  readonly school: string;
  readonly months: readonly { readonly month: string; readonly recipient: string }[];
}

export interface Absence {
  readonly first: string;
  readonly last: string;
  /** Who reads meanwhile. */
  readonly substitute: string | null;
}

export interface Countersign {
  readonly school: string;
  readonly key: string;
  readonly signature: string;
}

export class DeskKeysApi {
  constructor(private readonly fetch: Fetch) {}

  me = (): Promise<Reply<DeskMe>> => request<DeskMe>(this.fetch, "GET", "/desk/api/me");
  publish = (keys: KeySet) => this.send("POST", "keys", keys);
  /** What the key signs to show that its owner is there; each call that takes a `proof` is refused without it. */
  challenge = async () => (await this.read<{ readonly challenge: string }>("presence")).challenge;
  addLock = (lock: Lock, signature: string, proof: string) => this.send("POST", "keys/locks", { ...lock, signature }, proof);
  removeLock = (id: string, signature: string, proof: string) => this.send("POST", `keys/locks/${encodeURIComponent(id)}/remove`, { signature }, proof);
  rehearsed = (lock: string) => this.send("POST", `keys/locks/${encodeURIComponent(lock)}/rehearsed`);
  addMonths = (months: readonly MonthKey[], signature: string) => this.send("POST", "keys/months", { months, signature });
  exercised = () => this.send("POST", "drill");
  directory = (school: string) => this.read<Directory>(`directory?school=${encodeURIComponent(school)}`);
  countersign = (referent: string, body: Countersign) => this.send("POST", `directory/${encodeURIComponent(referent)}/countersign`, body);
  left = (referent: string, school: string, proof: string) => this.send("POST", `directory/${encodeURIComponent(referent)}/left`, { school }, proof);
  signHead = (school: string, head: Head, signature: string) => this.send("POST", "directory/head", { school, ...head, signature });
  keepShares = (shares: readonly SealedShare[], signature: string) => this.send("PUT", "recovery/shares", { shares, signature });
  askRecovery = (recipient: string, wrapped: string) => this.send("POST", "recovery", { recipient, wrapped_identity: wrapped });
  recovery = () => this.read<Recovery>("recovery");
  giveShare = (referent: string, armour: string, proof: string) => this.send("POST", `recovery/${encodeURIComponent(referent)}`, { armour }, proof);
  recovered = (locks: readonly Lock[], signature: string, proof: string) => this.send("POST", "recovery/done", { locks, signature }, proof);
  rewraps = () => this.read<readonly Rewrap[]>("rewraps");
  monthsOf = (referent: string) => this.read<PublishedMonths>(`directory/${encodeURIComponent(referent)}/months`);
  absence = () => this.read<{ readonly absence: Absence | null }>("absence");
  declareAbsence = (absence: Absence) => this.send("PUT", "absence", absence);
  withdrawAbsence = () => this.send("DELETE", "absence");
  openTo = (envelope: string, referent: string, armour: string) => this.send("POST", `envelopes/${encodeURIComponent(envelope)}/readers`, { referent, armour });

  private async send(method: "POST" | "PUT" | "DELETE", path: string, body: unknown = {}, proof: string | null = null): Promise<void> {
    await request<unknown>(this.fetch, method, `/desk/api/${path}`, body, presenceOf(proof));
  }

  private async read<T>(path: string): Promise<T> {
    return (await request<T>(this.fetch, "GET", `/desk/api/${path}`)).body;
  }
}
