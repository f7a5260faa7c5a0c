/** Short names of keys, which two people compare with their eyes. */

const SHOWN = 40;

export async function sha256Hex(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The whole hash of a published key: what is signed when a colleague confirms it. */
export function keyHash(key: { readonly key_recipient: string; readonly signing_key: string }): Promise<string> {
  return sha256Hex(`${key.key_recipient}\n${key.signing_key}`);
}

/** The hash of a set of months, as the log says it. */
export function monthsHash(months: readonly { readonly recipient: string }[]): Promise<string> {
  return sha256Hex(months.map((month) => month.recipient).join("\n"));
}

/** What people read aloud: the start of a hash, ten groups of four. */
export function fingerprint(hash: string): string {
  return (hash.slice(0, SHOWN).match(/.{4}/g) ?? []).join(" ");
}
