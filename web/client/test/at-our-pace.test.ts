import assert from "node:assert/strict";
import { test } from "vitest";

import { atOurPace } from "../src/net/at-our-pace";

const tooFast = (seconds: string | null) => new Response("{}", { status: 429, headers: seconds === null ? {} : { "Retry-After": seconds } });

async function asked(...answers: Response[]): Promise<{ status: number; slept: number[] }> {
  const slept: number[] = [];
  let at = 0;
  const fetch = atOurPace(
    async () => (answers[Math.min((at += 1), answers.length) - 1] as Response).clone(),
    async (milliseconds) => void slept.push(milliseconds),
  );
  return { status: (await fetch("/desk/api/envelopes", {})).status, slept };
}

test("what came too fast is asked again after the seconds told", async () => {
  assert.deepEqual(await asked(tooFast("2"), tooFast("1"), Response.json({})), { status: 200, slept: [2_000, 1_000] });
});

test("a long wait, one that is not told, and one without an end are said to the person", async () => {
  assert.deepEqual(await asked(tooFast("120")), { status: 429, slept: [] });
  assert.deepEqual(await asked(tooFast(null)), { status: 429, slept: [] });
  assert.deepEqual(await asked(tooFast("3")), { status: 429, slept: [3_000, 3_000, 3_000] });
});
