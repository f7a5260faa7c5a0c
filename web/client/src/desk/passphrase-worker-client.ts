/** Wrapping and unwrapping with the passphrase, in a worker of its own, so that the page goes on meanwhile. */

import { ourWorker } from "../net/our-worker";
import { WrongPassphrase } from "../sealed/passphrase";
import type { Asked, Told } from "./passphrase-worker";

export interface PassphraseWork {
  wrap(identity: string, passphrase: string): Promise<string>;
  /** Throws WrongPassphrase. */
  unwrap(wrapped: string, passphrase: string): Promise<string>;
}

/** The work done by the script at `address`. */
export function passphraseWork(address: string): PassphraseWork {
  return {
    wrap: (identity, passphrase) => ask(address, { act: "wrap", identity, passphrase }),
    unwrap: (wrapped, passphrase) => ask(address, { act: "unwrap", wrapped, passphrase }),
  };
}

function ask(address: string, asked: Asked): Promise<string> {
  const worker = ourWorker(address);
  return new Promise<string>((done, failed) => {
    worker.onerror = () => failed(new Error("the worker did not start"));
    worker.onmessage = (event: MessageEvent<Told>) =>
      "wrong" in event.data ? failed(new WrongPassphrase("not this passphrase")) : done(event.data.result);
    worker.postMessage(asked);
  }).finally(() => worker.terminate());
}
