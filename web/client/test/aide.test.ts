import assert from "node:assert/strict";
import { test } from "vitest";
import { filesOf, isTrouble } from "../src/aide/kept";

test("a copy is made of our own files only, each once", () => {
  const html = `<link rel="icon" href="/static/icon.svg?v=1"><script src="/static/built/aide.js?v=2"></script>
    <a href="tel:119"></a><a href="https://ailleurs.fr/static/x.css"></a><a href="/reperes"></a><link href="/static/icon.svg?v=1">`;
  assert.deepEqual(filesOf(html), ["/static/icon.svg?v=1", "/static/built/aide.js?v=2"]);
});

test("a server that fails or is full gives way to the copy, one that answers does not", () => {
  for (const status of [500, 502, 503, 429]) assert.ok(isTrouble(status), `${status}`);
  for (const status of [200, 304, 404, 0]) assert.ok(!isTrouble(status), `${status}`);
});
