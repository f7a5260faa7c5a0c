/** Who reads, who is told, who is left out, in a child's words. Nothing is promised that is not (R03, R05, R54). */

/** How one says of whom the function is known to be a woman's or a man's. */
const ARTICLES = {
  Infirmière: "l’infirmière",
  Infirmier: "l’infirmier",
  "Assistante sociale": "l’assistante sociale",
  "Assistant social": "l’assistant social",
  Professeure: "la professeure",
  Professeur: "le professeur",
} as const;

export const readersTexts = {
  title: "Qui va lire ?",
  intro: "Ton message sera fermé à clé sur cet appareil. Seules les personnes cochées ici auront la clé.",
  list: "Les adultes du groupe",
  untick: "Tu peux décocher n’importe qui. Cette personne ne recevra rien.",
  cannotRead: "Ne peut pas encore lire ici. Pourra peut-être lire plus tard.",
  never: "Cette personne ne pourra pas le lire, même plus tard.",
  absent: (day: string) => `N’est pas là jusqu’au ${day}.`,
  substitute: (name: string) => `À sa place : ${name}.`,
  group: (name: string, count: number) => `Groupe « ${name} », ${count} ${count > 1 ? "adultes" : "adulte"}`,

  withArticle: ARTICLES,
  onlyTitle: "Tu préfères une seule personne ?",
  only: (who: string) => `Seulement ${who}`,
  onlySaid: (name: string) => `Une seule personne pourra lire : ${name}. Personne d’autre ne pourra le lire, même plus tard. Personne d’autre ne sera prévenu. Si cette personne n’est pas là, ton message attendra.`,
  everybody: "Remettre tout le monde",

  toldTitle: "Si personne n’ouvre ton message",
  told: "On les prévient qu’un message attend. Ces personnes ne pourront pas le lire. Elles ne verront pas ton nom.",
  head: "Direction de l’établissement",
  outside: "Hors de l’établissement",
  notTold: "Cette personne ne sera pas prévenue.",

  promise: "Quand ?",
  noPromise: "On ne peut pas te dire quand un adulte va l’ouvrir. Si tu ne peux pas attendre, appelle.",

  know: "Avant d’écrire, il faut savoir :",
  nameSeen: "Ces adultes verront ton nom. Il s’affiche aussi sur leur téléphone.",
  mustAct: "Si quelqu’un est en danger, ces adultes doivent agir. Ils ne peuvent pas garder le secret.",
  notNow: "Personne ne lit la nuit ni pendant les vacances. Si c’est urgent, n’attends pas : appelle.",
  nobody: "Il faut garder au moins une personne pour lire.",
  tooMany: (most: number) => `Un message peut être lu par ${most} adultes au plus. Décoche quelques noms.`,

  plainTitle: "D’autres façons de parler à un adulte",
  plainPerson: "Tu peux aller voir un adulte en qui tu as confiance. Par exemple à l’infirmerie ou à la vie scolaire.",
  plainGroup: "Tu peux aussi écrire à ce groupe dans la messagerie de l’ENT. Là, ton message n’est pas fermé à clé. Il reste dans tes messages envoyés. Tous les adultes du groupe le lisent.",
} as const;

export const namesTexts = {
  found: (names: string) => `Tu as peut-être écrit ce nom : ${names}. Cette personne est dans la liste. Veux-tu la laisser de côté ?`,
  foundMany: (names: string) => `Tu as peut-être écrit ces noms : ${names}. Ces personnes sont dans la liste. Veux-tu les laisser de côté ?`,
  look: "Regarde d’abord le nom au-dessus. Ensuite, tu peux continuer.",
} as const;
