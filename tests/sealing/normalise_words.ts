/** Prints, for a JSON list of words, what the browser takes each of them for. */

import { normaliseWord } from "../../web/client/src/sealed/word";
import { question } from "../../web/client/src/tools/stdin";

console.log(JSON.stringify((await question<string[]>()).map(normaliseWord)));
