/** What the referents' desk says (vouvoiement). The reminder of duties is rule R56; it cites no number but 17, 15, 112, 119. */

export const desk = {
  title: "Bureau des référents",
  loading: "Ouverture du bureau…",
  signOut: "Se déconnecter",
  lock: "Refermer ma clé",
  locked: "Vous avez refermé votre clé. Rien n’est perdu.",
  retry: "Réessayer",
  failed: "Le bureau n’a pas répondu. Vérifiez votre connexion, puis réessayez.",

  skip: { content: "Aller au contenu", message: "Aller au message" },

  signIn: {
    title: "Accéder au bureau",
    why: "Ce bureau est réservé aux adultes du groupe « Violences, parlons-en » de votre établissement. L’ENT confirme qui vous êtes.",
    go: "Se connecter avec l’ENT",
  },

  moment: (day: string, hour: string) => `le ${day} à ${hour}`,
  age: (days: number) => (days === 0 ? "depuis aujourd’hui" : days === 1 ? "depuis hier" : `depuis ${days} jours`),

  list: {
    title: "Messages",
    refresh: "Actualiser",
    asking: "Les messages sont demandés…",
    fold: "Ouvrir les messages repliés, phrase par phrase",
    none: "Aucun message ne vous est adressé pour l’instant.",
    of: (day: string) => `Message du ${day}`,
    readers: (count: number) => (count === 1 ? "1 lecteur" : `${count} lecteurs`),
    otherSchool: "Un autre établissement",
    openedBy: (names: string) => `Ouvert par ${names}`,
    takenBy: (name: string) => `${name} s’en occupe`,
    unread: "À lire",
    unreadCount: (count: number) => (count === 1 ? "1 message à lire" : `${count} messages à lire`),
    late: "Le délai annoncé à l’élève est passé, et personne ne l’a ouvert.",
    pupil: (mark: string) => `Élève ${mark}`,
    linked: "Lié à un autre message",
    held: "Gardé au-delà de sa date",
    erased: (day: string) => `Effacé le ${day}, sauf si vous êtes deux à demander de le garder`,
    pieces: { voice: "Message vocal", conversation: "Conversation jointe" },
    groups: {
      waiting: "Personne ne l’a ouvert",
      overdue: "À reprendre : l’étape est passée",
      opened: "Ouvert, personne ne s’en occupe",
      taken: "Pris en charge",
      step: "Une étape est datée",
      close_asked: "Une clôture est demandée",
      closed: "Clos",
    },
  },

  reading: {
    pick: "Choisissez un message dans la liste.",
    keys: "Au clavier : les flèches vont d’un message à l’autre, Échap ramène à la liste.",
    unknown: "Nous ne savons pas si un message vous attend : la liste n’a pas pu être demandée. Actualisez-la.",
    empty: {
      title: "Personne ne vous a écrit, ou tout a été effacé à sa date.",
      lines: [
        "Quand un élève vous écrit, un message de l’ENT vous prévient. Passez aussi ici de temps en temps : il arrive que l’ENT ne le porte pas.",
        "En attendant : gardez deux façons d’ouvrir votre clé, et faites l’exercice de chaque période (page « Clés »).",
        "Si vous partez quelques jours, dites-le (page « Réglages ») : l’élève le voit avant de choisir.",
      ],
    },
    opening: "Ouverture du message…",
    words: "Les mots de l’élève",
    session: "Envoyé depuis la session ENT de l’élève dont le nom est sur le message, dans la messagerie. Ce n’est peut-être pas lui ou elle qui a écrit. Ne pas confronter.",
    damaged: "La copie restée dans l’ENT est abîmée. Celle-ci est entière : c’est elle qui fait foi.",
    joined: "Un collègue vous a ouvert ce message après son arrivée.",
    print: "Imprimer",
    close: "Refermer",
    flaws: {
      damaged: "Ce message est arrivé abîmé : son contenu ne peut pas être montré. Prévenez l’administrateur et allez vers l’élève dont le nom est sur le message de l’ENT.",
      not_for_me: "Ce message n’a pas été fermé pour votre clé. Un autre référent peut sans doute l’ouvrir.",
      header_differs: "L’étiquette de ce message ne correspond pas à ce qu’il contient. Il n’est pas montré. Prévenez l’administrateur et allez vers l’élève.",
      readers_differ: "Les lecteurs annoncés ne sont pas ceux du message. Il n’est pas montré. Prévenez l’administrateur et allez vers l’élève.",
      no_month: "Votre clé du mois de ce message manque. Un autre référent peut sans doute l’ouvrir.",
      failed: "Ce message n’a pas pu être chargé. Vérifiez votre connexion, puis réessayez.",
      unknown: "Ce message n’est pas, ou n’est plus, à votre adresse.",
    },
  },

  paper: {
    warning: "Ce papier n’est pas fermé à clé : qui le trouve le lit. Ne le laissez ni sur l’imprimante, ni dans un casier ; rangez-le sous clé ou détruisez-le.",
    known: (moment: string) => `Ce que le bureau savait ${moment} : qui a ouvert ce message, et quand.`,
  },

  duties: {
    title: "Vos obligations, en bref",
    items: [
      "Allez vers l’élève sans attendre, discrètement. Croyez, remerciez, dites que ce n’est pas sa faute.",
      "N’enquêtez pas : pas de questions sur les faits, pas de confrontation, pas de médiation. Notez les mots exacts.",
      "Ne promettez ni le secret, ni un résultat.",
      "Enfant en danger ou qui risque de l’être : information préoccupante à la CRIP du département, sans délai.",
      "Crime ou délit : avis au procureur de la République, sans délai (article 40 du code de procédure pénale).",
      "La famille n’est prévenue que si ce n’est pas contraire à l’intérêt de l’enfant. En cas de doute, demandez conseil au 119 ou à la CRIP avant.",
      "Danger immédiat : 17, 15 ou 112.",
    ],
  },
} as const;
