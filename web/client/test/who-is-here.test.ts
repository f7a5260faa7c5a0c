import assert from "node:assert/strict";
import { test } from "vitest";
import { initials } from "../src/desk/who-is-here";

const NAMES: readonly (readonly [string, string])[] = [
  ["Sophie Lemoine", "SL"],
  ["  Élodie   de la Tour ", "ÉT"],
  ["madonna", "M"],
  ["𝒜lice Ɓa", "𝒜Ɓ"],
  ["", ""],
];

for (const [name, shown] of NAMES) {
  test(`« ${name} » is ${shown === "" ? "nothing" : shown} at a glance`, () => assert.equal(initials(name), shown));
}
