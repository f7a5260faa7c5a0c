/**
 * The connector's loader: what an ENT page runs. It makes a button and an isolated frame, and nothing else; the frame's
 * page is asked for when the pupil opens it, not before. It hears only its own frame.
 */

/** What the ENT's chatbot module gives; the width and height it gives too are too small to be read in. */
interface Options {
  botURL: string;
  buttonColor?: string;
  iconColor?: string;
}

const LABEL = "Besoin de parler\u202f?";
const FOLD = "Réduire";
/** Scripts and its own origin; links to call or to a helpline's site; leaving the page when the pupil asks. */
const SANDBOX = "scripts same-origin popups popups-to-escape-sandbox top-navigation-by-user-activation".replace(/(^| )/g, "$1allow-");

function init(options: Options): void {
  const base = options.botURL.replace(/\/$/, "");
  const origin = new URL(base).origin;
  const button = document.createElement("button");
  const frame = document.createElement("iframe");
  const send = (type: string) => frame.contentWindow!.postMessage({ type: "parlons-en:" + type }, origin);
  let presses: number[] = [];

  const place = (): void => {
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
  };
  const show = (open: boolean): void => {
    if (open) place();
    frame.style.display = open ? "block" : "none";
    button.textContent = open ? FOLD : LABEL;
    button.ariaExpanded = "" + open;
    (open ? frame : button).focus();
    if (open && frame.src) send("shown");
    else frame.src ||= base + "/assistant";
  };

  frame.id = "iframe-bot";
  frame.title = "Assistant";
  frame.setAttribute("sandbox", SANDBOX);
  frame.style.display = "none";
  button.type = "button";
  button.textContent = LABEL;
  button.ariaExpanded = "false";
  button.style.cssText =
    "position:fixed;z-index:999998;right:16px;bottom:16px;padding:0 20px;min-height:56px;border:0;border-radius:28px;font:600 16px system-ui,sans-serif;cursor:pointer";
  button.style.background = options.buttonColor ?? "#1d5c63";
  button.style.color = options.iconColor ?? "#fff";
  button.onclick = () => show(frame.style.display === "none");
  (document.getElementById("webchat") ?? document.body).append(button, frame);

  addEventListener("resize", place);
  addEventListener("keydown", (event) => {
    if (frame.style.display === "none") return;
    if (event.key === "Escape") show(false);
    presses = event.key === "Shift" && !event.repeat ? [...presses.slice(-2), event.timeStamp] : [];
    if (presses.length > 2 && event.timeStamp - presses[0]! < 5e3) send("leave");
  });
  addEventListener("message", ({ source, origin: from, data }) => {
    if (source !== frame.contentWindow || from !== origin) return;
    const url = "" + data.url;
    if (data.type === "parlons-en:close") show(false);
    if (data.type === "parlons-en:leave" && /^https?:/.test(url)) location.replace(url);
    if (data.type !== "parlons-en:open" || !url.startsWith(location.origin + "/auth/oauth2/auth?")) return;
    if (open(url, "", "popup,width=480,height=700")) send("opened");
  });
}

(window as unknown as { Webchat: object }).Webchat = { init };
