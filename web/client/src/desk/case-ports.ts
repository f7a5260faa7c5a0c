/** What the parts of an open message need of the desk around it. */

import type { Case, CaseAct, Entry } from "../net/case-shapes";
import type { Me } from "../net/desk-api";
import type { Opened } from "../opening";

export interface CasePorts {
  readonly me: Me;
  now(): Date;
  /** The lines of the list as they are now. */
  entries(): readonly Entry[];
  /** Does it and shows what the case is afterwards; false when it failed, which is then said. */
  act(act: CaseAct): Promise<boolean>;
  /** Asks for the case again. */
  again(): void;
  /** Opens another message. */
  pick(id: string): void;
  /** The sealed bytes of a piece. */
  piece(id: string): Promise<string>;
  /** Gives the browser a file to keep. */
  keep(name: string, content: Blob): void;
}

/** An open message and the case as it was last heard of. */
export interface OpenCase {
  readonly opened: Opened;
  readonly state: Case;
}
