/**
 * The pages of examples (`/reperes`) stand without this: here their exit leaves nothing behind it, works by the keyboard too, and the
 * way back to the talk still knows the launcher. Nothing is read of the page, nothing is kept.
 */

import { ExitKeys } from "../chat/exit-keys";
import { Exit } from "../chat/exit";
import { HostPage } from "../chat/host-page";

function start(page: HTMLElement): void {
  const host = new HostPage(window);
  const keys = new ExitKeys();
  const wipe = () => {
    document.title = "";
    document.body.replaceChildren();
  };
  const exit = new Exit({ leave: () => undefined }, host, page.dataset.exitUrl ?? "", wipe);
  host.listen({ leaveAsked: () => exit.leave(), shown: () => undefined });
  page.querySelector(".exit a")?.addEventListener("click", (event) => {
    event.preventDefault();
    exit.leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && host.isFramed) host.close();
    if (!event.repeat && keys.press(event.key, event.timeStamp) === 0) exit.leave();
  });
  for (const link of page.querySelectorAll<HTMLAnchorElement>('a[href^="/"]')) link.hash = location.hash;
}

const page = document.querySelector("main");
if (page !== null) start(page);
