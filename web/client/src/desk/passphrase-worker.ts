/** scrypt takes seconds: this worker does it while the page goes on. It answers one question and is then thrown away. */

import { unwrapWith, wrapWith } from "../sealed/passphrase";

export type Asked =
  | { readonly act: "wrap"; readonly identity: string; readonly passphrase: string }
  | { readonly act: "unwrap"; readonly wrapped: string; readonly passphrase: string };

export type Told = { readonly result: string } | { readonly wrong: true };

const here = self as unknown as Worker;

async function answer(asked: Asked): Promise<void> {
  try {
    const { passphrase } = asked;
    const result = asked.act === "wrap" ? await wrapWith(asked.identity, passphrase) : await unwrapWith(asked.wrapped, passphrase);
    here.postMessage({ result } satisfies Told);
  } catch {
    here.postMessage({ wrong: true } satisfies Told);
  }
}

here.onmessage = (event: MessageEvent<Asked>) => void answer(event.data);
