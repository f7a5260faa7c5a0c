/** Does one work while the page goes on, and is then thrown away. */

import { numbersOf, type Work } from "./work";

const here = self as unknown as Worker;

here.onmessage = (event: MessageEvent<string>) => here.postMessage(numbersOf(event.data) satisfies Work);
