import assert from "node:assert/strict";
import { test } from "vitest";

import { PupilApi } from "../src/net/pupil-api";
import type { NoticeLevel, NoticeSection } from "../src/net/shapes";
import { NoticePanel } from "../src/notice/notice-panel";
import { notice as say } from "../src/texts/notice.fr";
import { insideOf, openPage } from "./page";
import { settle } from "./turns-server";

openPage();

const WORDS: Record<NoticeLevel, readonly NoticeSection[]> = {
  college: [{ title: "Tes droits", paragraphs: ["Tu peux demander.", "On te répond."], points: ["Un point."] }],
  primaire: [{ title: "Qui te répond ?", paragraphs: ["C'est un programme."], points: [] }],
};

/** A panel whose answers and whose time come when the test says so. */
function opened() {
  const asked: { level: NoticeLevel; come: (words: readonly NoticeSection[]) => void; fail: () => void }[] = [];
  const waits: { wait: number; pass: () => void }[] = [];
  let closed = 0;
  const panel = new NoticePanel({
    load: (level) => new Promise((come, fail) => asked.push({ level, come, fail: () => fail(new Error("network")) })),
    sleep: (wait) => new Promise((pass) => waits.push({ wait, pass })),
    close: () => (closed += 1),
  });
  const page = insideOf(panel.element);
  const part = (name: string) => page.querySelectorAll(name)[0];
  const waited = async (milliseconds: number) => {
    for (const each of waits.filter(({ wait }) => wait <= milliseconds)) each.pass();
    await settle();
  };
  const words = () => part(".notice")?.textContent;
  const status = () => part(".notice-status")?.textContent;
  const press = (label: string) => page.querySelectorAll(".button").find((each) => each.textContent === label)?.happens("click");
  return { panel, asked, waited, words, status, press, page, closed: () => closed };
}

test("the words are those of the level, and nothing is said of waiting when they come at once", async () => {
  const one = opened();
  void one.panel.read("college");
  assert.deepEqual(one.asked.map(({ level }) => level), ["college"]);
  one.asked[0]?.come(WORDS.college);
  await settle();
  await one.waited(60_000);
  assert.equal(one.words(), `Tes droitsTu peux demander.On te répond.Un point.${say.back}`);
  assert.equal(one.status(), "");
});

test("after a second it says that they are coming, later that it is slow, and no more once they are there", async () => {
  const one = opened();
  void one.panel.read("primaire");
  assert.equal(one.status(), "");
  await one.waited(1_000);
  assert.equal(one.status(), say.loading);
  await one.waited(7_000);
  assert.equal(one.status(), say.slow);
  one.asked[0]?.come(WORDS.primaire);
  await settle();
  assert.equal(one.status(), "");
});

test("words that do not come can be asked for again, and the conversation is said to be there", async () => {
  const one = opened();
  void one.panel.read("college");
  one.asked[0]?.fail();
  await settle();
  assert.equal(one.words(), say.notCome + say.retry);
  one.press(say.retry);
  assert.equal(one.words(), "");
  assert.deepEqual(one.asked.map(({ level }) => level), ["college", "college"]);
  one.asked[1]?.come(WORDS.college);
  await settle();
  assert.match(one.words() ?? "", /^Tes droits/u);
});

test("who asks for easy words meanwhile reads those, even when the others come later", async () => {
  const one = opened();
  void one.panel.read("college");
  void one.panel.read("primaire");
  void one.panel.read("primaire");
  assert.deepEqual(one.asked.map(({ level }) => level), ["college", "primaire"]);
  one.asked[1]?.come(WORDS.primaire);
  await settle();
  one.asked[0]?.come(WORDS.college);
  await settle();
  assert.match(one.words() ?? "", /^Qui te répond\u00a0\?/u);
});

test("the way back is there before the words, and again after them", async () => {
  const one = opened();
  void one.panel.read("college");
  one.press(say.back);
  assert.equal(one.closed(), 1);
  one.asked[0]?.come(WORDS.college);
  await settle();
  assert.equal(one.page.querySelectorAll(".button").filter((each) => each.textContent === say.back).length, 2);
});

test("the call says the level and the place, and nothing of the session", async () => {
  const calls: { path: string; init: RequestInit }[] = [];
  const fetch = async (path: string, init: RequestInit) => {
    calls.push({ path, init });
    const body = path === "/api/session" ? { turn: 4, messages: [] } : { sections: WORDS.primaire };
    return new Response(JSON.stringify(body));
  };
  const api = new PupilApi(fetch, { school: "0330139P", register: "", profile: "" });
  await api.open();
  assert.deepEqual(await api.yourWords("primaire"), WORDS.primaire);
  assert.equal(calls[1]?.path, "/api/your-words?register=primaire");
  assert.equal(calls[1]?.init.method, "GET");
  assert.deepEqual(calls[1]?.init.headers, { "X-Parlons-School": "0330139P" });
});
