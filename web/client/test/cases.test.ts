import assert from "node:assert/strict";
import { test } from "vitest";

import { eventInWords } from "../src/desk/case-words";
import { ORDER } from "../src/desk/entry-list";
import { sentencesOf } from "../src/desk/folding";
import { ageInWords } from "../src/desk/moments";
import { OpenPapers } from "../src/desk/open-papers";
import type { CaseAct } from "../src/net/case-shapes";
import type { Opened } from "../src/opening";
import { PAPER_SIZES, decodeNote, decodeSheet, encodePaper, type Sheet } from "../src/desk/paper-content";
import { SENTENCES, isWhole, quotes, sentenceWith } from "../src/desk/reply-words";
import { openWith, sealWith } from "../src/opening";
import { newSecret } from "../src/sealed/secret";
import { MOST_REPLY, encodeReply } from "../src/sealed/reply";
import { deskCase } from "../src/texts/desk-case.fr";
import { desk } from "../src/texts/desk.fr";

const ID = "0b3c4c5e-6f1a-4d2b-9a3c-1d2e3f4a5b6c";
const OTHER = "1b3c4c5e-6f1a-4d2b-9a3c-1d2e3f4a5b6c";
const SHEET: Sheet = { facts: "« ils me tapent »", steps: [{ what: "voir l’élève", who: "CPE", on: "2026-12-01", done: true }], concern: ["team"], outcome: "" };

test("sentences folded one by one are the message again, to the letter", () => {
  const messages = [
    "ils me tapent. j’ai peur… tous les jours !!\n\naidez moi",
    "un seul bout sans point",
    "Il a dit « tais-toi. » Puis rien.",
    "...",
    "",
    "  \n a ?  b",
    "🙁🙁 ça va pas. 3.5 fois",
  ];
  for (const message of messages) assert.equal(sentencesOf(message).join(""), message);
  assert.deepEqual(sentencesOf("ils me tapent. j’ai peur !").map((one) => one.trim()), ["ils me tapent.", "j’ai peur !"]);
  assert.equal(sentencesOf("ligne un\nligne deux").length, 2);
  for (const message of messages.slice(0, 3)) assert.ok(sentencesOf(message).every((one) => one.trim() !== ""), message);
});

test("a note and a sheet come back from their bytes, and only as what they are, of the message they are of", () => {
  const note = encodePaper("note", ID, { text: "vue à la récré" });
  assert.equal(decodeNote(note, ID), "vue à la récré");
  assert.equal(decodeNote(note, OTHER), null);
  assert.equal(decodeSheet(note, ID), null);
  const sheet = encodePaper("sheet", ID, SHEET);
  assert.deepEqual(decodeSheet(sheet, ID), SHEET);
  assert.equal(decodeNote(sheet, ID), null);
  assert.equal(decodeNote(new Uint8Array(), ID), null);
});

test("what is not of a sheet's shape is not shown", () => {
  for (const change of [{ facts: 1 }, { steps: [{}] }, { steps: {} }, { concern: [1] }, { outcome: null }, { v: 2 }]) {
    assert.equal(decodeSheet(encodePaper("sheet", ID, { ...SHEET, ...change }), ID), null, JSON.stringify(change));
  }
});

test("the length of a paper says only its class, and one that is too long is refused", () => {
  for (const length of [0, 1, 500, 900, 3000, 9000]) {
    const { length: size } = encodePaper("note", ID, { text: "é".repeat(length) });
    assert.ok(PAPER_SIZES.some((one) => one === size));
  }
  assert.equal(encodePaper("note", ID, { text: "a" }).length, encodePaper("note", ID, { text: "a".repeat(800) }).length);
  assert.throws(() => encodePaper("note", ID, { text: "é".repeat(20_000) }), RangeError);
});

test("a sealed paper has one scrypt stanza of work factor 1, and nothing of its words", async () => {
  const secret = newSecret();
  const armour = await sealWith(secret, encodePaper("note", ID, { text: "zinzolin" }));
  const file = Buffer.from(armour.split("\n").slice(1, -1).join("").replace(/-----.*/, ""), "base64").toString("latin1");
  assert.match(file, /^age-encryption\.org\/v1\n-> scrypt [A-Za-z0-9+/]{22} 1\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n/);
  assert.ok(!file.includes("zinzolin"));
  assert.equal(decodeNote(await openWith(secret, armour), ID), "zinzolin");
  await assert.rejects(openWith(newSecret(), armour));
});

