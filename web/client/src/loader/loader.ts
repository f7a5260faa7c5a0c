/**
 * The connector's loader: what an ENT page runs. It makes two buttons and an isolated frame, and nothing else; the
 * frame's page is asked for when the pupil opens it, not before. It hears only its own frame, and reads nothing of the page.
 *
 * All stands beside the page's body, and every style is inline and important: no style sheet of the page reaches it, nor
 * a policy about styles. It grows no listener and no second button when it is called again.
 *
 * Every function is a constant: that makes this file smaller.
 */

/** Of what the ENT's chatbot module gives, only this: its red is an alarm's, its frame is too small to be read in. */
export interface Options {
  botURL: string;
}

const PREFIX = "parlons-en:";
const BUTTON =
  "outline:revert;border:2px solid #fff;border-radius:2em;font:600 16px system-ui;background:#1d5c63;color:#fff;padding:14px 20px;";
/** 16px, but nothing on a phone and on a short or much enlarged screen; there the frame gets all it can. */
const GAP = "clamp(0px,min(100vw - 520px,100vh - 480px)*99,16px)";
const OR_ALL = ` + (16px - ${GAP})*99,100%`;

let button: HTMLButtonElement;
let mover: HTMLButtonElement;
let frame: HTMLIFrameElement;
let site: string;
/** The one word or two that the page may say of whom it is for: `?ecole=…&register=…&profil=…` of `botURL`, passed on as they are. */
let words: string;
let isOpen: boolean;
/** What the frame leaves under itself for the button. */
let room: string;
let side = "right:";
let presses: number[] = [];

const init = ({ botURL }: Options): void => {
  // by its id in the page, so that this file loaded twice makes one button too
  if ((self as unknown as Record<string, unknown>)["iframe-bot"]) return;
  ({ origin: site, search: words } = new URL(botURL));
  isOpen = false;
  room = "76px";
  button = make("button");
  button.onclick = () => show(!isOpen);
  mover = make("button");
  mover.textContent = "⇄";
  mover.setAttribute("aria-label", "Déplacer");
  mover.onclick = () => {
    side = side > "r" ? "left:" : "right:";
    place();
  };
  frame = make("iframe");
  frame.id = "iframe-bot";
  frame.title = "Assistant";
  frame.referrerPolicy = "no-referrer";
  // scripts and its own origin; links to call or to a helpline's site; leaving the page when the pupil asks
  frame.sandbox.value =
    "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";
  // the microphone is asked for only when the pupil presses to speak; speech is written down by the device, or not at all
  frame.allow = "microphone;on-device-speech-recognition";
  place();
  document.documentElement.append(button, mover, frame);
  addEventListener("keydown", key);
  addEventListener("message", hear);
};

const make = <K extends keyof HTMLElementTagNameMap>(name: K): HTMLElementTagNameMap[K] => document.createElement(name);

const place = (): void => {
  button.textContent = isOpen ? "Réduire" : "Besoin de parler\u202f?";
  button.setAttribute("aria-expanded", `${isOpen}`);
  dress(button, true, BUTTON + "bottom:16px;" + side + "16px");
  dress(mover, !isOpen, BUTTON + "bottom:72px;" + side + "16px");
  dress(
    frame,
    isOpen,
    `outline:1px solid #0003;background:#fff;border-radius:${GAP};width:min(400px${OR_ALL});height:min(640px${OR_ALL} - ${GAP} - ${room});bottom:${room};` +
      side +
      GAP,
  );
};

const dress = (element: HTMLElement, isShown: boolean, css: string): void => {
  element.style.cssText = (
    `all:initial;position:fixed;direction:ltr;z-index:999999;display:${isShown ? "block" : "none"};` + css
  ).replace(/;|$/g, "!important;");
};

const show = (opening: boolean): void => {
  isOpen = opening;
  place();
  (isOpen ? frame : button).focus();
  if (isOpen && frame.src) send("shown");
  else frame.src ||= site + "/assistant" + words + "#bulle";
};

const send = (type: string): void => {
  frame.contentWindow!.postMessage({ type: PREFIX + type }, site);
};

const key = ({ key: name, repeat, timeStamp }: KeyboardEvent): void => {
  if (!isOpen || repeat) return;
  if (name === "Escape") show(false);
  presses = name === "Shift" ? [timeStamp, ...presses] : [];
  if (timeStamp - presses[2]! < 5e3) send("leave");
};

const hear = ({ source, origin: from, data }: MessageEvent): void => {
  if (source !== frame.contentWindow || from !== site) return;
  // a frame that works may cover the button on a short screen: it folds itself
  room = "clamp(0px,(100vh - 480px)*99,76px)";
  place();
  const { type, url } = data as { type: string; url: string };
  if (type === PREFIX + "close") show(false);
  if (type === PREFIX + "leave" && /^https?:/.test(url)) location.replace(url);
  if (type === PREFIX + "open" && url.startsWith(location.origin + "/auth/oauth2/auth?") && open(url, "", "width=480,height=700"))
    send("opened");
};

(window as unknown as { Webchat: object }).Webchat = { init };
