/**
 * What the assistant's frame says to a pupil around the bot's own sentences: calm, short, tutoiement, no promise.
 *
 * The one number printed from here is 119, which the law wants shown wherever minors are received; a test finds it in
 * data/facts. All other numbers and hours come from the server.
 */

export const CHILD_DANGER_NUMBER = "119";

export const chat = {
  title: "Assistant",
  conversation: "Discussion",
  you: "Toi :",
  bot: "Assistant :",

  exit: "Quitter vite",
  exitHint: "Ferme cette page et en ouvre une autre, sans rien demander. Raccourci : la touche Maj, trois fois de suite.",
  exitCount: (left: number) => (left === 1 ? "Quitter : encore une fois Maj." : `Quitter : encore ${left} fois Maj.`),
  leaving: "La page se ferme.",
  fold: "Réduire",
  easy: "Plus simple à lire",
  easyShort: "Plus simple",
  usual: "Écrire comme avant",
  numbers: "Les numéros",
  numbersTitle: "Qui peut t’écouter maintenant",
  numbersIntro: "Ces personnes ne travaillent pas dans ton établissement.",
  backToTalk: "Revenir à la discussion",
  alwaysThere: "jour et nuit",
  alwaysFree: ", gratuit",
  callChildDanger: `Appeler le ${CHILD_DANGER_NUMBER}, jour et nuit, gratuit`,

  honest: "C’est un programme. Aucun adulte ne lit ici en direct.",
  write: "Écris ici, avec tes mots",
  send: "Envoyer",
  dictate: "Parler au lieu d’écrire",
  dictateAsking: "Ton appareil va peut-être te demander s’il peut écouter.",
  dictating: "Parle : ton appareil écrit ce que tu dis. Ta voix reste sur cet appareil. On peut t’entendre autour de toi. Relis avant d’envoyer.",
  dictateRefused: "Ton appareil n’a pas pu écouter. Tu peux écrire.",
  left: (count: number) => (count === 1 ? "Il reste 1 caractère." : `Il reste ${count} caractères.`),
  over: (count: number) => `C’est trop long de ${count} caractères. Tu peux l’envoyer en deux fois.`,
  more: "Voir la suite",
  backUp: "Remonter",
  choices: "Tu peux choisir une réponse",

  opening: "Ça arrive…",
  thinking: "La réponse arrive…",
  slow: "C’est plus long que d’habitude. Tu n’as rien à refaire.",
  lost: (seconds: number) => `La connexion est coupée. Ton message est gardé ici. Nouvel essai dans ${seconds} s.`,
  waiting: (seconds: number) => `Ton message est gardé ici. Il partira tout seul dans ${seconds} s.`,
  opensIn: (seconds: number) => `L’assistant s’ouvrira tout seul dans ${seconds} s.`,
  triesAgain: (seconds: number) => `Nouvel essai dans ${seconds} s.`,
  stalled: "Ton message n’est pas encore parti. Il est gardé ici tant que cette page reste ouverte.",
  notOpened: "L’assistant ne s’ouvre pas pour l’instant. Ce n’est pas ta faute.",
  byPhone: "Le téléphone, lui, marche sans internet.",
  retry: "Réessayer",
  ownTab: "Ouvrir dans un nouvel onglet",
  notSent: "Pas envoyé.",
  reopened: "La discussion d’avant est fermée, et elle est effacée. L’assistant s’est peut-être ouvert dans une autre fenêtre. Une seule marche à la fois : maintenant, c’est celle-ci.",
  reopenedButton: "La discussion d’avant s’était fermée. Choisis de nouveau, ou écris avec tes mots.",

  urgent: "Danger : demande de l’aide maintenant",
  atOnce: "Appeler ou écrire tout de suite",
  call: (number: string) => `Appeler le ${number}`,
  sms: (number: string) => `Écrire un SMS au ${number}`,
  online: "Discuter par écrit",
  newTab: "(s’ouvre dans un nouvel onglet)",
  whatHappens: "Ce qui se passe :",
  cardsHeard: (numbers: string) => `Numéros affichés : ${numbers}.`,
  choicesHeard: (titles: string) => `Réponses proposées : ${titles}.`,
} as const;
