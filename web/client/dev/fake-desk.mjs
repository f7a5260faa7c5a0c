// The desk's calls, for one invented referent; the messages are sealed to the keys that the browser has just published.

import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const tool = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "static", "built", "seal.mjs");
const ZOLA = { id: "col-zola", name: "Collège Émile-Zola" };
const CAMUS = { id: "lyc-camus", name: "Lycée Albert-Camus" };
const ME = { id: "u-lemoine", name: "Mme Lemoine", school: ZOLA, schools: [ZOLA, CAMUS] };
const TEXTS = [
  "depuis la rentree ils se moquent de moi tous les jours dans le couloir\n\nhier ils ont pris mon sac. jose pas le dire chez moi",
  "c'est pour une amie, elle va pas bien du tout",
];
let key = null;
let entries = [];
let signedIn = false;

export function resetDesk() {
  [key, entries, signedIn] = [null, [], false];
}

export async function deskCall(method, path, body) {
  const [, , , what, id, act] = path.split("/");
  if (what === "me") return me();
  if (what === "keys") return id === undefined ? publish(body) : [200, {}];
  if (what === "directory" && id === undefined) return [200, { people: [], members_known: null, log: [], heads: [], shares_wanted: false }];
  if (what === "recovery") return [200, { mine: null, others: [] }];
  if (what === "rewraps") return [200, []];
  if (what === "absence") return [200, { absence: null }];
  if (what === "drill") return (key = { ...key, drill_due: false }), [200, {}];
  if (what === "sign-out") return resetDesk(), [204, null];
  if (what !== "envelopes") return [404, { error: "not_found", message: "" }];
  if (id === undefined) return [200, entries.map((one) => one.shown)];
  const entry = entries.find((one) => one.shown.id === id);
  if (!entry) return [404, { error: "envelope_unknown", message: "Ce message n’existe pas." }];
  if (act === "opened") Object.assign(entry.shown, { opened_by: [ME.name], mine: { opened: true } });
  if (act === "taken") entry.shown.taken_by = ME.name;
  return [200, act ? {} : { header: entry.header, armour: entry.armour }];
}

function me() {
  if (signedIn) return [200, { ...ME, is_administrator: false, recovery: null, key }];
  signedIn = true; // the first question is asked before signing in
  return [401, { error: "desk_sign_in_needed", message: "Reconnectez-vous par l’ENT." }];
}

function publish(keys) {
  const state = { fingerprint: "", counted: false, left: false, exercised_at: new Date().toISOString(), drill_due: true };
  key = { ...keys, ...state, locks: keys.locks.map((lock, place) => ({ ...lock, id: String(place) })) };
  entries = TEXTS.map((text, place) => entryOf(text, place, keys.months[0]));
  return [201, {}];
}

function entryOf(text, place, { month, recipient }) {
  const id = `0b3c4c5e-6f1a-4d2b-9a3c-00000000000${place}`;
  const readers = [{ id: ME.id, recipient }];
  const chosen = { readers, excluded: [], closed: false };
  const letter = { id, school: ME.schools[place].id, date: `${month}-2${place}`, month, ...chosen, text, word: "cerf-volant", pieces: [] };
  const { header, armour } = JSON.parse(spawnSync(process.execPath, [tool], { input: JSON.stringify(letter) }).stdout);
  const sealed = place === 1 ? armour.replace(/[A-F]/, "G") : armour;
  const shown = { id, school: header.school, date: header.date, size: header.size, readers: 2, opened_by: place ? ["M. Diallo"] : [], taken_by: null, mine: { opened: false } };
  return { header, armour: sealed, shown };
}
