/**
 * What the composer says: before anything leaves, who reads, that the name is attached, that adults must act (R04).
 * No promise of secrecy (R03) nor of an outcome (R05); nothing is called sent that is not (R54).
 */

import { arrivingTexts, piecesTexts, voiceTexts } from "./handoff-pieces.fr";
import { namesTexts, readersTexts } from "./handoff-readers.fr";
import { stateTexts } from "./handoff-state.fr";

export const handoff = {
  title: "Écrire aux adultes de confiance",
  step: (now: number, all: number) => `Étape ${now} sur ${all}`,
  next: "Continuer",
  back: "Retour",
  cancel: "Annuler",
  colon: " : ",
  otherWay: "Choisir un autre moyen",
  otherWayTitle: "Parler à quelqu’un d’autre",
  otherWayIntro: "Tu as bien fait de t’arrêter. Rien n’est parti. Ces personnes ne travaillent pas dans ton établissement.",
  trouble: "Ça n’a pas marché. Rien n’est parti. Tu peux réessayer, ou choisir un autre moyen.",
  loading: "Un instant…",
  retry: "Réessayer",

  signIn: {
    title: "D’abord, te connecter",
    why: "Pour leur écrire, il faut ton compte de l’ENT. Une fenêtre de connexion va s’ouvrir.",
    private: "Ce que tu as écrit dans la discussion reste ici. Cela ne part pas avec la connexion.",
    yours: "Sur un ordinateur partagé, un autre élève est peut-être encore connecté. Ton message partirait à son nom. Regarde d’abord quel nom l’ENT affiche.",
    go: "Me connecter à l’ENT",
    waiting: "La fenêtre de connexion est ouverte. Quand c’est fini, elle se ferme toute seule et tu reviens ici.",
    first: "L’ENT te demande peut-être autre chose d’abord : une charte, un code… Fais-le. Ensuite, reviens ici et appuie encore sur le bouton.",
    nothing: "Rien ne s’ouvre ?",
    again: "L’ENT va peut-être te redemander ton mot de passe. C’est normal, même si tu y es déjà. Ta discussion reste ouverte ici.",
    fallback: "Ouvrir la page de connexion",
    checking: "C’est bon, on vérifie…",
    trouble: "La connexion n’a pas marché. Tu peux réessayer, ou choisir un autre moyen.",
    school: "Ton établissement",
    noSchool: "Ton établissement n’a pas encore de groupe d’adultes ici. Rien n’est parti. D’autres personnes peuvent t’écouter.",
  },

  adult: {
    desk: "Ouvrir le bureau des référents",
    pupil: "Tu es élève ? Ce compte n’est pas le tien. Déconnecte-le d’abord de l’ENT. Puis connecte-toi avec ton compte à toi.",
    again: "Me connecter avec mon compte d’élève",
  },

  readers: readersTexts,
  names: namesTexts,
  pieces: piecesTexts,
  voice: voiceTexts,
  arriving: arrivingTexts,
  state: stateTexts,

  question: {
    title: "Une question avant d’écrire",
    ask: "Est-ce que quelqu’un de cette liste te fait du mal, ou est proche de cette personne ?",
    yes: "Oui",
    no: "Non",
    unsure: "Je ne sais pas",
    afterYes: "Merci de le dire. Ce n’est pas ta faute. Qui veux-tu laisser de côté ?",
    afterUnsure: "Tu as le droit de ne pas savoir. Si tu as un doute, tu peux laisser quelqu’un de côté.",
    leaveOut: "Laisser de côté",
    effect: "Une personne laissée de côté ne reçoit rien. Elle ne pourra pas lire ton message, même plus tard.",
    isLeft: "ne recevra rien",
    pick: "Coche la personne à laisser de côté, ou choisis un autre moyen.",
    answerFirst: "Choisis une des trois réponses pour continuer.",
  },

  text: {
    title: "Ton message",
    intro: "Écris avec tes mots. Une phrase suffit. Tu n’as pas à tout raconter.",
    prefilled: "On a repris ce que tu as écrit. Tu peux tout changer ou tout effacer.",
    label: "Ce que les adultes liront",
    empty: "Écris au moins un mot.",
    tooLong: "C’est trop long pour un seul message. Enlève quelques phrases.",
  },

  word: {
    title: "Choisis un mot à toi",
    why: "Ce mot te servira à revenir. Tu verras si un adulte a ouvert ton message. Sans ce mot, quelqu’un qui prend ton compte ne verra rien.",
    how: "Prends un mot facile pour toi et difficile à deviner : pas ton prénom. On ne pourra pas te le redonner.",
    label: "Ton mot",
    tooShort: "Prends un mot d’au moins 4 lettres ou chiffres.",
    titlePictures: "Choisis trois images",
    whyPictures: "Ces images te serviront à revenir. Tu verras si un adulte a ouvert ton message. Retiens-les bien, dans l’ordre.",
    pictures: "Les images",
    picked: (names: string) => `Tes images : ${names}.`,
    again: "Recommencer",
    threePictures: "Il faut choisir trois images.",
  },

  summary: {
    title: "Relis avant d’envoyer",
    exactly: "Ce qui partira, mot pour mot",
    change: "Changer",
    readers: "Pourront le lire",
    left: "Ne recevront rien",
    never: "Ces personnes ne pourront pas le lire, même plus tard.",
    told: "Prévenus si personne n’ouvre, sans pouvoir le lire",
    word: "Ton mot pour revenir",
    wordPictures: "Tes images pour revenir",
    name: "Ces adultes verront ton nom. Si quelqu’un est en danger, ils doivent agir.",
    trace: "Dans ta messagerie de l’ENT, il peut rester une trace : un titre neutre et un texte illisible, jamais tes mots.",
    send: "Envoyer aux adultes",
  },

  sending: {
    title: "Envoi en cours",
    sealing: "On ferme ton message à clé…",
    depositing: "On le confie…",
    promising: "On l’envoie vers ton établissement…",
    lost: (seconds: number) => `Ça ne passe pas encore. Ton message est gardé ici. Nouvel essai dans ${seconds} s.`,
    unsure: "On ne sait pas encore si ton message est parti. Tu peux réessayer : il ne partira pas deux fois.",
    notSealed: "Ton message n’a pas pu être fermé à clé sur cet appareil. Rien n’est parti.",
    notHere: "Cet appareil n’a pas pu préparer la clé. Rien n’est parti.",
    listAgain: "Ton message n’est pas parti. On te montre de nouveau la liste des adultes. Ensuite, tu pourras l’envoyer.",
    sessionOver: "La discussion s’est fermée pendant l’envoi. Ton message est toujours là : connecte-toi de nouveau pour l’envoyer.",
  },
} as const;
