/** The referents' side of web, call by call (docs/contracts.md, "Referents' keys"). */

import type { KeySet, WrappedKey } from "../keys";
import { request, type Fetch, type Reply } from "./request";
import type { School } from "./shapes";

export interface Me {
  readonly id: string;
  readonly name: string;
  /** The first of `schools`, which are all those whose group they are in. */
  readonly school: School;
  readonly schools: readonly School[];
  readonly key: WrappedKey | null;
}

export interface Entry {
  readonly id: string;
  /** The school's id. */
  readonly school: string;
  readonly date: string;
  readonly size: number;
  readonly readers: number;
  readonly opened_by: readonly string[];
  readonly taken_by: string | null;
  readonly mine: { readonly opened: boolean };
}

export interface SealedEntry {
  readonly header: unknown;
  readonly armour: string;
}

export class DeskApi {
  constructor(private readonly fetch: Fetch) {}

  me(): Promise<Reply<Me>> {
    return request<Me>(this.fetch, "GET", "/desk/api/me");
  }

  async publish(keys: KeySet): Promise<void> {
    await request<unknown>(this.fetch, "POST", "/desk/api/keys", keys);
  }

  async entries(): Promise<readonly Entry[]> {
    return (await request<Entry[]>(this.fetch, "GET", "/desk/api/envelopes")).body;
  }

  async entry(id: string): Promise<SealedEntry> {
    return (await request<SealedEntry>(this.fetch, "GET", `/desk/api/envelopes/${encodeURIComponent(id)}`)).body;
  }

  async mark(id: string, what: "opened" | "taken"): Promise<void> {
    await request<unknown>(this.fetch, "POST", `/desk/api/envelopes/${encodeURIComponent(id)}/${what}`);
  }

  async signOut(): Promise<void> {
    await request<unknown>(this.fetch, "POST", "/desk/api/sign-out");
  }
}
