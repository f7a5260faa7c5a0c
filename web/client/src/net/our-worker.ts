/**
 * Starting a worker of ours. It is the one place of this code where a text becomes something to run (`our-module.ts` asks here too): the pages' policy
 * forbids every other (`require-trusted-types-for 'script'; trusted-types parlons-en`), and this one takes addresses of our own origin only.
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
  return new Worker(trusted(address));
}

/** The service worker at `address`, for the pages under `scope`. Rejected where the browser will not have it. */
export async function registerOurs(address: string, scope: string): Promise<ServiceWorkerRegistration> {
  return navigator.serviceWorker.register(trusted(address), { scope });
}

/** `address`, as the page's policy wants it. Throws TypeError for one of another origin. */
export function trusted(address: string): string {
  const factory = (globalThis as { readonly trustedTypes?: Factory }).trustedTypes;
  policy ??= factory === undefined ? rules : factory.createPolicy("parlons-en", rules);
  return policy.createScriptURL(address);
}

function ownAddress(address: string): string {
  if (new URL(address, location.href).origin !== location.origin) throw new TypeError("not an address of ours");
  return address;
}
