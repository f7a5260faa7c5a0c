/** What the desk hears about messages and their cases (docs/contracts.md, "Cases"). */

import type { PieceKind } from "../sealed/pieces";

export interface Person {
  readonly id: string;
  /** Null for somebody whose key is gone. */
  readonly name: string | null;
}

export type CaseState = "waiting" | "opened" | "taken" | "step" | "overdue" | "close_asked" | "closed";

/** One line of the list: dates and states, never a name of a pupil nor a word. */
export interface Entry {
  readonly id: string;
  /** The school's id. */
  readonly school: string;
  readonly date: string;
  readonly size: number;
  readonly readers: number;
  readonly damaged: boolean;
  readonly joined: boolean;
  readonly opened_by: readonly string[];
  readonly taken_by: string | null;
  readonly mine: { readonly opened: boolean };
  readonly state: CaseState;
  readonly since: string;
  readonly step_on: string | null;
  readonly overdue: boolean;
  /** Past what the pupil was promised, and nobody has opened it. */
  readonly late: boolean;
  readonly held: boolean;
  readonly attachments: readonly PieceKind[];
  /** The same letter for messages of one pupil, in this list only. */
  readonly sender_mark: string;
  readonly linked: readonly string[];
  /** The day it is erased unless it is held, once that is near. */
  readonly erased_on: string | null;
}

export interface CaseEvent {
  readonly kind: string;
  readonly by: Person;
  readonly at: string;
  /** A day, an id, or a person, by the kind. */
  readonly detail: string | Person | null;
}

export type HoldState = "none" | "asked" | "held" | "release_asked";

export type PaperKind = "note" | "sheet" | "reply";

export interface SealedPaper {
  readonly id: string;
  readonly kind: PaperKind;
  readonly by: Person;
  readonly at: string;
  readonly armour: string;
}

export interface CaseReader {
  readonly id: string;
  readonly name: string;
  readonly function: string | null;
  readonly opened_at: string | null;
  /** The last day of a declared absence. */
  readonly away_until: string | null;
}

export interface Case {
  readonly state: CaseState;
  readonly taken_by: Person | null;
  readonly handed_to: Person | null;
  readonly step_on: string | null;
  readonly close_asked_by: Person | null;
  readonly overdue: boolean;
  readonly hold: HoldState;
  /** After `hold` or `release`: what it keeps besides. */
  readonly hold_says?: string;
  readonly events: readonly CaseEvent[];
  readonly papers: readonly SealedPaper[];
  readonly readers: readonly CaseReader[];
}

export interface AnnouncedPiece {
  readonly id: string;
  readonly kind: PieceKind;
  readonly size: number;
  /** Whether its bytes have come. */
  readonly here: boolean;
}

export interface SealedEntry extends Case {
  readonly header: unknown;
  readonly armour: string;
  /** A colleague sealed it again for me, to my key of `key_month`. */
  readonly joined: boolean;
  readonly key_month: string;
  readonly attachments: readonly AnnouncedPiece[];
}

/** What may be done with a case, and what each needs. */
/** What the server refuses unless the owner of the key has just shown that they are there. */
export const ASKS_FOR_PRESENCE: ReadonlySet<CaseAct["act"]> = new Set<CaseAct["act"]>(["exported", "hold", "release"]);

export type CaseAct =
  | { readonly act: "opened" | "taken" | "close" | "reopen" | "exported" | "hold" | "release" }
  | { readonly act: "step"; readonly on: string }
  | { readonly act: "hand-over"; readonly to: string }
  | { readonly act: "link"; readonly other: string }
  | { readonly act: "papers"; readonly id: string; readonly kind: PaperKind; readonly armour: string };
