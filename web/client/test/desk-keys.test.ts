import assert from "node:assert/strict";
import { test } from "vitest";

import { confirming, firstCircle, isFirstTime } from "../src/desk/directory-rules";
import { sentenceOf } from "../src/desk/directory-log";
import { DirectoryMemory, storageOf } from "../src/desk/directory-memory";
import { DirectoryWatch } from "../src/desk/directory-watch";
import { DrillFailed, OpenKey, type MeWithKey } from "../src/desk/open-key";
import { canKeepPasskeys } from "../src/desk/passkey";
import { makeKeys, unwrapBy, type NewKeys } from "../src/keys";
import type { Colleague, DeskKeysApi, Directory } from "../src/net/desk-keys-api";
import { keyHash, monthsHash } from "../src/sealed/fingerprint";
import { entryHash, headOf, type LogEntry } from "../src/sealed/log";
import type { SealedShare } from "../src/sealed/recovery";
import { whatOfShares } from "../src/sealed/own-acts";
import { countersignStatement, headStatement, ownStatement, sign, verifies, type Head } from "../src/sealed/signing";
import { isMonthProved } from "../src/sealed/vouched";

const SCHOOL = "col-zola";

class Tab {
  readonly kept = new Map<string, string>();
  getItem = (name: string) => this.kept.get(name) ?? null;
  setItem = (name: string, value: string) => void this.kept.set(name, value);
  removeItem = (name: string) => void this.kept.delete(name);
}

const memoryOf = (tab: Tab) => new DirectoryMemory(tab as unknown as Storage);

function colleague(id: string, change: Partial<Colleague> = {}): Colleague {
  const key = { key_recipient: `age1pq1${id}`, signing_key: id };
  const rest = { function: null, left: false, offered: true, exercised_at: null, countersigned_by: [], absent: null };
  return { id, name: id, counted: true, ...key, ...rest, ...change };
}

const by = (...ids: string[]) => ({ countersigned_by: ids.map((id) => ({ id, name: id, at: "" })) });

test("whose key counts confirms those that wait, once, never their own nor a leaver's", () => {
  const [me, waiting] = [colleague("moi"), colleague("elle", { counted: false })];
  const people = [me, colleague("lui"), waiting];
  const viewer = { id: "moi", administers: false, counted: true };
  assert.equal(confirming(viewer, waiting, people), "may");
  assert.equal(confirming(viewer, me, people), "no");
  assert.equal(confirming(viewer, { ...waiting, left: true }, people), "no");
  assert.equal(confirming(viewer, { ...waiting, ...by("moi") }, people), "done");
  assert.equal(confirming({ ...viewer, administers: true }, waiting, people), "administrator");
  assert.equal(confirming({ ...viewer, counted: false }, waiting, people), "no");
  assert.equal(confirming({ ...viewer, id: "d’une autre école" }, waiting, people), "no");
});

test("while fewer than two keys count, those that wait confirm one another, and the guide says how far they are", () => {
  const people = ["a", "b", "c"].map((id) => colleague(id, { counted: false, ...(id === "a" ? by("b", "c") : {}) }));
  assert.equal(isFirstTime(people), true);
  assert.equal(isFirstTime([...people, colleague("d")]), true);
  assert.equal(isFirstTime([...people, colleague("d"), colleague("e")]), false);
  assert.equal(confirming({ id: "a", administers: false, counted: false }, people[1]!, people), "may");
  assert.deepEqual(firstCircle(people), { made: 3, given: 2 });
});

test("a browser remembers a number and a hash for each school, and nothing from what is damaged", () => {
  const tab = new Tab();
  const memory = memoryOf(tab);
  memory.remember(SCHOOL, { seq: 3, hash: "a" });
  assert.deepEqual(memory.head(SCHOOL), { seq: 3, hash: "a" });
  assert.equal(memory.head("lyc-camus"), null);
  for (const damaged of ["", "{", "[]", '{"seq":"3","hash":"a"}', '{"seq":0,"hash":"a"}']) {
    tab.kept.set(`parlons-en-directory:${SCHOOL}`, damaged);
    assert.equal(memory.head(SCHOOL), null, damaged);
  }
});

