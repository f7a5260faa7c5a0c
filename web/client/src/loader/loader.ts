/**
 * The connector's loader: what an ENT page runs. It makes a button and an isolated frame, and nothing else; the frame's
 * page is asked for when the pupil opens it, not before. It hears only its own frame.
 */

/** Of what the ENT's chatbot module gives, only this: its red is an alarm's, its frame is too small to be read in. */
export interface Options {
  botURL: string;
}

const LABEL = "Besoin de parler\u202f?";
const FOLD = "Réduire";
const SIGN_IN = "/auth/oauth2/auth?";
/** Scripts and its own origin; links to call or to a helpline's site; leaving the page when the pupil asks. */
const SANDBOX = "scripts same-origin popups popups-to-escape-sandbox top-navigation-by-user-activation".replace(/(^| )/g, "$1allow-");
const BUTTON =
  "position:fixed;z-index:999998;right:16px;bottom:16px;padding:0 20px;min-height:56px;border:0;border-radius:28px;" +
  "font:600 16px system-ui,sans-serif;cursor:pointer;background:#1d5c63;color:#fff";

let button: HTMLButtonElement;
let frame: HTMLIFrameElement;
let base: string;
let site: string;
let isOpen = false;
let presses: number[] = [];

function init({ botURL }: Options): void {
  base = botURL.replace(/\/$/, "");
  site = new URL(base).origin;
  button = document.createElement("button");
  button.type = "button";
  button.style.cssText = BUTTON;
  button.onclick = () => show(!isOpen);
  frame = document.createElement("iframe");
  frame.id = "iframe-bot";
  frame.title = "Assistant";
  frame.setAttribute("sandbox", SANDBOX);
  label();
  (document.getElementById("webchat") ?? document.body).append(button, frame);
  addEventListener("resize", place);
  addEventListener("keydown", key);
  addEventListener("message", hear);
}

function label(): void {
  frame.style.display = isOpen ? "block" : "none";
  button.textContent = isOpen ? FOLD : LABEL;
  button.ariaExpanded = "" + isOpen;
}

/** A phone gives the frame its whole width and keeps the button; a short or much enlarged screen gives it everything. */
function place(): void {
  const short = innerHeight < 480;
  const small = innerWidth < 520 || short;
  Object.assign(frame.style, {
    position: "fixed",
    zIndex: 999999,
    right: small ? 0 : "16px",
    bottom: short ? 0 : small ? "68px" : "88px",
    border: 0,
    width: small ? "100%" : "400px",
    height: short ? "100%" : small ? "calc(100% - 68px)" : "min(640px,calc(100vh - 104px))",
    borderRadius: small ? 0 : "16px",
    boxShadow: "0 8px 40px #0004",
  });
}

function show(opening: boolean): void {
  isOpen = opening;
  place();
  label();
  (isOpen ? frame : button).focus();
  if (isOpen && frame.src) send("shown");
  else frame.src ||= base + "/assistant";
}

function send(type: string): void {
  frame.contentWindow!.postMessage({ type: "parlons-en:" + type }, site);
}

function key(event: KeyboardEvent): void {
  if (!isOpen) return;
  if (event.key === "Escape") show(false);
  presses = event.key === "Shift" && !event.repeat ? [...presses.slice(-2), event.timeStamp] : [];
  if (presses.length > 2 && event.timeStamp - presses[0]! < 5e3) send("leave");
}

function hear({ source, origin: from, data }: MessageEvent): void {
  if (source !== frame.contentWindow || from !== site) return;
  const url = "" + data.url;
  if (data.type === "parlons-en:close") show(false);
  if (data.type === "parlons-en:leave" && /^https?:/.test(url)) location.replace(url);
  if (data.type !== "parlons-en:open" || !url.startsWith(location.origin + SIGN_IN)) return;
  if (open(url, "", "popup,width=480,height=700")) send("opened");
}

(window as unknown as { Webchat: object }).Webchat = { init };
