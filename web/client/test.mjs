// Bundles test/*.test.ts and runs them with Node's own test runner: all, or those whose names are given (`node test.mjs keys log`).

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2).map((name) => `${name}.test.ts`);
const tests = readdirSync(join(here, "test")).filter((name) => name.endsWith(".test.ts") && (wanted.length === 0 || wanted.includes(name)));
const out = mkdtempSync(join(here, "node_modules", ".tests-"));
try {
  await build({
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "inline",
    logLevel: "warning",
    outdir: out,
    outExtension: { ".js": ".mjs" },
    entryPoints: tests.map((name) => join(here, "test", name)),
    define: { CLIENT_FOLDER: JSON.stringify(here) },
  });
  const files = tests.map((name) => join(out, name.replace(/\.ts$/, ".mjs")));
  const run = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...files], { stdio: "inherit" });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