test("what another window has seen since is not forgotten, but by an express decision", () => {
  const memory = memoryOf(new Tab());
  memory.remember(SCHOOL, { seq: 3, hash: "a" });
  memory.remember(SCHOOL, { seq: 2, hash: "b" });
  assert.deepEqual(memory.head(SCHOOL), { seq: 3, hash: "a" });
  memory.forget(SCHOOL);
  assert.equal(memory.head(SCHOOL), null);
});

test("a browser that keeps nothing, or refuses to, still opens the desk", () => {
  const refusing = { get localStorage(): Storage { throw new Error("SecurityError"); } };
  const full = { getItem: () => null, setItem: () => { throw new Error("QuotaExceeded"); } } as unknown as Storage;
  for (const memory of [new DirectoryMemory(storageOf(refusing)), new DirectoryMemory(full)]) {
    memory.remember(SCHOOL, { seq: 1, hash: "a" });
    assert.equal(memory.head(SCHOOL), null);
  }
});

const made = new Map<string, NewKeys>();
for (const id of ["moi", "elle", "lui"]) made.set(id, await makeKeys("2026-11"));

async function entry(log: LogEntry[], kind: string, subject: string, body: Record<string, string>): Promise<void> {
  const previous = log[log.length - 1]?.hash ?? "0".repeat(64);
  const bare = { seq: log.length + 1, at: "2026-11-22T08:00:00+00:00", kind, subject, body, previous, hash: "" };
  log.push({ ...bare, hash: await entryHash(SCHOOL, bare) });
}

async function countersigned(log: LogEntry[], whom: string, author: string): Promise<void> {
  const key = await keyHash(made.get(whom)!.chest);
  const mine = made.get(author)!;
  const privateKey = await unwrapBy(mine.key, mine.chest.wrapped_signing);
  await entry(log, "countersigned", whom, { by: author, key, signature: await sign(privateKey, countersignStatement(SCHOOL, whom, key)) });
}

/** Three people who have confirmed one another. */
async function threeTogether(): Promise<LogEntry[]> {
  const log: LogEntry[] = [];
  for (const [id, { chest }] of made) await entry(log, "enrolled", id, { by: id, key: await keyHash(chest), months: await monthsHash(chest.months) });
  for (const whom of made.keys()) for (const author of made.keys()) if (author !== whom) await countersigned(log, whom, author);
  for (const id of made.keys()) await entry(log, "counted", id, {});
  return log;
}

const people = [...made].map(([id, { chest }]) => colleague(id, { key_recipient: chest.key_recipient, signing_key: chest.signing_key }));
const whole: Directory = { people, members_known: null, log: await threeTogether(), heads: [], shares_wanted: true };

function openKey(id: string, months = made.get(id)!.chest.months): OpenKey {
  const school = { id: SCHOOL, name: "Collège Émile-Zola" };
  const { key, chest } = made.get(id)!;
  const state = { locks: [], counted: true, left: false, exercised_at: "2026-11-22T08:00:00+00:00", drill_due: false };
  const me: MeWithKey = { id, name: id, school, schools: [school], is_administrator: false, key: { ...chest, months, ...state } };
  return new OpenKey(me, key);
}

/** The server, with what was sent to it. */
class Server {
  readonly heads: { head: Head; signature: string }[] = [];
  readonly shares: (readonly SealedShare[])[] = [];
  readonly tab = new Tab();
  months = made.get("moi")!.chest.months;
  constructor(public told: Directory) {}
  directory = async () => this.told;
  signHead = async (_: string, head: Head, signature: string) => void this.heads.push({ head, signature });
  keepShares = async (shares: readonly SealedShare[], signature: string) => {
    const statement = ownStatement("shares", "moi", await whatOfShares([...shares].reverse()));
    if (await verifies(made.get("moi")!.chest.signing_key, statement, signature)) this.shares.push(shares);
  };

