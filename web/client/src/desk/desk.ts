/** Starts the desk in its page. */

import { atOurPace } from "../net/at-our-pace";
import { DeskApi } from "../net/desk-api";
import { DeskKeysApi } from "../net/desk-keys-api";
import { keepLink, takeLink } from "./deep-link";
import { DeskApp } from "./desk-app";
import { DirectoryMemory, storageOf } from "./directory-memory";
import { canKeepPasskeys } from "./passkey";
import { passphraseWork } from "./passphrase-worker-client";
import { sixWords } from "./words.fr";

function start(page: HTMLElement): void {
  const sleep = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));
  const slowly = atOurPace((path, init) => fetch(path, init), sleep);
  const app = new DeskApp({
    api: new DeskApi(slowly),
    keysApi: new DeskKeysApi(slowly),
    memory: new DirectoryMemory(storageOf(window)),
    address: `${location.origin}/desk`,
    passkeys: canKeepPasskeys(),
    work: passphraseWork(BUILT.passphrase.address),
    link: takeLink(location, sessionStorage),
    suggest: () => sixWords((limit) => (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) % limit),
    now: () => new Date(),
    print: () => window.print(),
    signIn: () => {
      keepLink(location, sessionStorage);
      location.assign("/desk/sign-in");
    },
  });
  page.replaceChildren(app.element);
  window.addEventListener("hashchange", () => location.reload());
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  void app.begin();
}

const page = document.getElementById("desk");
if (page !== null) start(page);
