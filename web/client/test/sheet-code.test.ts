import assert from "node:assert/strict";
import { test } from "vitest";

import { readCode, sheetCode } from "../src/sealed/sheet-code";

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

function drawn(seed: number): string {
  return sheetCode(Uint8Array.from({ length: 26 }, (_, place) => (seed * 97 + place * 53 + ((seed * place) % 251)) % 256));
}

test("a code is seven groups of four, and is read as it was printed", () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const code = drawn(seed);
    assert.match(code, /^([0-9A-HJKMNP-TV-Z]{4} ){6}[0-9A-HJKMNP-TV-Z]{4}$/);
    assert.deepEqual(readCode(code), { secret: code.replaceAll(" ", "").slice(0, 26) });
  }
});

test("lower case, dashes, and letters taken for figures are forgiven", () => {
  const code = drawn(7);
  const typed = code.toLowerCase().replaceAll(" ", "-").replaceAll("0", "o").replaceAll("1", "l");
  assert.deepEqual(readCode(`  ${typed}\n`), readCode(code));
});

test("any one wrong letter is noticed before anything is tried", () => {
  const plain = drawn(3).replaceAll(" ", "");
  for (let place = 0; place < plain.length; place += 1) {
    for (const letter of LETTERS) {
      if (letter === plain[place]) continue;
      assert.deepEqual(readCode(plain.slice(0, place) + letter + plain.slice(place + 1)), { flaw: "slip" });
    }
  }
});

test("two neighbours exchanged are noticed", () => {
  for (let seed = 0; seed < 50; seed += 1) {
    const plain = drawn(seed).replaceAll(" ", "");
    for (let place = 0; place + 1 < plain.length; place += 1) {
      const [one, other] = [plain[place]!, plain[place + 1]!];
      if (one !== other) assert.deepEqual(readCode(plain.slice(0, place) + other + one + plain.slice(place + 2)), { flaw: "slip" });
    }
  }
});

test("a group forgotten, or a letter that no sheet has, says so", () => {
  assert.deepEqual(readCode(drawn(1).slice(5)), { flaw: "length" });
  assert.deepEqual(readCode(""), { flaw: "length" });
  assert.deepEqual(readCode(drawn(1).replace(/^./, "U")), { flaw: "letters" });
});

test("too little chance makes no code", () => {
  assert.throws(() => sheetCode(new Uint8Array(25)), RangeError);
});
