import assert from "node:assert/strict";
import { test } from "vitest";

import { SessionMemory } from "../src/chat/session-memory";
import type { HostPage } from "../src/chat/host-page";
import { afterRefusal } from "../src/handoff/not-sent";
import { SignIn } from "../src/handoff/sign-in";
import { PupilApi } from "../src/net/pupil-api";
import { Refused } from "../src/net/request";
import type { Card, School } from "../src/net/shapes";
import { handoff } from "../src/texts/handoff.fr";
import { insideOf, openPage } from "./page";
import { settle } from "./turns-server";

openPage();
Object.assign(globalThis, { location: { href: "https://bot.localhost/assistant", origin: "https://bot.localhost" } });

type Element = ReturnType<typeof insideOf>;

const card: Card = {
  ...{ id: "119", number: "119", name: "119, Allô enfance en danger", what_for: "", hours: "", now: "", open: true },
  ...{ cost: "", privacy: "", bill: null, what_happens: "", call: "tel:119", sms: null, chat: null },
};
const way = { title: "Vous êtes connecté avec un compte de parent", texts: ["Rien n’a été envoyé."], helplines: [card], desk: null };
const served = { profile: "ELEVE", schools: [{ id: "col-zola", name: "Collège Émile-Zola" }] };

/** A sign-in step whose web answers the joins in turn. */
class Page {
  readonly memory = new SessionMemory();
  readonly asked: string[] = [];
  readonly signedIn: (readonly School[])[] = [];
  readonly host = { isFramed: true, onCode: null, open: () => Promise.resolve(true) } as unknown as HostPage;
  shown!: Element;

  constructor(private readonly joins: [number, unknown][]) {}

  async begin(number: number | null = 1): Promise<void> {
    const api = new PupilApi(async (path) => this.answer(path));
    const ports = {
      ...{ api, host: this.host, now: () => new Date(0), reopen: () => Promise.resolve() },
      show: (element: HTMLElement) => (this.shown = insideOf(element)),
      ...{ cancel: () => this.memory.putAside(), otherWay: () => undefined },
    };
    await new SignIn(ports, { number, why: handoff.signIn.why }, (schools) => this.signedIn.push(schools)).begin();
  }

  /** The window on the ENT is done: its code comes. */
  async code(): Promise<void> {
    this.host.onCode?.("one-time");
    await settle();
  }

  async press(testid: string): Promise<void> {
    this.find(testid)?.happens("click");
    await settle();
  }

  find(testid: string, inside: Element = this.shown): Element | null {
    if (inside.attributes["data-testid"] === testid) return inside;
    for (const child of inside.children) {
      const found = typeof child === "string" ? null : this.find(testid, child);
      if (found) return found;
    }
    return null;
  }

  private answer(path: string): Response {
    this.asked.push(path);
    if (path === "/api/sign-in") return Response.json({ url: "https://ent.localhost/auth", fallback_url: "https://bot.localhost/ent/sign-in" });
    const [status, body] = this.joins.shift() ?? [500, {}];
    return Response.json(body, { status });
  }
}

test("a pupil's account signs in", async () => {
  const page = new Page([[200, served]]);
  await page.begin();
  await page.code();
  assert.deepEqual(page.signedIn, [served.schools]);
});

test("an adult's account is shown its own way and its numbers, and signs nobody in", async () => {
  const page = new Page([[200, { profile: "PERSRELELEVE", schools: [], way }]]);
  await page.begin();
  await page.code();
  assert.equal(page.shown.attributes["data-testid"], "step-adult");
  assert.match(page.shown.textContent, /compte de parent.*Rien n’a été envoyé\..*119/);
  assert.deepEqual(page.signedIn, []);
  assert.equal(page.find("adult-desk"), null);
});

test("whoever may be a referent is shown the desk, in another window", async () => {
  const page = new Page([[200, { profile: "PERSEDUCNAT", schools: [], way: { ...way, desk: "https://bot.localhost/desk" } }]]);
  await page.begin();
  await page.code();
  const { href, target, rel } = page.find("adult-desk")?.attributes ?? {};
  assert.deepEqual([href, target, rel], ["https://bot.localhost/desk", "_blank", "noopener"]);
});

test("after an adult's account, a pupil signs in and finds what they wrote", async () => {
  const page = new Page([[200, { profile: "PERSRELELEVE", schools: [], way }], [200, served]]);
  page.memory.beginDraft().write("depuis la rentrée");
  await page.begin();
  await page.code();
  await page.press("adult-again");
  await page.code();
  assert.deepEqual(page.signedIn, [served.schools]);
  await page.press("handoff-cancel");
  assert.equal(page.memory.beginDraft().text, "depuis la rentrée");
});

test("what the ENT wants first is said, and trying again asks for another window and keeps what was written", async () => {
  const first = { error: "ent_asks_first", message: "Ton ENT te demande d’abord d’accepter sa charte.", helplines: [card] };
  const page = new Page([[409, first], [200, served]]);
  const draft = page.memory.beginDraft();
  draft.write("depuis la rentrée");
  await page.begin();
  await page.code();
  assert.match(page.find("trouble")?.textContent ?? "", /d’accepter sa charte/);
  await page.press("trouble-retry");
  await page.code();
  assert.deepEqual(page.signedIn, [served.schools]);
  assert.equal(draft.text, "depuis la rentrée");
  assert.deepEqual(page.asked.filter((path) => path === "/api/sign-in").length, 2);
});

test("once the window was opened, the step says what to do if the ENT wants something else, and the button works again", async () => {
  const page = new Page([]);
  let opened = 0;
  Object.assign(page.host, { open: () => ((opened += 1), Promise.resolve(true)) });
  await page.begin();
  await page.press("sign-in");
  await page.press("sign-in");
  assert.equal(opened, 2);
  assert.equal(page.find("sign-in-first")?.textContent, handoff.signIn.first);
});

test("an ENT that wants something first is signed in to again, whichever call said so", () => {
  assert.equal(afterRefusal(new Refused(409, "ent_asks_first", "")), "in the ENT");
});

test("before a message is sent, the pupil is told that the ENT may be open in another pupil's name; not to follow one", async () => {
  const page = new Page([]);
  await page.begin();
  assert.match(JSON.stringify(page.find("sign-in-yours")?.children), /son nom/u);

  const following = new Page([]);
  await following.begin(null);
  assert.equal(following.find("sign-in-yours"), null);
});
