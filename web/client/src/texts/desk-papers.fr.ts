/**
 * What the desk says of notes, follow-up sheets and answers to the pupil (vouvoiement). The sentences under `reply.sentences` are what the
 * pupil reads (tutoiement): reviewed, they say nothing of the message, promise nothing, and bear no number.
 */

export const deskPapers = {
  note: {
    title: "Notes de l’équipe",
    why: "Fermées à clé : seuls les lecteurs de ce message les lisent, jamais l’élève.",
    none: "Pas encore de note.",
    label: "Nouvelle note",
    go: "Ajouter la note",
    empty: "La note est vide.",
    long: "La note est trop longue.",
    broken: "Cette note n’a pas pu être ouverte.",
    by: (who: string, when: string) => `${who}, ${when}`,
  },

  sheet: {
    title: "Fiche de suivi",
    why: "Fermée à clé, pour l’équipe. La dernière version enregistrée fait foi ; les précédentes restent.",
    none: "Pas encore de fiche.",
    last: (who: string, when: string, count: number) => `Version ${count}, par ${who}, ${when}`,
    newer: (who: string, when: string) => `${who} a enregistré une autre version, ${when}. Choisissez-la pour la lire : ce que vous écrivez ici serait alors perdu.`,
    version: "Version montrée",
    noVersion: "Aucune",
    broken: "Cette version de la fiche n’a pas pu être ouverte.",
    facts: "Les faits, dans les mots de l’élève",
    factsHelp: "Les mots exacts, entre guillemets. Pas de supposition, pas de question posée pour en savoir plus.",
    copy: "Recopier les mots du message",
    quoted: (words: string) => `« ${words} »`,
    steps: "Étapes",
    step: (place: number) => `Étape ${place}`,
    what: "Quoi",
    who: "Qui",
    on: "Quand",
    done: "Fait",
    add: "Ajouter une étape",
    concern: "Méthode de la préoccupation partagée",
    concernWhy: "Pour une intimidation entre élèves seulement, par une équipe formée. Jamais pour des violences graves ou sexuelles, ni quand un adulte est en cause : là, signalement. Ne dites jamais d’où vient l’information.",
    concernSteps: {
      team: "L’équipe ressource pHARe s’est réunie : la méthode convient à la situation",
      target: "Entretien de soutien avec l’élève visé : comment il ou elle va, ce qui l’aiderait",
      alone: "Entretiens courts, un élève à la fois : partager la préoccupation, sans accuser ni chercher d’aveu",
      ideas: "Chaque élève a dit ce qu’il ou elle peut faire",
      again: "Seconds entretiens, un à la fois : ce qui a été fait, ce qui a changé",
      family: "Familles informées, si ce n’est pas contraire à l’intérêt de l’enfant",
      review: "Point à quinze jours : est-ce que cela a cessé ? Sinon, chef d’établissement et protection",
    },
    outcome: "Ce qui en est résulté",
    go: "Enregistrer la fiche",
    long: "La fiche est trop longue.",
    empty: "La fiche est vide.",
  },

  reply: {
    title: "Répondre à l’élève",
    why: "L’élève lira la réponse dans l’assistant, avec son mot. Rien ne part dans la messagerie de l’ENT.",
    sent: "Réponses envoyées",
    broken: "Cette réponse n’a pas pu être rouverte ici.",
    which: "Phrase relue",
    choose: "Choisir une phrase",
    free: "Écrire un texte libre",
    sentences: {
      read: () => "Un adulte du groupe a lu ton message. Tu as bien fait d’écrire.",
      meet: ({ place, day, hour }: Meeting) => `Tu peux venir ${place}, ${day} à ${hour}. Tu n’as rien à expliquer pour venir.`,
      come: ({ place }: Meeting) => `Tu peux venir ${place} quand tu veux, pendant les heures d’école. Tu n’as rien à expliquer pour venir.`,
      choose: () => "Tu peux choisir où et quand parler. Écris-le dans un nouveau message.",
      wait: () => "Un adulte a lu ton message. Si ça devient plus grave, n’attends pas : appelle un des numéros de l’assistant.",
    },
    titles: {
      read: "Votre message est lu",
      meet: "Proposer un lieu et une heure",
      come: "Proposer un lieu, quand l’élève veut",
      choose: "Laisser l’élève choisir",
      wait: "Un adulte a lu",
    },
    place: "Lieu",
    places: [
      ...["à l’infirmerie", "à la vie scolaire", "au CDI", "dans le bureau de la CPE", "dans le bureau du CPE", "dans le bureau de l’assistante sociale"],
      ...["dans le bureau de l’assistant social", "dans le bureau de la psychologue", "dans le bureau du psychologue", "à l’accueil"],
    ],
    day: "Jour",
    hour: "Heure",
    text: "Votre texte",
    warning: "L’élève n’est peut-être pas seul devant l’écran. N’écrivez ni ce qui s’est passé, ni un nom, ni rien qui puisse le ou la trahir. Ne promettez ni le secret, ni un résultat.",
    betrays: "Ce texte reprend des mots du message. Retirez-les : quelqu’un pourrait lire par-dessus l’épaule de l’élève.",
    preview: "Ce que l’élève lira",
    reread: "J’ai relu : rien ici ne peut trahir l’élève.",
    notReread: "Cochez la case quand vous avez relu.",
    missing: "Choisissez une phrase, et ce qu’elle demande.",
    long: "Ce texte est trop long.",
    go: "Envoyer la réponse",
  },
} as const;

export interface Meeting {
  readonly place: string;
  readonly day: string;
  readonly hour: string;
}
