/** What may go with a message, if the pupil wants it: never suggested, heard or read again before it leaves. */

export const piecesTexts = {
  title: "Si tu veux, tu peux ajouter :",
  conversation: "Joindre aussi la discussion d’ici",
  preview: "La discussion qui partira, mot pour mot",
  me: "Moi : ",
  assistant: "Assistant : ",
  voice: "Un message avec ma voix",
  voiceKept: (time: string) => `Ton enregistrement : ${time}`,
  voiceChange: "Réécouter ou effacer",
  video: "Et une vidéo ?",
  videoWarning: [
    "Ici, on ne prend pas de vidéo. L’ENT en a une, dans sa messagerie.",
    "Attention : elle n’est pas fermée à clé. Tout le groupe la voit. Tu ne peux laisser personne de côté.",
    "Elle reste dans tes messages. Quelqu’un qui prend ton compte la voit.",
    "Ne filme jamais ton corps, ni une image intime.",
  ],
  videoLink: "Ouvrir la messagerie de l’ENT",
} as const;

export const voiceTexts = {
  title: "Un message avec ta voix",
  intro: "C’est toi qui choisis. Ton texte suffit. Il part en premier.",
  known: "Ta voix peut être reconnue par ceux qui écoutent.",
  alone: "Regarde si quelqu’un peut t’entendre autour de toi.",
  cap: (most: number) => `Tu as ${most} secondes au plus. Tu pourras réécouter et effacer.`,
  start: "Commencer à parler",
  asking: "L’appareil te demande s’il peut utiliser le micro.",
  recording: "Ça enregistre.",
  stop: "Arrêter",
  left: (seconds: number) => `Il reste ${seconds} secondes.`,
  time: (now: string, most: string) => `${now} sur ${most}`,
  timeLabel: "Temps enregistré",
  recorded: (time: string) => `C’est enregistré : ${time}. Rien n’est parti.`,
  play: "Réécouter",
  pause: "Arrêter l’écoute",
  erase: "Effacer",
  erased: "C’est effacé. Rien n’est gardé.",
  again: "Recommencer",
  stopFirst: "Appuie d’abord sur « Arrêter ».",
  refused: "Le micro n’est pas permis sur cet appareil ou sur cette page. Ce n’est pas grave. Ton texte suffit.",
  none: "Il n’y a pas de micro qui marche ici. Ce n’est pas grave. Ton texte suffit.",
  failed: "L’enregistrement n’a pas marché. Tu peux recommencer, ou continuer sans.",
  unplayable: "Cet appareil n’arrive pas à le relire. Tu peux recommencer.",
} as const;

export const arrivingTexts = {
  title: "Ton message est parti",
  voiceGoing: "Ton message est parti. On envoie maintenant ton enregistrement…",
  conversationGoing: "Ton message est parti. On envoie maintenant la discussion…",
  voiceNot: "Ton message est parti. Ton enregistrement n’est pas encore passé.",
  conversationNot: "Ton message est parti. La discussion n’est pas encore passée.",
  voiceNever: "Ton message est parti. Ton enregistrement n’a pas pu partir.",
  conversationNever: "Ton message est parti. La discussion n’a pas pu partir.",
  kept: "Tu peux réessayer tant que cette page reste ouverte.",
  without: "Continuer sans",
} as const;
