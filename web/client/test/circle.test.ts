import assert from "node:assert/strict";
import { test } from "vitest";

import { Circle } from "../src/handoff/circle";
import { caringFirst, onlyOf } from "../src/handoff/functions";
import type { Person } from "../src/net/shapes";
import { forMany } from "./chance";
import { listOf, reader } from "./readers";

const lemoine = reader("lemoine", "Sophie Lemoine", { function: "CPE" });
const diallo = reader("diallo", "Ibrahim Diallo", { function: "Infirmier" });
const roche = reader("roche", "Paul Roche", { can_read: false, recipient: null });
const head = { id: "head", name: "Anne Aubry" };
const outside = { id: "outside", name: "Luc Vidal" };

function circle(): Circle {
  const made = new Circle();
  made.takeList(listOf([lemoine, diallo, roche], { head, outside }));
  return made;
}

const ids = (people: readonly Person[]) => people.map((one) => one.id);

test("everybody of the list may be left out, and who would be told too", () => {
  const one = circle();
  for (const person of one.everybody) one.leave(person.id, true);
  assert.deepEqual(ids(one.excluded), ["lemoine", "diallo", "roche", "head", "outside"]);
  assert.deepEqual(one.chosen, []);
});

test("one tap leaves everybody else out, who cannot read yet and who would be told included", () => {
  const one = circle();
  one.chooseOnly("diallo");
  assert.deepEqual(ids(one.chosen), ["diallo"]);
  assert.deepEqual(ids(one.excluded), ["lemoine", "roche", "head", "outside"]);
  assert.equal(one.onlyReader?.id, "diallo");
});

test("only one stays only one when somebody new is on the next list", () => {
  const one = circle();
  one.chooseOnly("diallo");
  one.takeList(listOf([lemoine, diallo, reader("new", "Nina Morel")], { head }));
  assert.deepEqual(ids(one.chosen), ["diallo"]);
  assert.ok(one.isLeft("new"));
});

test("taking another reader back, or leaving the only one out, ends it; who would only be told cannot be taken back beside only one", () => {
  for (const [id, out, stays] of [["lemoine", false, false], ["diallo", true, false], ["head", false, true]] as const) {
    const one = circle();
    one.chooseOnly("diallo");
    one.leave(id, out);
    assert.equal(one.onlyReader !== null, stays, id);
    assert.ok(one.isLeft("head"), id);
  }
});

test("everybody comes back at once", () => {
  const one = circle();
  one.chooseOnly("lemoine");
  one.chooseAll();
  assert.deepEqual([one.onlyReader, one.excluded.length, one.chosen.length], [null, 0, 2]);
});

test("what was promised for those who are there is not said when none of those chosen is there", () => {
  const away = reader("away", "Eva Blanc", { absent: { until: "2026-12-04", substitute: null } });
  const one = new Circle();
  one.takeList(listOf([lemoine, away], { promise: { by: "2026-11-24T17:00:00+01:00", text: "avant mardi soir" } }));
  assert.equal(one.promise, "avant mardi soir");
  one.chooseOnly("away");
  assert.equal(one.promise, null);
});

test("a head who is in the group is one person, who reads", () => {
  const one = new Circle();
  one.takeList(listOf([lemoine, diallo], { head: { id: "lemoine", name: "Sophie Lemoine" } }));
  assert.deepEqual(one.told, []);
});

test("whatever is ticked, nobody is both chosen and left out, and only one is alone", () =>
  forMany(60, (chance) => {
    const one = circle();
    for (let act = 0; act < 12; act += 1) {
      const id = chance.one(["lemoine", "diallo", "roche", "head", "outside"]);
      const what = chance.one(["leave", "take", "only", "all", "list"] as const);
      if (what === "leave" || what === "take") one.leave(id, what === "leave");
      if (what === "only") one.chooseOnly(chance.one(["lemoine", "diallo"]));
      if (what === "all") one.chooseAll();
      if (what === "list") one.takeList(listOf(chance.one([[lemoine, diallo, roche], [lemoine, roche], [diallo]]), { head }));
      const out = new Set(ids(one.excluded));
      assert.ok(!one.chosen.some((person) => out.has(person.id)));
      assert.ok(one.chosen.every((person) => person.can_read));
      if (one.onlyReader) assert.deepEqual(ids(one.chosen), [one.onlyReader.id]);
    }
  }));

test("health and social work come first among those who may be chosen alone, said as people say it", () => {
  const psychologist = reader("psy", "Eva Blanc", { function: "Psychologue" });
  assert.deepEqual(ids(caringFirst([lemoine, diallo, psychologist])), ["diallo", "psy", "lemoine"]);
  assert.equal(onlyOf(diallo), "Seulement l’infirmier, Ibrahim Diallo");
  assert.equal(onlyOf(lemoine), "Seulement Sophie Lemoine, CPE");
  assert.equal(onlyOf(reader("x", "Eva Blanc", { function: "toString" })), "Seulement Eva Blanc, toString");
  assert.equal(onlyOf(reader("x", "Eva Blanc")), "Seulement Eva Blanc");
});
