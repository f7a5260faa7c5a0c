import assert from "node:assert/strict";
import { test } from "vitest";
import { Exit } from "../src/chat/exit";
import { HostPage } from "../src/chat/host-page";

function exit(url: string, acts: string[], fails = ""): Exit {
  const act = (name: string) => () => {
    acts.push(name);
    if (name === fails) throw new Error(name);
  };
  return new Exit([act("session"), act("copy")], { leave: (to) => acts.push(to) }, url, act("screen"));
}

test("the screen is emptied first, what ends with it is begun, then the window goes", () => {
  const acts: string[] = [];
  exit("https://exemple.fr/", acts).leave();
  assert.deepEqual(acts, ["screen", "session", "copy", "https://exemple.fr/"]);
});

test("one leaves once", () => {
  const acts: string[] = [];
  const one = exit("https://exemple.fr/", acts);
  one.leave();
  one.leave();
  assert.equal(acts.length, 4);
});

for (const fails of ["screen", "session", "copy"]) {
  test(`the window goes and the others end although this one fails: ${fails}`, () => {
    const acts: string[] = [];
    exit("https://exemple.fr/", acts, fails).leave();
    assert.deepEqual(acts, ["screen", "session", "copy", "https://exemple.fr/"]);
  });
}

for (const url of ["", "javascript:alert(1)", "//exemple.fr", "data:text/html,x"]) {
  test(`a page without its setting leaves all the same: ${url}`, () => {
    const acts: string[] = [];
    exit(url, acts).leave();
    assert.match(acts.at(-1) ?? "", /^https:\/\//);
  });
}

/** As much of a window as a page that is on top of its own needs. */
function windowOf(origin: string) {
  let hear: (event: unknown) => void = () => undefined;
  const window = {
    document: { querySelector: () => null },
    location: { origin, hash: "" },
    addEventListener: (_name: string, heard: typeof hear) => (hear = heard),
  } as Record<string, unknown>;
  window.parent = window;
  return { window: window as unknown as Window, says: (from: string, data: unknown) => hear({ origin: from, data, source: null }) };
}

test("another window of ours may end the page, nobody else's", () => {
  const { window, says } = windowOf("https://bot.exemple.fr");
  let asked = 0;
  new HostPage(window).listen({ leaveAsked: () => (asked += 1), shown: () => undefined });
  for (const from of ["https://pirate.fr", "https://bot.exemple.fr.pirate.fr", "http://bot.exemple.fr", "null"]) says(from, { type: "parlons-en:leave" });
  assert.equal(asked, 0);
  says("https://bot.exemple.fr", { type: "parlons-en:leave" });
  assert.equal(asked, 1);
});
