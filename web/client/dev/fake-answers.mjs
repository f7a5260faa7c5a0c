// Invented answers of the bot, with cards shaped as facts.cards makes them.

import { generateHybridIdentity, identityToRecipient } from "age-encryption";

const card = (id, name, what_for, now, open, more = {}) => ({
  ...{ id, number: id, name: `${id}, ${name}`, what_for, hours: "tous les jours", now, open, cost: "Gratuit", privacy: "Confidentiel" },
  ...{ bill: "N’apparaît pas sur la facture", what_happens: "Une personne formée t’écoute et te conseille.", call: `tel:${id}`, sms: null, chat: null },
  ...more,
});

const ALL = {
  119: card("119", "Allô enfance en danger", "Quand quelque chose te fait peur ou te fait du mal, chez toi ou ailleurs.", "Ouvert maintenant, jour et nuit", true),
  3018: card("3018", "e-Enfance", "Pour le harcèlement à l’école ou en ligne.", "Fermé maintenant. Ouvre demain à 9 h", false, {
    privacy: "Anonyme et confidentiel",
    chat: "https://3018.fr",
  }),
  17: card("17", "police et gendarmerie", "Quand quelqu’un est en danger maintenant.", "Ouvert maintenant, jour et nuit", true, { bill: null }),
  114: card("114", "urgences par SMS", "Quand tu es en danger et que tu ne peux pas parler.", "Ouvert maintenant, jour et nuit", true, {
    ...{ call: null, sms: "sms:114", bill: null, what_happens: "Envoie un SMS : écris où tu es et ce qui se passe. On te répond par écrit." },
  }),
};

export const cards = (ids) => ids.map((id) => ALL[id]);

const choice = (title, handoff = false) => ({ title, token: `token-${title}`, handoff });
const message = (texts, more = {}) => ({ texts, buttons: [], helplines: [], panel: null, urgent: false, ...more });

export const greeting = [
  message(
    [
      "Bonjour. Je suis un programme, pas une personne. Tu peux écrire ici ce qui t’arrive, ou ce qui arrive à quelqu’un.",
      "Personne ne lit ici en direct, et je ne préviens personne. Si tu veux, je t’aide à trouver qui peut t’aider.",
    ],
    { buttons: [choice("Commencer"), choice("Comment ça marche ?")] },
  ),
];

export function answerTo(body) {
  const said = body.text ?? "";
  if (body.deposit) return [message(["C’est noté : ton message part vers les adultes de ton collège.", "Si c’est urgent, n’attends pas : appelle."], { helplines: cards(["119"]) })];
  if (said === "danger")
    return [
      message(["Ce que tu dis est grave et ce n’est pas ta faute. Appelle maintenant, ou envoie un SMS si tu ne peux pas parler."], {
        ...{ urgent: true, helplines: cards(["17", "114"]), buttons: [choice("Je ne peux pas parler"), choice("Ce n’est pas ça")] },
      }),
    ];
  if (said === "numeros") return [message(["Voici qui peut t’écouter."], { helplines: cards(["3018", "119"]) })];
  if (said === "nouvelles") return [message(["D’accord."], { panel: "state" })];
  if (said === "partir") return [message(["Au revoir."], { panel: "leave" })];
  if (said === "adultes" || body.button === "token-Écrire aux adultes") return [message(["D’accord, on prépare ton message."], { panel: "handoff" })];
  return [
    message(["Merci de m’en parler. Je te crois, et ce n’est pas ta faute.", "Ce qui se répète comme ça, c’est du harcèlement. C’est interdit, et des adultes peuvent agir."], {
      ...{ helplines: cards(["3018"]), buttons: [choice("Écrire aux adultes", true), choice("Voir les numéros"), choice("Ce n’est pas ça")] },
    }),
  ];
}

let known = null;

export async function people() {
  known ??= await Promise.all([1, 2].map(async () => identityToRecipient(await generateHybridIdentity())));
  const reader = (id, name, role, recipient) => ({ id, name, function: role, can_read: recipient !== null, recipient, absent: null });
  return {
    ...{ school: { id: "col-zola", name: "Collège Émile-Zola" }, group: { name: "Violences, parlons-en", count: 3 }, month: "2026-11" },
    readers: [
      reader("u-lemoine", "Mme Lemoine", "CPE", known[0]),
      reader("u-diallo", "M. Diallo", "Infirmier", known[1]),
      reader("u-roche", "M. Roche", null, null),
    ],
    promise: { by: "2026-11-24T17:00:00+01:00", text: "Un adulte l’ouvrira au plus tard mardi 24 novembre à 17 h." },
    ...{ head: { id: "u-aubry", name: "Mme Aubry" }, outside: { id: "u-vidal", name: "M. Vidal" } },
  };
}

export function numbersHtml() {
  const rows = Object.values(ALL).map(
    (one) =>
      `<li class="number"><h2>${one.name}</h2><p>${one.what_for}</p><p class="now${one.open ? " open" : ""}"><strong>${one.now}</strong></p>` +
      `<p>${one.cost}. ${one.privacy}.</p><p class="ways">${one.call ? `<a href="${one.call}">Appeler ${one.number}</a>` : ""}</p></li>`,
  );
  return `<ul class="numbers">${rows.join("")}</ul>`;
}
