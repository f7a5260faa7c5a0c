/** What is said when a sentence may be given: who reads it, what becomes of it, what it is not. The days are those of `given/keeping.py`. */

export const KEPT_DAYS = 28;

export const giving = {
  offer: "M’aider à mieux comprendre (si tu veux)",
  title: "Donner ta phrase, si tu veux",
  what: "Voici les mots qui partiraient, et rien d’autre. Les « … » cachent ce qui pourrait dire qui tu es.",
  who: `Une personne de l’équipe qui écrit l’assistant les lit. Elle les réécrit avec d’autres mots, puis les efface : ${KEPT_DAYS} jours au plus. Ton nom, ton école et l’heure ne partent pas.`,
  not: "Personne ne te répondra : ce n’est pas une façon de demander de l’aide. Si tu dis non, rien ne change.",
  agree: "Je veux bien donner ces mots",
  give: "Donner",
  no: "Non merci",
  given: "C’est donné. Merci.",
  notGiven: "Ces mots n’ont pas été gardés. Tu n’as rien à refaire.",
} as const;
