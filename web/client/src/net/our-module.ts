/**
 * A module of ours, loaded late and tied to its bytes: `import()` takes no hash, but it runs what a `<script type="module">` of the same address has
 * brought, and that one does (docs/adr/0029).
 */

import { trusted } from "./our-worker";

let asked = 0;

/** The module of that file. Rejects when it does not come, or is not these bytes; asked again, it is fetched again. */
export async function ourModule<Module>({ address, integrity }: BuiltFile): Promise<Module> {
  const once = `${address}#${(asked += 1)}`; // a browser may remember that a module did not come, by its whole address
  const script = document.createElement("script");
  const arrived = new Promise<void>((done, failed) => {
    script.onload = () => done();
    script.onerror = () => failed(new Error("the module did not come"));
  });
  Object.assign(script, { type: "module", integrity, src: trusted(once) });
  document.head.append(script);
  try {
    await arrived;
  } finally {
    script.remove();
  }
  return import(once) as Promise<Module>;
}
