import assert from "node:assert/strict";
import { test } from "vitest";

import { asHeader } from "../src/sealed/header";
import { pad, sizeFor, unpad } from "../src/sealed/padding";
import { dayInFrance, monthsFrom } from "../src/sealed/months";
import { forMany } from "./chance";

test("padding fills the class and comes off again", () =>
  forMany(200, (chance) => {
    const plain = new TextEncoder().encode(`{${chance.text(500)}}`);
    const size = sizeFor(plain.length);
    if (size === null) return;
    const padded = pad(plain, size);
    assert.equal(padded.length, size);
    assert.deepEqual(unpad(padded), plain);
  }));

test("classes change exactly at their limits", () => {
  const at = [1, 2048, 2049, 4096, 4097, 8192, 8193].map(sizeFor);
  assert.deepEqual(at, [2048, 2048, 4096, 4096, 8192, 8192, null]);
});

test("a plaintext longer than its class is never cut", () => {
  assert.throws(() => pad(new Uint8Array(2049), 2048), RangeError);
});

test("a header with a field too many, missing or of another type is no header", () => {
  const header = {
    v: 1,
    id: "0b3c4c5e-6f1a-4d2b-9a3c-1d2e3f4a5b6c",
    school: "col-zola",
    date: "2026-11-22",
    month: "2026-11",
    readers: 2,
    size: 2048,
  };
  assert.ok(asHeader(header));
  const { size: _, ...missing } = header;
  for (const odd of [null, "header", missing, { ...header, more: 1 }, { ...header, readers: "2" }, { ...header, readers: 21 }]) {
    assert.equal(asHeader(odd), null);
  }
});

test("a year of months goes over new year", () => {
  const months = monthsFrom("2026-11", 12);
  assert.deepEqual([months[0], months[1], months[2], months[11]], ["2026-11", "2026-12", "2027-01", "2027-10"]);
});

test("the day is the day in France, also around midnight", () => {
  assert.equal(dayInFrance(new Date("2026-11-30T23:30:00Z")), "2026-12-01");
  assert.equal(dayInFrance(new Date("2026-07-01T21:59:00Z")), "2026-07-01");
  assert.equal(dayInFrance(new Date("2026-07-01T22:00:00Z")), "2026-07-02");
});
