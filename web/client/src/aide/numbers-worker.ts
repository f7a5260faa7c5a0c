/**
 * The service worker of the page of numbers, and of no other page: it keeps one copy of it, and gives it when there is no network or when we
 * are down. It never sees the talk: its reach is `/aide`, which the server says too (`Service-Worker-Allowed`). It asks without cookies and
 * without the query, so that the copy says nothing of who was here, nor of their school.
 */

import { CACHE, COPY, LEFT, PAGE, filesOf, isTrouble } from "./kept";

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Told extends Lasting {
  readonly data: unknown;
}
interface Worker {
  addEventListener(name: "install" | "activate", act: (event: Lasting) => void): void;
  addEventListener(name: "fetch", act: (event: Fetching) => void): void;
  addEventListener(name: "message", act: (event: Told) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(which: { type: "window"; includeUncontrolled: boolean }): Promise<readonly unknown[]>;
  };
}

const PATIENCE = 4_000; // milliseconds: then the copy, while the page may still be on its way
const FRESH = 3_600_000; // a copy of this age is not asked for again
const here = self as unknown as Worker;
let keptAt = -Infinity;
let isLeft = false;

here.addEventListener("install", (event) => event.waitUntil(begin()));
here.addEventListener("activate", (event) => event.waitUntil(here.clients.claim()));
here.addEventListener("message", (event) => {
  if (event.data === LEFT) event.waitUntil(forget());
});
here.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (pathname === PAGE && event.request.mode === "navigate") event.respondWith(page(event));
  else if (pathname.startsWith("/static/")) event.respondWith(file(event.request));
});

/** Whoever left while the copy was being made wants none: then nothing is installed, and nothing stays. */
async function begin(): Promise<void> {
  await keep();
  const windows = await here.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (isLeft || windows.length === 0) {
    await forget();
    throw new Error("left");
  }
  await here.skipWaiting();
}

async function forget(): Promise<void> {
  isLeft = true;
  keptAt = -Infinity;
  await caches.delete(CACHE);
}

/** A copy, or a newer one in the place of the one there is; none if the pupil left meanwhile. */
async function keep(): Promise<void> {
  const copy = await asked(COPY);
  const files = filesOf(await copy.clone().text());
  const answers = await Promise.all(files.map(asked));
  if (isLeft) return;
  const cache = await caches.open(CACHE);
  await Promise.all([cache.put(COPY, copy), ...answers.map((answer, place) => cache.put(files[place] ?? "", answer))]);
  const wanted = new Set([COPY, ...files].map((path) => new URL(path, location.href).href));
  for (const old of await cache.keys()) if (!wanted.has(old.url)) await cache.delete(old);
  keptAt = Date.now();
  if (isLeft) await forget();
}

async function asked(path: string): Promise<Response> {
  const answer = await fetch(path, { credentials: "omit", cache: "no-cache" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer;
}

async function page(event: Fetching): Promise<Response> {
  isLeft = false; // somebody comes
  const live = fetch(event.request);
  const first = await Promise.race([live.catch(() => null), later()]);
  if (first !== null && !isTrouble(first.status)) {
    if (Date.now() - keptAt > FRESH) event.waitUntil(keep().catch(() => undefined));
    return first;
  }
  return (await kept(COPY)) ?? first ?? live;
}

async function file(request: Request): Promise<Response> {
  return (await kept(request.url)) ?? fetch(request);
}

async function kept(address: string): Promise<Response | undefined> {
  return (await caches.has(CACHE)) ? (await caches.open(CACHE)).match(address, { ignoreVary: true }) : undefined;
}

function later(): Promise<null> {
  return new Promise((done) => setTimeout(() => done(null), PATIENCE));
}
