// Builds what the pages carry into web/static/built/, with the size and the integrity hash of each file.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.env.PARLONS_EN_BUILT ?? join(here, "..", "static", "built");
const LOADER_LIMIT = 2_000; // bytes: what an operator can read and host

const common = { bundle: true, minify: true, charset: "utf8", legalComments: "none", logLevel: "warning" };
const browser = { ...common, target: ["es2021", "chrome94", "firefox91", "safari15"], outdir: out };
const source = (name) => join(here, "src", name);

mkdirSync(out, { recursive: true });
await Promise.all([
  build({
    ...browser,
    format: "iife",
    external: ["./sealing.js"],
    entryPoints: {
      widget: source("chat/widget.ts"),
      desk: source("desk/desk.ts"),
      loader: source("loader/loader.ts"),
      "signed-in": source("handoff/signed-in.ts"),
      rulers: source("rulers/rulers.ts"),
      aide: source("aide/aide.ts"),
      "numbers-worker": source("aide/numbers-worker.ts"),
      passphrase: source("desk/passphrase-worker.ts"),
      work: source("net/work-worker.ts"),
    },
  }),
  build({ ...browser, format: "esm", entryPoints: { sealing: source("sealing.ts") } }),
  build({
    ...browser,
    loader: { ".ttf": "file" },
    assetNames: "[name]",
    entryPoints: {
      widget: source("styles/widget.css"),
      desk: source("styles/desk.css"),
      aide: source("styles/aide.css"),
      rulers: source("styles/rulers.css"),
    },
  }),
  build({
    ...common,
    platform: "node",
    format: "esm",
    target: "node20",
    outdir: out,
    outExtension: { ".js": ".mjs" },
    entryPoints: { enrol: source("tools/enrol.ts"), seal: source("tools/seal.ts"), open: source("tools/open.ts") },
  }),
]);

const files = [
  ...["widget.js", "sealing.js", "desk.js", "passphrase.js", "work.js", "loader.js", "signed-in.js", "rulers.js", "aide.js", "numbers-worker.js"],
  ...["widget.css", "desk.css", "aide.css", "rulers.css"],
];
const hashes = {};
for (const file of files) {
  const bytes = readFileSync(join(out, file));
  hashes[file] = `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
  console.log(`${file.padEnd(14)} ${String(bytes.length).padStart(7)} bytes`);
  if (file === "loader.js" && bytes.length >= LOADER_LIMIT) throw new Error("loader.js has outgrown its limit");
}
writeFileSync(join(out, "hashes.json"), `${JSON.stringify(hashes, null, 2)}\n`);
