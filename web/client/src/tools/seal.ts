/**
 * Seals a letter outside a browser, by the browser's own code: for the demonstration and for tests of the Python side.
 *
 *     echo '{"id", "school", "date", "month", "readers": [{"id", "recipient"}], "excluded": [], "closed": false, "text": "…", "word": "…",
 *            "pieces": [{"kind", "type", "seconds", "content": "<base64url>"}]}' | node seal.mjs
 *
 * Prints the Envelope of `sealing.ts`: the body of the PUT without `school` and `word`, each attachment with its own armour.
 */

import { randomUUID } from "node:crypto";

import { fromBase64url } from "../sealed/base64url";
import { seal, type Letter, type Piece } from "../sealing";
import { question } from "./stdin";

interface Asked extends Omit<Letter, "pieces"> {
  readonly pieces: readonly (Omit<Piece, "bytes"> & { readonly content: string })[];
}

const asked = await question<Asked>();
const pieces = asked.pieces.map(({ kind, type, seconds, content }) => ({ kind, type, seconds, bytes: fromBase64url(content) }));
console.log(JSON.stringify(await seal({ ...asked, pieces }, randomUUID)));
