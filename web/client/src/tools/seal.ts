/**
 * Seals a letter outside a browser, by the browser's own code: for tests of the Python side.
 *
 *     echo '{"id": "…", "school": "…", "date": "…", "month": "…", "readers": [{"id", "recipient"}], "excluded": [], "text": "…"}' | node seal.mjs
 *
 * Prints `{"header", "armour", "readers"}`.
 */

import { seal, type Letter } from "../sealing";
import { question } from "./stdin";

console.log(JSON.stringify(await seal(await question<Letter>())));