  watch() {
    return new DirectoryWatch(this as unknown as DeskKeysApi, openKey("moi", this.months), memoryOf(this.tab), () => "2026-11");
  }

  look() {
    return this.watch().look(SCHOOL);
  }
}

test("a sound register is remembered, signed, and my key's halves are left with the others", async () => {
  const server = new Server(whole);
  assert.equal((await server.look()).flaw, null);
  const { head, signature } = server.heads[0]!;
  assert.deepEqual(memoryOf(server.tab).head(SCHOOL), head);
  assert.ok(await verifies(made.get("moi")!.chest.signing_key, headStatement(SCHOOL, head), signature));
  assert.deepEqual(server.shares[0]!.map(({ holder }) => holder), ["elle", "lui"]);
});

test("what is signed already is not signed again, and no half is left that is not asked for", async () => {
  const server = new Server(whole);
  await server.look();
  const mine = { ...server.heads[0]!.head, referent: "moi", signature: server.heads[0]!.signature };
  server.told = { ...whole, heads: [mine], shares_wanted: false };
  assert.equal((await server.look()).flaw, null);
  assert.equal(server.heads.length, 1);
  assert.equal(server.shares.length, 1);
});

test("a flaw is told, and then nothing is remembered, signed nor left with anybody", async () => {
  const stranger = (await makeKeys("2026-11")).chest;
  const swapped = people.map((one) => (one.id === "lui" ? { ...one, key_recipient: stranger.key_recipient } : one));
  const ghost = colleague("fantome", { key_recipient: stranger.key_recipient, signing_key: stranger.signing_key });
  const asMe = people.map((one) => (one.id === "moi" ? { ...one, signing_key: stranger.signing_key } : one));
  const shorter = { ...whole, log: whole.log.slice(0, -1) };
  const told: [Directory, string][] = [
    [{ ...whole, people: swapped }, "not_vouched"],
    [{ ...whole, people: [...people, ghost] }, "not_vouched"],
    [{ ...whole, people: asMe }, "not_vouched"],
    [shorter, "shorter"],
  ];
  for (const [directory, flaw] of told) {
    const server = new Server(directory);
    memoryOf(server.tab).remember(SCHOOL, headOf(whole.log)!);
    assert.equal((await server.look()).flaw, flaw);
    assert.deepEqual([server.heads, server.shares], [[], []]);
    assert.deepEqual(memoryOf(server.tab).head(SCHOOL), headOf(whole.log));
  }
});

test("a month that somebody else put under my name is found before it begins, one that is over is let be", async () => {
  const server = new Server(whole);
  const [first, ...rest] = made.get("moi")!.chest.months;
  server.months = [first!, ...rest, { ...made.get("lui")!.chest.months[0]!, month: "2027-11" }];
  assert.equal((await server.look()).flaw, "month_not_mine");
  server.months = [{ ...first!, month: "2026-10", recipient: "age1pq1autre" }, first!, ...rest];
  assert.equal((await server.look()).flaw, null);
});

test("a colleague's signature of another history is a fork, even for a browser that sees the register for the first time", async () => {
  const other = { seq: 2, hash: "f".repeat(64) };
  const { key, chest } = made.get("lui")!;
  const signature = await sign(await unwrapBy(key, chest.wrapped_signing), headStatement(SCHOOL, other));
  const server = new Server({ ...whole, heads: [{ ...other, referent: "lui", signature }] });
  assert.equal((await server.look()).flaw, "forked");
  server.told = { ...whole, heads: [{ ...other, referent: "elle", signature }] };
  assert.equal((await server.look()).flaw, null);
});

test("a register put back to an older state is taken for the true one only once people have decided it", async () => {
  const server = new Server({ ...whole, log: whole.log.slice(0, 9), people: people.map((one) => ({ ...one, counted: false })), shares_wanted: false });
  memoryOf(server.tab).remember(SCHOOL, headOf(whole.log)!);
  const watch = server.watch();
  assert.equal((await watch.look(SCHOOL)).flaw, "shorter");
  watch.startOver(SCHOOL);
  const again = await watch.look(SCHOOL);
  assert.deepEqual([again.flaw, again.isFirst], [null, true]);
  assert.equal((await watch.look(SCHOOL)).isFirst, false);
});

