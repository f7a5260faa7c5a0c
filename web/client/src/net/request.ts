/**
 * One request to our own origin, with two ways to fail:
 * NoAnswer (nothing, or nothing of ours, came back: the same request may be sent again) and
 * Refused (web answered with its error shape: a code, a French sentence, helplines).
 */

import type { Card } from "./shapes";

export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/** How long one request may take, in milliseconds. */
export const TIME_LIMIT = 20_000;

export class NoAnswer extends Error {}

export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly helplines: readonly Card[] = [],
    readonly retryAfter: number | null = null,
    readonly expected: number | null = null,
    /** Work that the server asks of this browser first (`work.ts`). */
    readonly challenge: string | null = null,
  ) {
    super(message);
  }
}

export interface Reply<T> {
  readonly body: T;
  readonly status: number;
  /** The server's hour, for browsers whose clock is wrong. */
  readonly at: Date | null;
}

type Method = "GET" | "POST" | "PUT" | "DELETE";

export type Headers = Readonly<Record<string, string>>;

/** The header that shows that the owner of a key is at the desk (docs/contracts.md, "Referents' keys"). */
export function presenceOf(proof: string | null): Headers {
  return proof === null ? {} : { "X-Parlons-Presence": proof };
}

/** Sends `body` as JSON, with `more` headers than ours, for `time` milliseconds at most. Throws NoAnswer or Refused. */
export async function request<T>(
  fetch: Fetch,
  method: Method,
  path: string,
  body?: unknown,
  more: Headers = {},
  time: number = TIME_LIMIT,
  givenUp?: AbortSignal,
): Promise<Reply<T>> {
  const limit = new AbortController();
  givenUp?.addEventListener("abort", () => limit.abort());
  const timer = setTimeout(() => limit.abort(), time);
  try {
    const response = await fetch(path, { ...initOf(method, body, more), signal: limit.signal });
    return await read<T>(response);
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new NoAnswer("no answer");
  } finally {
    clearTimeout(timer);
  }
}

function initOf(method: Method, body: unknown, more: Headers): RequestInit {
  const base: RequestInit = { method, credentials: "same-origin", cache: "no-store", redirect: "error" };
  if (method === "GET") return { ...base, headers: more };
  return {
    ...base,
    headers: { "Content-Type": "application/json", "X-Parlons-En": "1", ...more },
    body: JSON.stringify(body ?? {}),
  };
}

async function read<T>(response: Response): Promise<Reply<T>> {
  const text = await response.text();
  const at = dateOf(response);
  if (response.ok) return { body: (text === "" ? null : JSON.parse(text)) as T, status: response.status, at };
  throw refusal(response.status, JSON.parse(text));
}

function refusal(status: number, error: Record<string, unknown>): Refused {
  if (typeof error.error !== "string") throw new NoAnswer("not an answer of ours");
  return new Refused(
    status,
    error.error,
    typeof error.message === "string" ? error.message : "",
    Array.isArray(error.helplines) ? (error.helplines as Card[]) : [],
    typeof error.retry_after === "number" ? error.retry_after : null,
    typeof error.expected === "number" ? error.expected : null,
    typeof error.challenge === "string" ? error.challenge : null,
  );
}

function dateOf(response: Response): Date | null {
  const stamp = Date.parse(response.headers.get("Date") ?? "");
  return Number.isNaN(stamp) ? null : new Date(stamp);
}
