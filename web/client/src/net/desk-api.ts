/** The referents' side of web for messages, call by call (docs/contracts.md, "Cases"). Calls about keys are in `desk-keys-api.ts`. */

import type { WrappedKey } from "../keys";
import type { Case, CaseAct, Entry, SealedEntry } from "./case-shapes";
import { presenceOf, request, type Fetch } from "./request";
import type { School } from "./shapes";

export type { Entry, SealedEntry } from "./case-shapes";

export interface Me {
  readonly id: string;
  readonly name: string;
  /** The first of `schools`, which are all those whose group they are in. */
  readonly school: School;
  readonly schools: readonly School[];
  readonly key: WrappedKey | null;
}

export class DeskApi {
  constructor(private readonly fetch: Fetch) {}

  async entries(): Promise<readonly Entry[]> {
    return (await request<Entry[]>(this.fetch, "GET", "/desk/api/envelopes")).body;
  }

  /** The sealed message with its case; the group sees that it was asked for. */
  async entry(id: string): Promise<SealedEntry> {
    return (await request<SealedEntry>(this.fetch, "GET", pathOf(id))).body;
  }

  async case(id: string): Promise<Case> {
    return (await request<Case>(this.fetch, "GET", `${pathOf(id)}/case`)).body;
  }

  /** The sealed bytes of a piece that follows the text; seen by the group as well. */
  async piece(id: string, piece: string): Promise<string> {
    const path = `${pathOf(id)}/attachments/${encodeURIComponent(piece)}`;
    return (await request<{ armour: string }>(this.fetch, "GET", path)).body.armour;
  }

  /** Does `act`, with a `proof` where it asks for one (`ASKS_FOR_PRESENCE`); the case as it is afterwards. */
  async act(id: string, { act, ...body }: CaseAct, proof: string | null = null): Promise<Case> {
    return (await request<Case>(this.fetch, "POST", `${pathOf(id)}/${act}`, body, presenceOf(proof))).body;
  }

  async signOut(): Promise<void> {
    await request<unknown>(this.fetch, "POST", "/desk/api/sign-out");
  }
}

function pathOf(id: string): string {
  return `/desk/api/envelopes/${encodeURIComponent(id)}`;
}
