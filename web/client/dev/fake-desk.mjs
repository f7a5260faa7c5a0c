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
  if (what === "keys") return publish(body);
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
  if (signedIn) return [200, { ...ME, key }];
  signedIn = true; // the first question is asked before signing in
  return [401, { error: "desk_sign_in_needed", message: "Reconnectez-vous par l’ENT." }];
}

function publish(keys) {
  key = { wrapped_key: keys.wrapped_key, key_recipient: keys.key_recipient, months: keys.months };
  entries = TEXTS.map((text, place) => entryOf(text, place, keys.months[0]));
  return [201, {}];
}

function entryOf(text, place, { month, recipient }) {
  const id = `0b3c4c5e-6f1a-4d2b-9a3c-00000000000${place}`;
  const readers = [{ id: ME.id, recipient }];
  const letter = { id, school: ME.schools[place].id, date: `${month}-2${place}`, month, readers, excluded: [], text };
  const { header, armour } = JSON.parse(spawnSync(process.execPath, [tool], { input: JSON.stringify(letter) }).stdout);
  const sealed = place === 1 ? armour.replace(/[A-F]/, "G") : armour;
  const shown = { id, school: header.school, date: header.date, size: header.size, readers: 2, opened_by: place ? ["M. Diallo"] : [], taken_by: null, mine: { opened: false } };
  return { header, armour: sealed, shown };
}
