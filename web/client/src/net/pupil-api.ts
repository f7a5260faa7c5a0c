/**
 * The pupil's side of web, call by call (docs/contracts.md, "Browser ⇄ web").
 *
 * All windows of a browser share one cookie, of the session that began last. So each call says the number that this
 * window was answered last: web refuses (`session_over`) what comes from a window of another session.
 */

import type { Envelope } from "../sealing";
import { request, type Fetch, type Headers, type Reply } from "./request";
import type { Answer, Joined, NoticeLevel, NoticeSection, Readers, States } from "./shapes";
import type { Said, TurnPost } from "./turns";
import type { Work } from "./work";

/** A sealed piece of an envelope. */
export type Attachment = Envelope["attachments"][number];

/** How long a sealed piece may take, in milliseconds: it weighs up to 700 kB, on a school's line. */
const PIECE_LIMIT = 180_000;

export interface SignInPlace {
  readonly url: string;
  readonly fallback_url: string;
}

/** What the window's address says: the school's UAI, the pupils' level, who it was opened for; each may be nothing. */
export interface Place {
  readonly school: string;
  readonly register: string;
  readonly profile: string;
}

const NOWHERE: Place = { school: "", register: "", profile: "" };

/** This window's session: the number that it was answered last. */
interface Session {
  turn: number;
}

export class PupilApi implements TurnPost {
  private session: Session | null = null;
  /** The level that a sign-in of this session brought. */
  private learnt = "";

  /** `place` picks public words; no right comes with it. */
  constructor(
    private readonly fetch: Fetch,
    private readonly at: Place = NOWHERE,
  ) {}

  /** Begins a new session; the one of before, in whichever window, is over. `work` was asked by a refusal. */
  async open(work: Work | null = null): Promise<Answer> {
    const body = work === null ? {} : { work };
    const answer = (await request<Answer>(this.fetch, "POST", "/api/session", body, this.place(""))).body;
    this.session = { turn: answer.turn };
    this.learnt = "";
    return answer;
  }

  async play(turn: number, said: Said): Promise<Answer> {
    const session = this.session;
    const answer = (await this.ask<Answer>("POST", "/api/turns", { turn, ...bodyOf(said) })).body;
    if (session !== null) session.turn = answer.turn;
    return answer;
  }

  /** Destroys this window's session, never a newer one; with `keepalive`, because the page is being left. Nothing is awaited. */
  leave(): void {
    const headers = { "Content-Type": "application/json", "X-Parlons-En": "1", ...this.number() };
    const init: RequestInit = { method: "POST", credentials: "same-origin", keepalive: true, headers, body: "{}" };
    void this.fetch("/api/leave", init).catch(() => undefined);
  }

  /** Gives the content team a sentence, as it was shown; the very same one may be sent again after NoAnswer. */
  async give(sentence: string): Promise<void> {
    await this.ask<unknown>("POST", "/api/given", { sentence });
  }

  async signIn(): Promise<SignInPlace> {
    return (await this.ask<SignInPlace>("POST", "/api/sign-in")).body;
  }

  async join(code: string): Promise<Joined> {
    const joined = (await this.ask<Joined>("POST", "/api/sign-in/join", { code })).body;
    this.learnt = joined.register ?? "";
    return joined;
  }

  readers(school: string): Promise<Reply<Readers>> {
    return this.ask<Readers>("GET", `/api/handoff/readers?school=${encodeURIComponent(school)}`);
  }

  /** Deposits an envelope, without its pieces; the very same one may be sent again after NoAnswer. */
  async deposit(school: string, envelope: Envelope, word: string): Promise<void> {
    const { header, armour, readers, excluded, closed, reply_lock } = envelope;
    const attachments = envelope.attachments.map(({ id, kind, size }) => ({ id, kind, size }));
    const body = { school, header, armour, readers, excluded, closed, reply_lock, attachments, word };
    await this.ask<unknown>("PUT", `/api/handoff/envelopes/${header.id}`, body);
  }

  /** Adds one piece of an envelope that is there; the very same one may be sent again after NoAnswer. `givenUp` cuts it. */
  async attach(envelope: string, { id, kind, size, armour }: Attachment, givenUp?: AbortSignal): Promise<void> {
    const path = `/api/handoff/envelopes/${envelope}/attachments/${id}`;
    await this.ask<unknown>("PUT", path, { kind, size, armour }, PIECE_LIMIT, givenUp);
  }

  async states(word: string): Promise<States> {
    return (await this.ask<States>("POST", "/api/state", { word })).body;
  }

  /** What becomes of a pupil's words. No session is needed, and none is told. */
  async yourWords(level: NoticeLevel): Promise<readonly NoticeSection[]> {
    const path = `/api/your-words?register=${level}`;
    return (await request<{ readonly sections: readonly NoticeSection[] }>(this.fetch, "GET", path, undefined, this.place(""))).body.sections;
  }

  private ask<T>(method: "GET" | "POST" | "PUT", path: string, body?: unknown, time?: number, givenUp?: AbortSignal): Promise<Reply<T>> {
    return request<T>(this.fetch, method, path, body, { ...this.place(this.learnt), ...this.number() }, time, givenUp);
  }

  private number(): Headers {
    return this.session === null ? {} : { "X-Parlons-Turn": String(this.session.turn) };
  }

  /** A sign-in knows the level better than the address. */
  private place(learnt: string): Headers {
    const { school, register, profile } = this.at;
    const said = { "X-Parlons-School": school, "X-Parlons-Register": learnt || register, "X-Parlons-Profile": profile };
    return Object.fromEntries(Object.entries(said).filter(([, word]) => word !== ""));
  }
}

function bodyOf(said: Said): Record<string, string | boolean> {
  if (said.kind === "easy") return { easy: said.on };
  if (said.kind === "text") return { text: said.text };
  if (said.kind === "button") return { button: said.token };
  return { deposit: said.envelope };
}
