/** What the pupil who gives the word is told of the message, and what the adults answered. */

export const stateTexts = {
  title: "Voir où en est mon message",
  ask: "Donne le mot que tu as choisi en envoyant.",
  signIn: "Pour suivre ton message, il faut ton compte de l’ENT. Une fenêtre de connexion va s’ouvrir.",
  askPictures: "Choisis tes trois images, dans l’ordre.",
  look: "Regarder",
  none: "Rien à montrer avec ce mot.",
  trouble: "Ça n’a pas marché. Tu peux réessayer.",
  again: "Essayer un autre mot",
  found: "Ce qu’on sait",
  sentOn: (day: string) => `Message du ${day}`,
  late: "Voici qui peut t’écouter :",
  opening: "On ouvre les réponses…",
  replyBy: "Réponse d’un adulte de ton école",
  replyOn: (day: string) => `Écrit le ${day}`,
  replyBroken: "Il y a une réponse. Elle n’a pas pu être ouverte ici. Réessaie plus tard, ou va voir cet adulte.",
  notKept: "Ces réponses ne sont gardées nulle part ici. Elles s’effacent quand tu fermes.",
  close: "Fermer",
} as const;
