/** What the build says of the files that an open page asks for later (build.mjs): their address, with the hash of their bytes, and their integrity. */

interface BuiltFile {
  readonly address: string;
  readonly integrity: string;
}

declare const BUILT: { readonly sealing: BuiltFile; readonly passphrase: BuiltFile; readonly work: BuiltFile };
