import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = dirname(fileURLToPath(import.meta.url));

/** Rules alone, outside a browser: `npm test`, or `npx vitest run keys log` for those whose names are given. */
export default defineConfig({
  test: { include: ["test/*.test.ts"], testTimeout: 120_000 }, // scrypt at full strength takes seconds on a busy machine
  define: { CLIENT_FOLDER: JSON.stringify(here) },
});
