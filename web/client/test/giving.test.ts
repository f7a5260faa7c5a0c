import assert from "node:assert/strict";
import { test } from "vitest";

import { offerToGive } from "../src/given/giving";
import { hidden, mayBeGiven } from "../src/given/hiding";
import { giving as say, KEPT_DAYS } from "../src/texts/giving.fr";
import { insideOf, openPage } from "./page";
import { settle } from "./turns-server";

openPage();

test("what says who is hidden on the device, and what is left is the same when it is hidden again", () => {
  const shown = hidden("je m’appelle Léa, la 4eB m’insulte sur insta @lea06");
  assert.equal(shown, "je m’appelle … la … m’insulte sur insta …");
  assert.equal(hidden(shown), shown);
  assert.equal(mayBeGiven(shown), true);
});

test("nothing is offered when too little would be left", () => {
  assert.equal(offerToGive("Léa Martin 06 12 34 56 78", async () => undefined), null);
  assert.equal(offerToGive("", async () => undefined), null);
});

test("nothing goes before the box is ticked, and exactly what was shown goes", async () => {
  const given: string[] = [];
  const offer = offerToGive("lea me laisse trop seul a la cantine", async (sentence) => void given.push(sentence));
  assert.ok(offer);
  const box = insideOf(offer);
  assert.equal(box.textContent, say.offer);
  box.querySelectorAll(".button")[0]?.happens("click");
  const [words] = box.querySelectorAll(".giving-words");
  const [tick] = box.querySelectorAll(".giving-tick");
  const [act] = box.querySelectorAll(".button");
  assert.ok(words && tick && act);
  assert.equal(words.textContent, "… me laisse trop seul a la cantine");
  assert.ok(!tick.checked);
  assert.equal(act.disabled, true);
  tick.checked = true;
  tick.happens("change");
  assert.equal(act.disabled, false);
  act.happens("click");
  await settle();
  assert.deepEqual(given, [words.textContent]);
  assert.equal(box.textContent, say.given);
});

test("when it could not be given, the pupil is told that there is nothing to do", async () => {
  const offer = offerToGive("elles me laissent trop seul a la cantine", async () => Promise.reject(new TypeError("network")));
  assert.ok(offer);
  const box = insideOf(offer);
  box.querySelectorAll(".button")[0]?.happens("click");
  box.querySelectorAll(".button")[0]?.happens("click");
  await settle();
  assert.equal(box.textContent, say.notGiven);
});

test("who reads, how long, and that nobody answers is said before", () => {
  assert.match(say.who, new RegExp(`${KEPT_DAYS} jours`, "u"));
  assert.match(say.not, /pas une façon de demander de l’aide/u);
});
