/** What the panel « Affichage » says to a pupil. */

export const display = {
  open: "Affichage",
  title: "Choisis comment tu lis",
  back: "Revenir à la discussion",
  notKept: "C’est pour cette page seulement. Rien n’est gardé : quand tu fermes, tout redevient comme avant.",

  size: "Taille des lettres",
  sizes: { usual: "Normale", large: "Grande", largest: "Très grande" },
  colours: "Couleurs",
  colourNames: { device: "Comme sur mon appareil", light: "Claires", dark: "Sombres", contrast: "Contraste fort" },
  reading: "Pour lire plus facilement",
  letters: "Lettres plus faciles à distinguer, plus espacées",
  still: "Rien ne bouge",
  listen: "Un bouton « Écouter » sous chaque message",
  listenWarning: "Le son s’entend autour de toi : mets des écouteurs. C’est ton appareil qui lit, rien n’est envoyé ailleurs.",
  noVoice: "Ton appareil n’a pas de voix française à lui : il ne peut pas lire à voix haute ici.",
  listenTo: "Écouter",
} as const;
