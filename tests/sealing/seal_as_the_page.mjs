// Seals a letter with `sealing.js`, the very file that the page loads (copied as a module of Node's, its path is the argument).

import { argv, stdin } from "node:process";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const { seal } = await import(pathToFileURL(argv[2]));
console.log(JSON.stringify(await seal(JSON.parse(await text(stdin)))));
