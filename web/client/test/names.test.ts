import assert from "node:assert/strict";
import { test } from "vitest";

import { namedIn } from "../src/handoff/names";

const people = ["Sophie Lemoine", "Ibrahim Diallo", "Anaëlle Nguyễn-Œuvrard", "Marie-Ange N’Diaye", "Minh Ly", "Jean de La Tour"].map((name, place) => ({
  id: String(place),
  name,
}));

const FOUND: readonly [string, string][] = [
  ["c'est mme lemoine qui me crie dessus", "0"],
  ["LEMOINE", "0"],
  ["madame Lémoinne m'a tiré par le bras", "0"],
  ["sophie elle est méchante", "0"],
  ["c'est à cause de diallo", "1"],
  ["dialo", "1"],
  ["nguyen", "2"],
  ["anaelle oeuvrard", "2"],
  ["mme ndiaye", "3"],
  ["marie ange", "3"],
  ["M. Ly", "4"],
  ["mr ly.", "4"],
  ["le prof de la tour", "5"],
  ["lemoine et diallo", "0 1"],
];

const NOT_FOUND = [
  "",
  "le monastère des lemoines",
  "c'est la dialectique",
  "la vie est dure",
  "il me suit de loin",
  "ly",
  "des fois il me tape",
  "mme",
  "détour",
];

test("a name of the list is found as pupils write it", () => {
  for (const [text, ids] of FOUND) assert.equal(namedIn(text, people).map((one) => one.id).join(" "), ids, text);
});

test("what is no name of the list is not pointed out", () => {
  for (const text of NOT_FOUND) assert.deepEqual(namedIn(text, people), [], text);
});

test("a list of nobody, or a name of signs only, finds nothing", () => {
  assert.deepEqual(namedIn("lemoine", []), []);
  assert.deepEqual(namedIn("… – '", [{ id: "x", name: "– …" }]), []);
});