test("what another window saw while this one was asking is no alarm", async () => {
  const server = new Server(whole);
  const told = server.directory;
  server.directory = async () => {
    memoryOf(server.tab).remember(SCHOOL, { seq: 99, hash: "f".repeat(64) });
    return told();
  };
  assert.equal((await server.look()).flaw, null);
});

test("the drill opens a trial message with the month's key, and prepares the months that lack", async () => {
  const open = openKey("moi");
  const fresh = await open.newMonths("2027-03");
  assert.deepEqual(fresh.map(({ month }) => month), ["2027-11", "2027-12", "2028-01", "2028-02"]);
  await open.tryMonth([...open.me.key.months, ...fresh], "2028-02");
  await open.tryMonth(open.me.key.months, "2026-11");
});

test("the drill fails for a month that is missing, swapped, or wrapped to somebody else's key", async () => {
  const open = openKey("moi");
  const { months } = open.me.key;
  const others = made.get("lui")!.chest.months;
  for (const wrong of [[], [{ ...months[0]!, recipient: months[1]!.recipient }], others]) {
    await assert.rejects(open.tryMonth(wrong, "2026-11"), DrillFailed);
  }
});

test("a joiner's month is proved by the entry that tells of it, and by no other", async () => {
  const { chest } = made.get("elle")!;
  const later = await openKey("elle").newMonths("2027-02");
  const log = [...whole.log];
  await entry(log, "months_added", "elle", { months: await monthsHash(later) });
  const published = [...chest.months, ...later];
  for (const month of published) assert.ok(await isMonthProved("elle", month, published, log), month.month);
  assert.ok(await isMonthProved("elle", published[5]!, published, log));
  assert.equal(await isMonthProved("lui", published[0]!, published, log), false);
  assert.equal(await isMonthProved("elle", later[0]!, published, whole.log), false);
  const swapped = published.map((one) => (one.month === "2026-11" ? { ...one, recipient: made.get("lui")!.chest.months[0]!.recipient } : one));
  assert.equal(await isMonthProved("elle", swapped[0]!, swapped, log), false);
  assert.equal(await isMonthProved("elle", { month: "2026-11", recipient: "age1pq1autre" }, published, log), false);
});

test("each kind of entry is said in words, with names, and an unknown one is not hidden", () => {
  const names = new Map([["a", "Mme Lemoine"], ["b", "M. Diallo"]]);
  const say = (kind: string, body: Record<string, string> = {}) => sentenceOf({ seq: 1, at: "", kind, subject: "a", body, previous: "", hash: "" }, names);
  assert.equal(say("countersigned", { by: "b" }), "M. Diallo a confirmé la clé de Mme Lemoine.");
  assert.equal(say("left", { by: "a" }), "Mme Lemoine n’est plus dans le groupe de l’ENT.");
  assert.equal(say("left", { by: "b" }), "M. Diallo a dit que Mme Lemoine a quitté le groupe.");
  assert.match(say("lock_added", { kind: "sheet" }), /feuille imprimée/);
  assert.match(say("mystery"), /Mme Lemoine.*mystery/);
  assert.match(say("countersigned", { by: "gone" }), /^Quelqu’un a confirmé/);
});

test("a passkey is offered only by a browser that says that it can keep one", async () => {
  const told = (capabilities: unknown) => ({ PublicKeyCredential: { getClientCapabilities: async () => capabilities } });
  assert.equal(await canKeepPasskeys(told({ "extension:prf": true })), true);
  for (const page of [told({ "extension:prf": false }), told({}), told(null), {}, { PublicKeyCredential: {} }]) {
    assert.equal(await canKeepPasskeys(page), false);
  }
});
