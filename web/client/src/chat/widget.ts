/** Starts the assistant in its page. Nothing is stored in the browser: a reload begins a new session. */

import { forgetCopy } from "../aide/forget-copy";
import { Dictation, recogniserOf } from "../display/dictation";
import { Voice } from "../display/voice";
import { loadSealer } from "../handoff/sealer";
import { deviceOf } from "../handoff/voice/device";
import { newId } from "../handoff/new-id";
import { PupilApi } from "../net/pupil-api";
import { solveAt } from "../net/work-worker-client";
import { App } from "./app";
import { HostPage } from "./host-page";
import { Numbers } from "./numbers";
import { placeOf } from "./place";

function start(page: HTMLElement): void {
  const host = new HostPage(window);
  const place = placeOf(location.search);
  const api = new PupilApi((path, init) => fetch(path, init), place);
  const register = page.dataset.register || place.register;
  const voice = deviceOf(window);
  const app = new App({
    ...{ api, host, register, loadSealer, newId, forgetCopy, voice },
    numbers: new Numbers(page),
    aloud: new Voice(window.speechSynthesis),
    dictation: new Dictation(recogniserOf(window), voice.every),
    solve: solveAt(BUILT.work.address),
    exitUrl: page.dataset.exitUrl ?? "",
    now: () => new Date(),
    sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
    painted: () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))),
  });
  page.replaceChildren(app.element);
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  void app.begin();
}

const page = document.getElementById("assistant");
if (page !== null) start(page);
