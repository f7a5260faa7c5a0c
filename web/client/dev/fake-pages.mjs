// The pages that the real web serves from its templates, and an ENT page that carries the loader.

import { numbersHtml } from "./fake-answers.mjs";

const POLICY =
  "default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'";
const head = (title, css, js) =>
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
  `<title>${title}</title><link rel="stylesheet" href="/static/built/${css}">` +
  (js ? `<script type="module" src="/static/built/${js}?v=1"></script>` : "") +
  `</head>`;

const entPage = (bot) => `<!doctype html><html lang="fr"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>ENT</title></head>
<body style="font-family: sans-serif; background: #eef3f7; margin: 0"><h1 style="padding: 24px">Fil de nouveautés</h1>
<p style="padding: 0 24px">Le menu de la cantine de la semaine est en ligne.</p><div id="webchat"></div>
<script src="${bot}/static/built/loader.js"></script>
<script>Webchat.init({ botURL: "${bot}", chatWidth: "300px", chatHeight: "500px" });
document.getElementById("iframe-bot").style.background = "white";</script></body></html>`;

export function pages(url, host, { bot, ent }) {
  const headers = { "Content-Security-Policy": POLICY, "Referrer-Policy": "no-referrer" };
  const path = url.pathname;
  if (host.startsWith("ent.")) {
    if (path === "/auth/oauth2/auth") return { location: `${bot}/ent/callback?code=c&state=x` };
    return { html: entPage(bot), headers: {} };
  }
  if (path === "/assistant") {
    const body = `<main id="assistant" data-exit-url="${ent}/meteo" data-register="">${numbersHtml()}</main>`;
    return { html: `${head("Espace élève", "widget.css", "widget.js")}<body>${body}</body></html>`, headers };
  }
  if (path === "/aide") {
    const body = `<main><p class="exit"><a href="/">Quitter vite</a></p><h1>Qui peut m’écouter maintenant ?</h1>${numbersHtml()}</main>`;
    return { html: `${head("Espace élève", "aide.css")}<body>${body}</body></html>`, headers };
  }
  if (path === "/ent/sign-in") return { location: `${ent}/auth/oauth2/auth?state=x` };
  if (path === "/ent/callback") {
    const body = `<main id="signed-in" data-code="one-time"><p>C’est bon. Tu peux fermer cette page.</p></main>`;
    return { html: `${head("Espace élève", "widget.css", "signed-in.js")}<body>${body}</body></html>`, headers };
  }
  if (path === "/desk") return { html: `${head("Bureau", "desk.css", "desk.js")}<body><main id="desk"></main></body></html>`, headers };
  if (path === "/desk/sign-in") return { location: `${bot}/desk?in` };
  return null;
}
