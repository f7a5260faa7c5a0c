/** What the command-line tools read: one JSON object on standard input, so that no passphrase is ever an argument. */

import { stdin } from "node:process";
import { text } from "node:stream/consumers";

export async function question<T>(): Promise<T> {
  return JSON.parse(await text(stdin)) as T;
}
