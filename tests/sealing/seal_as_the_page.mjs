// Seals a letter with `sealing.js`, the very file that the page loads (copied as a module of Node's, its path is the argument).

import { randomUUID } from "node:crypto";
import { argv, stdin } from "node:process";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const { seal } = await import(pathToFileURL(argv[2]));
const asked = JSON.parse(await text(stdin));
const pieces = asked.pieces.map(({ content, ...piece }) => ({ ...piece, bytes: new Uint8Array(Buffer.from(content, "base64url")) }));
console.log(JSON.stringify(await seal({ ...asked, pieces }, randomUUID)));
