import assert from "node:assert/strict";
import test from "node:test";

import { PupilApi } from "../src/net/pupil-api";
import { schoolOf } from "../src/chat/school";
import { seal } from "../src/sealing";
import { letter, people } from "./letters";

/** Answers what web would; remembers what each call said of its window. */
class Web {
  readonly said: [string, string | null][] = [];
  readonly api = new PupilApi((path, init) => this.answer(path, init));
  private opened = 0;
  private held: ((response: Response) => void) | null = null;
  hold = false;

  private async answer(path: string, init: RequestInit): Promise<Response> {
    this.said.push([path, new Headers(init.headers).get("X-Parlons-Turn")]);
    if (path === "/api/session") return Response.json({ turn: (this.opened += 1) * 65_536, messages: [] });
    if (path !== "/api/turns") return Response.json({ schools: [] });
    const { turn } = JSON.parse(String(init.body)) as { turn: number };
    const answer = Response.json({ turn, messages: [] });
    return this.hold ? new Promise((done) => (this.held = () => done(answer))) : answer;
  }

  release(): void {
    this.held?.(new Response());
  }

  async number(): Promise<string | null | undefined> {
    await this.api.signIn();
    return this.said.at(-1)?.[1];
  }
}

test("every call of a window says the number that it was answered last", async () => {
  const { api, said } = new Web();
  const envelope = await seal(letter(await people(1)));
  await api.open();
  await api.play(65_537, { kind: "text", text: "bonjour" });
  await api.play(65_538, { kind: "button", token: "jeton" });
  await api.signIn();
  await api.join("code");
  await api.readers("col-zola");
  await api.deposit("col-zola", envelope, "cerise");
  await api.states("cerise");
  assert.deepEqual(said, [
    ["/api/session", null],
    ["/api/turns", "65536"],
    ["/api/turns", "65537"],
    ["/api/sign-in", "65538"],
    ["/api/sign-in/join", "65538"],
    ["/api/handoff/readers?school=col-zola", "65538"],
    [`/api/handoff/envelopes/${envelope.header.id}`, "65538"],
    ["/api/state", "65538"],
  ]);
});

test("leaving says which session it ends, and a window that never had one ends none", async () => {
  const { api, said } = new Web();
  api.leave();
  await api.open();
  api.leave();
  assert.deepEqual(said, [
    ["/api/leave", null],
    ["/api/session", null],
    ["/api/leave", "65536"],
  ]);
});

test("a new session has its own numbers, and an answer that comes late from the one before moves none", async () => {
  const web = new Web();
  await web.api.open();
  web.hold = true;
  const late = web.api.play(65_537, { kind: "text", text: "bonjour" });
  await web.api.open();
  assert.equal(await web.number(), "131072");
  web.release();
  await late;
  assert.equal(await web.number(), "131072");
});

test("every call of a window says the school of its address, and nothing that is no school", async () => {
  const said: (string | null)[] = [];
  const answer = (_path: string, init: RequestInit): Promise<Response> => {
    said.push(new Headers(init.headers).get("X-Parlons-School"));
    return Promise.resolve(Response.json({ turn: 65_536, messages: [] }));
  };
  for (const query of ["?ecole=0330139P", "", "?ecole=", "?ecole=%C3%A9cole", "?ecole=0330139P%0D%0A"]) {
    const api = new PupilApi(answer, schoolOf(query));
    await api.open();
    await api.play(65_537, { kind: "text", text: "bonjour" });
  }
  assert.deepEqual(said, ["0330139P", "0330139P", ...Array<null>(8).fill(null)]);
});
