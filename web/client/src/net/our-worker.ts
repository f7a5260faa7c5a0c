/**
 * Starting a worker of ours. It is the one place of this code where a text becomes something to run: the pages' policy forbids every other
 * (`require-trusted-types-for 'script'; trusted-types parlons-en`), and this one takes addresses of our own origin only.
 */

interface Policy {
  createScriptURL(address: string): string;
}

interface Factory {
  createPolicy(name: string, rules: Policy): Policy;
}

const rules: Policy = { createScriptURL: ownAddress };
let policy: Policy | null = null;

/** A worker that runs the script at `address`. Throws TypeError for an address of another origin. */
export function ourWorker(address: string): Worker {
  const factory = (globalThis as { readonly trustedTypes?: Factory }).trustedTypes;
  policy ??= factory === undefined ? rules : factory.createPolicy("parlons-en", rules);
  return new Worker(policy.createScriptURL(address));
}

function ownAddress(address: string): string {
  if (new URL(address, location.href).origin !== location.origin) throw new TypeError("not an address of ours");
  return address;
}
