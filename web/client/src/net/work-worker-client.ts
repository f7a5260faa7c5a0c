/** Work done by the script at `address`, in a worker of its own: a pupil may read and scroll meanwhile. */

import { ourWorker } from "./our-worker";
import type { Solve, Work } from "./work";

export function solveAt(address: string): Solve {
  return (challenge) => {
    const worker = ourWorker(address);
    return new Promise<Work>((done, failed) => {
      worker.onerror = () => failed(new Error("the worker did not do it"));
      worker.onmessage = (event: MessageEvent<Work>) => done(event.data);
      worker.postMessage(challenge);
    }).finally(() => worker.terminate());
  };
}
