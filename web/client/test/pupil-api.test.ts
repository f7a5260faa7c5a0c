import assert from "node:assert/strict";
import { test } from "vitest";

import { PupilApi } from "../src/net/pupil-api";
import { placeOf, queryOf } from "../src/chat/place";
import { seal } from "../src/sealing";
import { letter, newId, people } from "./letters";

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
  const piece = { kind: "conversation", type: "text/plain;charset=utf-8", seconds: 0, bytes: new Uint8Array([65]) } as const;
  const envelope = await seal(letter(await people(1), { pieces: [piece] }), newId);
  await api.open();
  await api.play(65_537, { kind: "text", text: "bonjour" });
  await api.play(65_538, { kind: "button", token: "jeton" });
  await api.signIn();
  await api.join("code");
  await api.readers("col-zola");
  await api.deposit("col-zola", envelope, "cerise");
  await api.attach(envelope.header.id, envelope.attachments[0]!);
  await api.states("cerise");
  assert.deepEqual(said, [
    ["/api/session", null],
    ["/api/turns", "65536"],
    ["/api/turns", "65537"],
    ["/api/sign-in", "65538"],
    ["/api/sign-in/join", "65538"],
    ["/api/handoff/readers?school=col-zola", "65538"],
    [`/api/handoff/envelopes/${envelope.header.id}`, "65538"],
    [`/api/handoff/envelopes/${envelope.header.id}/attachments/${envelope.attachments[0]!.id}`, "65538"],
    ["/api/state", "65538"],
  ]);
});

test("an envelope announces its pieces and does not carry them", async () => {
  const bodies: Record<string, unknown>[] = [];
  const api = new PupilApi(async (_, init) => (bodies.push(JSON.parse(String(init.body))), Response.json({})));
  const voice = { kind: "voice", type: "audio/mp4", seconds: 3, bytes: new Uint8Array([1]) } as const;
  const envelope = await seal(letter(await people(1), { pieces: [voice], excluded: ["x"], closed: true }), newId);
  await api.deposit("col-zola", envelope, "cerise");
  const [{ id, kind, size }] = envelope.attachments as [(typeof envelope.attachments)[0]];
  const { header, armour, readers, reply_lock } = envelope;
  const said = { school: "col-zola", header, armour, readers, reply_lock, excluded: ["x"], closed: true, word: "cerise" };
  assert.deepEqual(bodies, [{ ...said, attachments: [{ id, kind, size }] }]);
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
    const api = new PupilApi(answer, placeOf(query));
    await api.open();
    await api.play(65_537, { kind: "text", text: "bonjour" });
  }
  assert.deepEqual(said, ["0330139P", "0330139P", ...Array<null>(8).fill(null)]);
});

/** What each call of a window opened at this address says of its place; `joined` is what its sign-in brings. */
async function told(query: string, joined: object = { schools: [] }): Promise<Record<string, string>[]> {
  const said: Record<string, string>[] = [];
  const answer = (path: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers);
    said.push({ register: headers.get("X-Parlons-Register") ?? "", profile: headers.get("X-Parlons-Profile") ?? "" });
    return Promise.resolve(Response.json(path.endsWith("join") ? joined : { turn: 65_536, messages: [] }));
  };
  const api = new PupilApi(answer, placeOf(query));
  await api.open();
  await api.join("code");
  await api.play(65_537, { kind: "text", text: "bonjour" });
  await api.open();
  return said;
}

test("every call says the one word of level and of profile that the address has, and nothing that is no such word", async () => {
  assert.deepEqual(await told("?register=college&profil=famille"), Array(4).fill({ register: "college", profile: "famille" }));
  for (const query of ["?register=3EME&profil=ELEVE", "?register=&profil=", "?register=college%0D%0AX&profil=admin", ""]) {
    assert.deepEqual(await told(query), Array(4).fill({ register: "", profile: "" }));
  }
});

test("the level that a sign-in brings is said from then on, before that of the address, until the session is another", async () => {
  const said = await told("?register=college", { schools: [], register: "primaire" });
  assert.deepEqual(said.map((each) => each.register), ["college", "college", "primaire", "college"]);
});

test("a page of ours that takes this one's place is opened for the same place", () => {
  assert.equal(queryOf(placeOf("?profil=famille&ecole=0330139P&register=lycee&nom=Zola")), "?ecole=0330139P&register=lycee&profil=famille");
  assert.equal(queryOf(placeOf("?nom=Zola")), "");
});

test("easy words are asked for, and given back, as an act of their own", async () => {
  const bodies: unknown[] = [];
  const answer = (_path: string, init: RequestInit): Promise<Response> => {
    bodies.push(init.body === undefined ? null : JSON.parse(String(init.body)));
    return Promise.resolve(Response.json({ turn: 65_537, messages: [] }));
  };
  const api = new PupilApi(answer);
  await api.play(65_537, { kind: "easy", on: true });
  await api.play(65_538, { kind: "easy", on: false });
  assert.deepEqual(bodies, [{ turn: 65_537, easy: true }, { turn: 65_538, easy: false }]);
});
