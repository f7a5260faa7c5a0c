/** What the panel « Ce que deviennent tes mots » says around the notice, whose words come from the server. */

export const notice = {
  title: "Ce que deviennent tes mots",
  back: "Revenir à la discussion",
  loading: "Ça arrive…",
  slow: "C’est plus long que d’habitude.",
  notCome: "Ces phrases n’arrivent pas : la connexion est peut-être coupée. Ta discussion est toujours là.",
  retry: "Réessayer",
} as const;