test("each reviewed answer says a place and an hour when it needs them, fits, promises nothing and gives no number", () => {
  const choice = { place: "à l’infirmerie", day: "2026-11-24", hour: "10:05" };
  for (const id of SENTENCES) {
    const said = sentenceWith(id, choice);
    assert.ok(said.length <= MOST_REPLY && encodeReply(said).length > 0);
    assert.doesNotMatch(said.replace(/24 novembre à 10\u00a0h\u00a005/, ""), /\d|secret|promet|vous|votre/i, id);
    assert.ok(said.split(/[.:]/).every((part) => part.trim().split(/\s+/).length <= 16), said);
  }
  assert.match(sentenceWith("meet", choice), /à l’infirmerie, mardi 24 novembre à 10\u00a0h\u00a005\./);
  assert.equal(isWhole("meet", { ...choice, hour: "" }), false);
  assert.equal(isWhole("come", { ...choice, place: "" }), false);
  assert.ok(isWhole("read", { place: "", day: "", hour: "" }));
});

test("no reviewed answer takes up what a pupil writes, and three words of the message in a free text are seen", () => {
  const message = "Ils se moquent de MOI à la cantine, tous les jours.";
  assert.ok(quotes("j’ai lu qu’ils se moquent de toi", message));
  assert.ok(quotes("A LA CANTINE tous", message));
  assert.ok(!quotes("viens à la vie scolaire", message));
  assert.ok(!quotes("cantine", message));
  for (const id of SENTENCES) assert.ok(!quotes(sentenceWith(id, { place: "au CDI", day: "2026-11-24", hour: "10:00" }), message));
});

test("every state has its group and every event its words, unknown ones too", () => {
  assert.deepEqual([...ORDER].sort(), Object.keys(desk.list.groups).sort());
  const by = { id: "a", name: "Mme Lemoine" };
  const kinds = Object.keys(deskCase.event).filter((kind) => kind !== "other" && kind !== "givenPiece");
  const said = kinds.map((kind) => eventInWords({ kind, by, at: "", detail: kind === "given" ? null : { id: "b", name: "M. Diallo" } }));
  assert.equal(new Set(said).size, kinds.length);
  assert.ok(said.every((one) => one.includes("Mme Lemoine")));
  assert.equal(eventInWords({ kind: "tomorrow's", by, at: "", detail: null }), deskCase.event.other("Mme Lemoine"));
  assert.ok(eventInWords({ kind: "opened", by: { id: "z", name: null }, at: "", detail: null }).includes(deskCase.somebody));
});

test("an age is counted in days of the calendar, and never in the future", () => {
  const now = new Date(2026, 10, 24, 8, 0);
  const at = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString();
  assert.equal(ageInWords(at(24, 7), now), "depuis aujourd’hui");
  assert.equal(ageInWords(at(23, 23), now), "depuis hier");
  assert.equal(ageInWords(at(20, 9), now), "depuis 4 jours");
  assert.equal(ageInWords(at(25, 9), now), "depuis aujourd’hui");
});

test("an answer whose receipt was lost is given again as the same paper, and said anew later it is another", async () => {
  const opened = { header: { id: ID }, reply: newSecret(), team: newSecret() } as Opened;
  const papers = new OpenPapers(opened);
  const given: CaseAct[] = [];
  const answers = [false, true, true, true];
  const ports = { act: async (act: CaseAct) => (given.push(act), answers[given.length - 1] ?? true) };
  assert.equal(await papers.reply("Un adulte a lu.", ports), false);
  assert.equal(await papers.reply("Un adulte a lu.", ports), true);
  assert.equal(await papers.reply("Un adulte a lu.", ports), true);
  assert.equal(await papers.note("Un adulte a lu.", ports), true);
  assert.deepEqual(given[0], given[1]);
  const ids = given.map((act) => (act.act === "papers" ? act.id : ""));
  assert.equal(new Set(ids).size, 3);
});
