// Builds what the pages carry into web/static/built/, with the size and the integrity hash of each file.
// What an open page asks for later (LATER) is named in that page's script by the hash of its bytes; those of the build before stay in former/, for
// pages that are open while we change (docs/adr/0029).

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.env.PARLONS_EN_BUILT ?? join(here, "..", "static", "built");
const LOADER_LIMIT = 2_000; // bytes: what an operator can read and host

const common = { bundle: true, minify: true, charset: "utf8", legalComments: "none", logLevel: "warning" };
const browser = { ...common, target: ["es2021", "chrome94", "firefox91", "safari15"], outdir: out };
const source = (name) => join(here, "src", name);
const hash = (algorithm, bytes, form) => createHash(algorithm).update(bytes).digest(form);
const integrity = (bytes) => `sha384-${hash("sha384", bytes, "base64")}`;
const LATER = ["sealing", "passphrase", "work"];

/** The bytes of each file of LATER that is there, by its name. */
const read = () => new Map(LATER.map((name) => [name, join(out, `${name}.js`)]).filter(([, path]) => existsSync(path)).map(([name, path]) => [name, readFileSync(path)]));

/** `BUILT.sealing` and the others in the scripts of the pages: the address and the integrity of what they ask for (src/built.d.ts). */
function named([name, bytes]) {
  const file = { address: `/static/built/${name}.js?v=${hash("sha256", bytes, "hex").slice(0, 16)}`, integrity: integrity(bytes) };
  return [`BUILT.${name}`, JSON.stringify(file)];
}

mkdirSync(out, { recursive: true });
const before = read();
await Promise.all([
  build({ ...browser, format: "esm", entryPoints: { sealing: source("sealing.ts") } }),
  build({ ...browser, format: "iife", entryPoints: { passphrase: source("desk/passphrase-worker.ts"), work: source("net/work-worker.ts") } }),
]);
const later = read();
for (const [name, bytes] of before) {
  if (later.get(name)?.equals(bytes)) continue;
  mkdirSync(join(out, "former"), { recursive: true });
  writeFileSync(join(out, "former", `${name}.js`), bytes);
}
await Promise.all([
  build({
    ...browser,
    format: "iife",
    define: Object.fromEntries([...later].map(named)),
    entryPoints: {
      widget: source("chat/widget.ts"),
      desk: source("desk/desk.ts"),
      loader: source("loader/loader.ts"),
      "signed-in": source("handoff/signed-in.ts"),
      reading: source("reading/reading.ts"),
      aide: source("aide/aide.ts"),
      "numbers-worker": source("aide/numbers-worker.ts"),
    },
  }),
  build({
    ...browser,
    loader: { ".ttf": "file" },
    assetNames: "[name]",
    entryPoints: {
      widget: source("styles/widget.css"),
      desk: source("styles/desk.css"),
      aide: source("styles/aide.css"),
      reading: source("styles/reading.css"),
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
  ...["widget.js", "sealing.js", "desk.js", "passphrase.js", "work.js", "loader.js", "signed-in.js", "reading.js", "aide.js", "numbers-worker.js"],
  ...["widget.css", "desk.css", "aide.css", "reading.css"],
];
const hashes = {};
for (const file of files) {
  const bytes = readFileSync(join(out, file));
  hashes[file] = integrity(bytes);
  console.log(`${file.padEnd(14)} ${String(bytes.length).padStart(7)} bytes`);
  if (file === "loader.js" && bytes.length >= LOADER_LIMIT) throw new Error("loader.js has outgrown its limit");
}
writeFileSync(join(out, "hashes.json"), `${JSON.stringify(hashes, null, 2)}\n`);
