/** The shapes that web sends to the browser (docs/contracts.md). */

export interface Card {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly what_for: string;
  readonly hours: string;
  readonly now: string;
  readonly open: boolean;
  readonly cost: string;
  readonly privacy: string;
  readonly bill: string | null;
  readonly what_happens: string;
  readonly call: string | null;
  readonly sms: string | null;
  readonly chat: string | null;
}

export interface Choice {
  readonly title: string;
  readonly token: string;
  readonly handoff: boolean;
}

export type Panel = "handoff" | "state" | "leave" | "reperes" | "reperes_primaire";

/** The two readings of the notice to pupils. */
export type NoticeLevel = "primaire" | "college";

export interface NoticeSection {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly points: readonly string[];
}

/** How what is said is to be shown: the pupil's level, when it is known, and whether they asked for easy words. */
export interface Look {
  readonly register: string | null;
  readonly easy: boolean;
}

export interface Message {
  readonly texts: readonly string[];
  readonly buttons: readonly Choice[];
  readonly helplines: readonly Card[];
  readonly panel: Panel | null;
  readonly urgent: boolean;
  readonly look?: Look | null;
}

export interface Answer {
  readonly turn: number;
  readonly messages: readonly Message[];
  /** The pupil may be offered to give the words that were not understood. */
  readonly may_give?: true;
}

export interface School {
  readonly id: string;
  readonly name: string;
}

/** What somebody whose account is not a pupil's is shown instead of the hand-off. */
export interface Way {
  readonly title: string;
  readonly texts: readonly string[];
  readonly helplines: readonly Card[];
  readonly desk: string | null;
}

/** What a sign-in brought: a pupil's schools, or an adult's own way. */
export interface Joined {
  readonly profile: string;
  readonly schools: readonly School[];
  /** A pupil's level, as one word: `primaire`, `college` or `lycee`. */
  readonly register?: string | null;
  readonly way?: Way;
}

/** Somebody who is not there: until when, and who is there instead. */
export interface Absence {
  readonly until: string;
  readonly substitute: string | null;
}

/** Somebody of the list, or told apart from it. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

export interface Reader extends Person {
  readonly function: string | null;
  readonly can_read: boolean;
  readonly recipient: string | null;
  readonly absent: Absence | null;
}

export interface Readers {
  readonly school: School;
  readonly group: { readonly name: string; readonly count: number };
  readonly month: string;
  readonly readers: readonly Reader[];
  /** When an adult will have opened it at the latest; null: nobody can say. */
  readonly promise: { readonly by: string; readonly text: string } | null;
  /** Who would be told, without reading, that something waits: the head of the school, then somebody outside. */
  readonly head: Person | null;
  readonly outside: Person | null;
}

/** What became of one message. */
export interface Sent {
  readonly state: string;
  readonly date: string;
  readonly text: string;
  readonly promised: string | null;
  /** What was promised has passed; the lines of the moment come with it. */
  readonly late: boolean;
  readonly helplines?: readonly Card[];
  /** What opens the replies, closed with the word. */
  readonly reply_lock: string | null;
  readonly replies: readonly { readonly at: string; readonly armour: string }[];
}

export interface States {
  readonly found: boolean;
  readonly messages?: readonly Sent[];
}
