/** The pupil's side of web, call by call (docs/contracts.md, "Browser ⇄ web"). */

import type { Envelope } from "../sealing";
import { request, type Fetch, type Reply } from "./request";
import type { Answer, Readers, School, States } from "./shapes";
import type { Said, TurnPost } from "./turns";

export interface SignInPlace {
  readonly url: string;
  readonly fallback_url: string;
}

export class PupilApi implements TurnPost {
  constructor(private readonly fetch: Fetch) {}

  /** The live session, or a new one. */
  async open(): Promise<Answer> {
    return (await request<Answer>(this.fetch, "POST", "/api/session")).body;
  }

  async play(turn: number, said: Said): Promise<Answer> {
    return (await request<Answer>(this.fetch, "POST", "/api/turns", { turn, ...bodyOf(said) })).body;
  }

  /** Destroys the session; asked with `keepalive`, because the page is being left. Nothing is awaited. */
  leave(): void {
    const headers = { "Content-Type": "application/json", "X-Parlons-En": "1" };
    const init: RequestInit = { method: "POST", credentials: "same-origin", keepalive: true, headers, body: "{}" };
    void this.fetch("/api/leave", init).catch(() => undefined);
  }

  async signIn(): Promise<SignInPlace> {
    return (await request<SignInPlace>(this.fetch, "POST", "/api/sign-in")).body;
  }

  async join(code: string): Promise<readonly School[]> {
    const reply = await request<{ schools: School[] }>(this.fetch, "POST", "/api/sign-in/join", { code });
    return reply.body.schools;
  }

  readers(school: string): Promise<Reply<Readers>> {
    return request<Readers>(this.fetch, "GET", `/api/handoff/readers?school=${encodeURIComponent(school)}`);
  }

  /** Deposits an envelope; the very same one may be sent again after NoAnswer. */
  async deposit(school: string, envelope: Envelope, word: string): Promise<void> {
    const { header, armour, readers } = envelope;
    const path = `/api/handoff/envelopes/${header.id}`;
    await request<unknown>(this.fetch, "PUT", path, { school, header, armour, readers, word });
  }

  async states(word: string): Promise<States> {
    return (await request<States>(this.fetch, "POST", "/api/state", { word })).body;
  }
}

function bodyOf(said: Said): Record<string, string> {
  if (said.kind === "text") return { text: said.text };
  if (said.kind === "button") return { button: said.token };
  return { deposit: said.envelope };
}
