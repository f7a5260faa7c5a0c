// A stand-in for web and for an ENT page, with invented people, to look at every state of the browser code by hand.
//
//     npm run build && node dev/fake-web.mjs 8199
//     http://bot.localhost:8199/assistant   the frame alone      http://ent.localhost:8199/   an ENT page with the loader
//     http://bot.localhost:8199/desk        the referents' desk
//
// What is typed chooses the answer: danger, adultes, numeros, nouvelles, lent, panne, coupe, vite, fini. /reset forgets.

import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { pages } from "./fake-pages.mjs";
import { answerTo, cards, greeting, people } from "./fake-answers.mjs";
import { deskCall, resetDesk } from "./fake-desk.mjs";

const port = Number(process.argv[2] ?? 8199);
const bot = `http://bot.localhost:${port}`;
const ent = `http://ent.localhost:${port}`;
const built = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "static", "built");
const types = { js: "text/javascript", css: "text/css", mjs: "text/javascript", json: "application/json" };
let state = fresh();

function fresh() {
  resetDesk();
  return { turn: 0, signedIn: false, failures: 0, envelopes: new Map(), log: [] };
}

function refuse(status, error, more = {}) {
  return [status, { error, message: messages[error] ?? error, helplines: cards(["119", "3018"]), ...more }];
}

const messages = {
  assistant_down: "L’assistant ne répond pas en ce moment. Ce n’est pas ta faute.",
  slow_down: "Tout ce que tu écris compte. Attends un petit moment.",
  group_not_alive: "Pas assez d’adultes du groupe peuvent lire en ce moment. Voici qui peut t’écouter.",
  sign_in_needed: "Il faut te connecter à l’ENT.",
};

const sealed = { promised: null, reply_lock: null, replies: [] };
const opened = { ...sealed, state: "opened", date: "2026-11-22", text: "Un adulte a ouvert ton message.", late: false };
const late = () => ({ ...sealed, state: "at_school", date: "2026-11-16", text: "Personne ne l’a ouvert.", late: true, helplines: cards(["119", "3018"]) });

const calls = {
  "POST /api/session": () => [201, { turn: state.turn, messages: greeting }],
  "POST /api/turns": (body) => play(body),
  "POST /api/leave": () => [204, null],
  "POST /api/sign-in": () => [200, { url: `${ent}/auth/oauth2/auth?state=x`, fallback_url: `${bot}/ent/sign-in?state=x` }],
  "POST /api/sign-in/join": () => {
    state.signedIn = true;
    return [200, { profile: "ELEVE", schools: [{ id: "col-zola", name: "Collège Émile-Zola" }] }];
  },
  "GET /api/handoff/readers": async () => {
    if (!state.signedIn) return refuse(401, "sign_in_needed");
    if (state.log.includes("sans groupe")) return refuse(409, "group_not_alive");
    return [200, await people()];
  },
  "GET /api/your-words": () => [200, { sections: [{ title: "Tes droits", paragraphs: ["Tu peux demander ce qui est gardé sur toi."], points: [] }] }],
  "POST /api/state": (body) =>
    body.word === "cerise"
      ? [200, { found: true, messages: [opened, late()] }]
      : [200, { found: false }],
};

async function play(body) {
  const said = body.text ?? body.deposit ?? body.button;
  if (said === "coupe" && state.failures++ < 6) return "destroy";
  if (said === "panne" && state.failures++ < 9) return refuse(503, "assistant_down");
  if (said === "vite" && state.failures++ < 1) return refuse(429, "slow_down", { retry_after: 5 });
  if (said === "fini" && state.failures++ < 1) return refuse(401, "session_over");
  if (said === "lent") await new Promise((done) => setTimeout(done, 9_000));
  state.failures = 0;
  state.log.push(said);
  state.turn = body.turn;
  return [200, { turn: body.turn, messages: answerTo(body) }];
}

async function read(request) {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text === "" ? {} : JSON.parse(text);
}

async function handle(request, response) {
  const url = new URL(request.url, bot);
  const path = url.pathname;
  const send = (status, body, type = "application/json", more = {}) => {
    response.writeHead(status, { "Content-Type": `${type}; charset=utf-8`, "Cache-Control": "no-store", ...more });
    response.end(status === 204 ? undefined : type === "application/json" ? JSON.stringify(body) : body);
  };
  if (path === "/reset") return send(200, (state = fresh()) && {});
  const file = path.startsWith("/static/built/") ? join(built, path.slice("/static/built/".length)) : null;
  if (file && existsSync(file)) return send(200, readFileSync(file), types[file.split(".").pop()]);
  const page = pages(url, request.headers.host ?? "", { bot, ent });
  if (page?.location) return send(303, "", "text/html", { Location: page.location });
  if (page) return send(200, page.html, "text/html", page.headers);
  const body = request.method === "GET" ? {} : await read(request);
  if (path.startsWith("/desk/api/")) return send(...(await deskCall(request.method, path, body)));
  if (path.includes("/attachments/")) return send(201, {});
  if (path.startsWith("/api/handoff/envelopes/")) {
    state.envelopes.set(body.header.id, body);
    return send(201, { id: body.header.id, state: "deposited" });
  }
  const answer = await calls[`${request.method} ${path}`]?.(body);
  if (answer === "destroy") return request.socket.destroy();
  return answer ? send(...answer) : send(404, { error: "not_found", message: "Cette page n’existe pas." });
}

createServer((request, response) => void handle(request, response)).listen(port, "127.0.0.1", () => console.log(bot, ent));
