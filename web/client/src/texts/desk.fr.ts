/** What the referents' desk says (vouvoiement). The reminder of duties is rule R56; it cites no number but 17, 15, 112, 119. */

export const desk = {
  title: "Bureau des référents",
  loading: "Ouverture du bureau…",
  signOut: "Se déconnecter",
  retry: "Réessayer",
  failed: "Le bureau n’a pas répondu. Vérifiez votre connexion, puis réessayez.",

  signIn: {
    title: "Accéder au bureau",
    why: "Ce bureau est réservé aux adultes du groupe « Violences, parlons-en » de votre établissement. L’ENT confirme qui vous êtes.",
    go: "Se connecter avec l’ENT",
  },

  enrol: {
    title: "Créer votre clé",
    what: "Les messages des élèves arrivent fermés à clé. Votre clé se fabrique ici, dans ce navigateur, et personne d’autre ne l’a : ni nous, ni l’ENT, ni l’administrateur.",
    means: [
      "Vous choisissez une phrase de passe. Elle seule ouvre votre clé.",
      "Nous ne pouvons ni la lire, ni la changer, ni vous la rendre. La récupération imprimée n’existe pas encore : si vous la perdez, les messages déjà reçus ne s’ouvriront plus pour vous.",
      "Votre clé vaut pour douze mois. Les élèves peuvent vous choisir comme lecteur dès qu’elle est créée.",
    ],
    role: "Votre fonction, telle que les élèves la liront",
    roles: [
      ...["CPE", "Infirmière", "Infirmier", "Assistante sociale", "Assistant social", "Psychologue", "Professeure", "Professeur"],
      ...["Direction", "Vie scolaire"],
    ],
    noRole: "Ne pas l’afficher",
    passphrase: "Phrase de passe",
    again: "La même, une seconde fois",
    advice: "Six mots sans lien entre eux, par exemple. Notez-la sur papier et gardez-la sous clé, hors de l’ordinateur.",
    suggest: "Me proposer six mots",
    show: "Afficher ce que j’écris",
    different: "Les deux phrases ne sont pas les mêmes.",
    understood: "J’ai noté ma phrase de passe en lieu sûr.",
    notUnderstood: "Cochez la case quand votre phrase est notée.",
    make: "Créer ma clé",
    making: "Fabrication de la clé : de deux à dix secondes selon l’ordinateur…",
    publishing: "Enregistrement de ce qui est public…",
    exists: "Vous avez déjà une clé. Ouvrez-la avec votre phrase de passe.",
  },

  strength: {
    none: "",
    short: "Trop courte : il faut au moins 16 caractères.",
    common: "Trop facile à deviner : évitez votre nom, l’établissement, les suites de touches et les répétitions.",
    fair: "Convenable. Un ou deux mots de plus la rendraient solide.",
    strong: "Solide.",
  },

  unlock: {
    title: "Ouvrir votre clé",
    why: "Votre phrase de passe ouvre votre clé dans ce navigateur. Elle ne part pas sur le réseau.",
    go: "Ouvrir",
    working: "Ouverture de la clé : de deux à dix secondes selon l’ordinateur…",
    wrong: "Cette phrase n’ouvre pas votre clé. Vérifiez les mots et leur ordre.",
    locked: "Le bureau s’est refermé après dix minutes sans activité. Rien n’est perdu.",
    linked: "Un message vous attend. Ouvrez votre clé pour le lire.",
  },

  list: {
    title: "Messages",
    refresh: "Actualiser",
    none: "Aucun message ne vous est adressé pour l’instant.",
    of: (day: string) => `Message du ${day}`,
    readers: (count: number) => (count === 1 ? "1 lecteur" : `${count} lecteurs`),
    otherSchool: "Un autre établissement",
    fresh: "Pas encore ouvert",
    openedBy: (names: string) => `Ouvert par ${names}`,
    takenBy: (name: string) => `${name} s’en occupe`,
    unread: "À lire",
    unreadCount: (count: number) => (count === 1 ? "1 message à lire" : `${count} messages à lire`),
  },

  reading: {
    pick: "Choisissez un message dans la liste.",
    opening: "Ouverture du message…",
    words: "Les mots de l’élève",
    name: "Le nom de l’élève est celui de l’expéditeur, sur le message reçu dans la messagerie de l’ENT.",
    take: "Je m’en occupe",
    taken: "Vous vous en occupez. L’élève peut le savoir avec son mot.",
    takenBy: (name: string) => `${name} s’en occupe.`,
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
