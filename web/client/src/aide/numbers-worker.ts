/**
 * The service worker of the page of numbers, and of no other page: it keeps one copy of it, and gives it when there is no network or when we
 * are down. It never sees the talk: its reach is `/aide`, which the server says too (`Service-Worker-Allowed`). It asks without cookies and
 * without the query, so that the copy says nothing of who was here, nor of their school.
 */

import { CACHE, COPY, PAGE, filesOf, isTrouble } from "./kept";

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  addEventListener(name: "install" | "activate", act: (event: Lasting) => void): void;
  addEventListener(name: "fetch", act: (event: Fetching) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}

const PATIENCE = 4_000; // milliseconds: then the copy, while the page may still be on its way
const FRESH = 3_600_000; // a copy of this age is not asked for again
const here = self as unknown as Worker;
let keptAt = -Infinity;

here.addEventListener("install", (event) => event.waitUntil(keep().then(() => here.skipWaiting())));
here.addEventListener("activate", (event) => event.waitUntil(here.clients.claim()));
here.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (pathname === PAGE && event.request.mode === "navigate") event.respondWith(page(event));
  else if (pathname.startsWith("/static/")) event.respondWith(file(event.request));
});

async function keep(): Promise<void> {
  const copy = await asked(COPY);
  const files = filesOf(await copy.clone().text());
  const answers = await Promise.all(files.map(asked));
  const cache = await caches.open(CACHE);
  await Promise.all([cache.put(COPY, copy), ...answers.map((answer, place) => cache.put(files[place] ?? "", answer))]);
  const wanted = new Set([COPY, ...files].map((path) => new URL(path, location.href).href));
  for (const old of await cache.keys()) if (!wanted.has(old.url)) await cache.delete(old);
  keptAt = Date.now();
}

async function asked(path: string): Promise<Response> {
  const answer = await fetch(path, { credentials: "omit", cache: "no-cache" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer;
}

async function page(event: Fetching): Promise<Response> {
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
