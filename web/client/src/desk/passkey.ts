/** A passkey as a lock: the device's own secret (WebAuthn's PRF) seals W. Two touches make it: one creates, one seals. */

import { Decrypter, Encrypter, armor, webauthn } from "age-encryption";

import type { Lock } from "../sealed/locks";

interface Capable {
  getClientCapabilities?: () => Promise<Record<string, boolean>>;
}

/** Whether this browser says that it can: in doubt it is not offered, since a key must not depend on luck. */
export async function canKeepPasskeys(page: { PublicKeyCredential?: unknown } = globalThis): Promise<boolean> {
  const known = page.PublicKeyCredential as Capable | undefined;
  const able = await Promise.resolve(known?.getClientCapabilities?.()).catch(() => undefined);
  return able?.["extension:prf"] === true;
}

/** A lock around `key`, kept by a passkey of this device. `owner` is what the device will show. Throws when the device cannot or the person declines. */
export async function passkeyLock(key: string, owner: string, label: string): Promise<Lock> {
  const credential = await webauthn.createCredential({ keyName: owner });
  const sealer = new Encrypter();
  sealer.addRecipient(new webauthn.WebAuthnRecipient({ identity: credential }));
  return { kind: "passkey", label, credential, wrapped_key: armor.encode(await sealer.encrypt(key)) };
}

/** W, by the passkey that keeps `lock`. Throws when the device does not open it. */
export async function openPasskey(lock: Lock): Promise<string> {
  const opener = new Decrypter();
  opener.addIdentity(new webauthn.WebAuthnIdentity(lock.credential === null ? {} : { identity: lock.credential }));
  return opener.decrypt(armor.decode(lock.wrapped_key), "text");
}
