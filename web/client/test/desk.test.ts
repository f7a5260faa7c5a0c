import assert from "node:assert/strict";
import { test } from "vitest";

import { keepLink, takeLink } from "../src/desk/deep-link";
import { IDLE, IdleLock } from "../src/desk/idle";
import { schoolNames, schoolOfLine } from "../src/desk/schools";
import { isEnough, strengthOf } from "../src/desk/strength";
import { WORDS, sixWords } from "../src/desk/words.fr";

const known = ["Sophie Lemoine", "Collège Émile-Zola"];

test("a passphrase that is short, or made of what one would guess first, makes no key", () => {
  const weak = ["", "lune", "quinze lettres", "motdepasse123456", "sophie lemoine emile zola", "azertyazertyazerty", "aaaaaaaaaaaaaaaaaaaa"];
  for (const passphrase of [...weak, "Collège Émile-Zola lemoine"]) {
    assert.equal(isEnough(strengthOf(passphrase, known)), false, passphrase);
  }
});

test("words without a link between them are enough, more of them are strong", () => {
  assert.equal(strengthOf("tulipe marteau nuage", known), "fair");
  assert.equal(strengthOf("tulipe marteau nuage olive renard", known), "strong");
});

test("each six words that can be drawn are a strong passphrase", () => {
  assert.equal(new Set(WORDS).size, 256);
  for (let start = 0; start < WORDS.length; start += 1) {
    let next = start;
    const drawn = sixWords((limit) => (next += 37) % limit);
    assert.equal(drawn.split(" ").length, 6);
    assert.equal(strengthOf(drawn, known), "strong", drawn);
  }
});

const zola = { id: "col-zola", name: "Collège Émile-Zola" };
const camus = { id: "lyc-camus", name: "Lycée Albert-Camus" };
const me = { id: "u-lemoine", name: "Mme Lemoine", school: zola, key: null };

test("a referent of several schools sees them all, and on each line the one that it is of", () => {
  const several = { ...me, schools: [zola, camus] };
  assert.equal(schoolNames(several), "Collège Émile-Zola · Lycée Albert-Camus");
  assert.equal(schoolOfLine(several, "lyc-camus"), "Lycée Albert-Camus");
  assert.equal(schoolOfLine(several, "col-zola"), "Collège Émile-Zola");
});

test("a line names no school when there is one, unless it is of a school they have left", () => {
  const one = { ...me, schools: [zola] };
  assert.equal(schoolNames(one), "Collège Émile-Zola");
  assert.equal(schoolOfLine(one, "col-zola"), null);
  assert.equal(schoolOfLine(one, "lyc-camus"), "Un autre établissement");
});

class Clock {
  now = 0;
  locked = 0;
  readonly page = new EventTarget();
  readonly lock = new IdleLock(this.page, () => this.now, () => (this.locked += 1));

  at(milliseconds: number, sign: string): void {
    this.now = milliseconds;
    this.page.dispatchEvent(new Event(sign));
  }
}

test("activity puts the lock off, ten quiet minutes close it once", () => {
  const clock = new Clock();
  clock.lock.begin();
  clock.at(IDLE - 1, "keydown");
  clock.at(2 * IDLE - 2, "visibilitychange");
  assert.equal(clock.locked, 0);
  clock.at(2 * IDLE - 1, "visibilitychange");
  clock.at(4 * IDLE, "visibilitychange");
  assert.equal(clock.locked, 1);
});

test("a computer that slept is locked by the first touch, which does not count as activity", () => {
  const clock = new Clock();
  clock.lock.begin();
  clock.at(5 * IDLE, "pointerdown");
  assert.equal(clock.locked, 1);
});

class Tab {
  private readonly kept = new Map<string, string>();
  getItem = (name: string) => this.kept.get(name) ?? null;
  setItem = (name: string, value: string) => void this.kept.set(name, value);
  removeItem = (name: string) => void this.kept.delete(name);
}

test("a linked message survives signing in, once, and nothing but an id is kept", () => {
  const tab = new Tab() as unknown as Storage;
  const id = "0b3c4c5e-6f1a-4d2b-9a3c-1d2e3f4a5b6c";
  const address = (hash: string) => ({ hash }) as Location;
  keepLink(address(`#${id}`), tab);
  assert.equal(takeLink(address(""), tab), id);
  assert.equal(takeLink(address(""), tab), null);
  keepLink(address("#<script>"), tab);
  assert.equal(takeLink(address(""), tab), null);
});
