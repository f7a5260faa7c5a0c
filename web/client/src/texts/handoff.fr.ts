/**
 * What the composer says: before anything leaves, who reads, that the name is attached, that adults must act (R04).
 * No promise of secrecy (R03) nor of an outcome (R05); nothing is called sent that is not (R54).
 */

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
    why: "Pour écrire aux adultes de ton établissement, il faut ton compte de l’ENT. Une petite fenêtre va s’ouvrir.",
    private: "Ce que tu as écrit dans la discussion reste ici. Cela ne part pas avec la connexion.",
    go: "Me connecter à l’ENT",
    waiting: "La fenêtre de connexion est ouverte. Quand c’est fini, elle se ferme toute seule et tu reviens ici.",
    nothing: "Rien ne s’ouvre ?",
    fallback: "Ouvrir la connexion dans un onglet",
    checking: "C’est bon, on vérifie…",
    school: "Ton établissement",
    noSchool: "Ton établissement n’a pas encore de groupe d’adultes ici. Rien n’est parti. D’autres personnes peuvent t’écouter.",
  },

  readers: {
    title: "Qui va lire ?",
    intro: "Ton message sera fermé à clé sur cet appareil. Seules les personnes cochées ici auront la clé.",
    list: "Les adultes qui pourront lire",
    untick: "Tu peux décocher quelqu’un : cette personne ne recevra rien.",
    cannotRead: "ne peut pas encore lire ici",
    group: (name: string, count: number) => `Groupe « ${name} », ${count} ${count > 1 ? "adultes" : "adulte"}`,
    know: "Avant d’écrire, il faut savoir :",
    nameSeen: "Ces adultes verront ton nom. Il s’affiche aussi sur leur téléphone.",
    mustAct: "Si quelqu’un est en danger, ces adultes doivent agir. Ils ne peuvent pas garder le secret.",
    notNow: "Personne ne lit la nuit ni pendant les vacances. Si c’est urgent, n’attends pas : appelle.",
    nobody: "Il faut garder au moins une personne pour lire.",
    tooMany: (most: number) => `Un message peut être lu par ${most} adultes au plus. Décoche quelques noms.`,
  },

  question: {
    title: "Une question avant d’écrire",
    ask: "Est-ce que quelqu’un de cette liste te fait du mal, ou est proche de cette personne ?",
    yes: "Oui",
    no: "Non",
    unsure: "Je ne sais pas",
    afterYes: "Merci de le dire. Ce n’est pas ta faute. Qui veux-tu laisser de côté ?",
    afterUnsure: "Tu as le droit de ne pas savoir. Si tu as un doute sur quelqu’un, tu peux laisser cette personne de côté.",
    leaveOut: "Laisser de côté",
    effect: "Une personne laissée de côté ne reçoit pas ce message et n’a pas la clé.",
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
    why: "Avec ce mot, tu pourras revenir voir si un adulte a ouvert ton message. Quelqu’un qui prend ton compte ne verra rien sans lui.",
    how: "Prends un mot facile pour toi et difficile à deviner : pas ton prénom. On ne pourra pas te le redonner.",
    label: "Ton mot",
    tooShort: "Prends un mot d’au moins 4 lettres ou chiffres.",
    pictures: "Choisis trois images, dans l’ordre. Retiens-les bien.",
    picked: (names: string) => `Tes images : ${names}.`,
    again: "Recommencer",
    threePictures: "Il faut choisir trois images.",
  },

  summary: {
    title: "Relis avant d’envoyer",
    exactly: "Ce qui partira, mot pour mot",
    change: "Changer",
    readers: "Pourront le lire",
    left: "Laissé de côté",
    word: "Ton mot pour revenir",
    name: "Ces adultes verront ton nom. Si quelqu’un est en danger, ils doivent agir.",
    trace: "Dans ta messagerie de l’ENT, il peut rester une trace : un titre neutre et un texte illisible, jamais tes mots.",
    send: "Envoyer aux adultes",
  },

  sending: {
    title: "Envoi en cours",
    sealing: "On ferme ton message à clé…",
    depositing: "On le confie…",
    promising: "On l’envoie vers ton établissement…",
    lost: (seconds: number) => `La connexion est coupée. Ton message est gardé ici. Nouvel essai dans ${seconds} s.`,
    stalled: "Ton message n’est pas encore parti. Il est gardé ici tant que cette page reste ouverte.",
    unsure: "On ne sait pas encore si ton message est parti. Tu peux réessayer : il ne partira pas deux fois.",
    notSealed: "Ton message n’a pas pu être fermé à clé sur cet appareil. Rien n’est parti.",
    notHere: "Cet appareil n’a pas pu charger de quoi fermer ton message à clé. Rien n’est parti.",
    sessionOver: "La discussion s’est fermée pendant l’envoi. Ton message est toujours là : connecte-toi de nouveau pour l’envoyer.",
  },

  state: {
    title: "Voir où en est mon message",
    ask: "Donne le mot que tu as choisi en envoyant.",
    askPictures: "Choisis tes trois images, dans l’ordre.",
    look: "Regarder",
    none: "Rien à montrer avec ce mot.",
    again: "Essayer un autre mot",
    found: "Ce qu’on sait",
    sentOn: (day: string) => `Message du ${day}`,
    close: "Fermer",
  },
} as const;
