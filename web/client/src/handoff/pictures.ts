/** The pictures that a young pupil chooses three of, instead of a word. Their names, in order, are the word. */

export const PICTURES = [
  ["soleil", "M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M5 19l1.4-1.4M17.6 6.4L19 5"],
  ["lune", "M19 14.5A8 8 0 1 1 10 4.5a6.5 6.5 0 0 0 9 10z"],
  ["étoile", "M12 3l2.7 5.8 6.3.8-4.6 4.4 1.2 6.3L12 17.2l-5.6 3.1 1.2-6.3L3 9.6l6.3-.8z"],
  ["cœur", "M12 20s-8-5-8-10.5A4.3 4.3 0 0 1 12 7a4.3 4.3 0 0 1 8 2.5C20 15 12 20 12 20z"],
  ["maison", "M4 11l8-7 8 7M6 10v10h12V10M10 20v-6h4v6"],
  ["arbre", "M12 3a5 5 0 0 1 4.5 7.2A4 4 0 0 1 15 17H9a4 4 0 0 1-1.5-6.8A5 5 0 0 1 12 3zM12 12v9"],
  ["poisson", "M3 12c3-5 9-6 13-1l4-4v10l-4-4c-4 5-10 4-13-1zM7.5 11v.2"],
  ["bateau", "M3 15h18l-3 5H6zM12 3v12M12 4l6 8h-6M12 6l-5 6h5"],
  ["nuage", "M7 18a4 4 0 0 1 0-8 5.5 5.5 0 0 1 10.5 1.5A3.3 3.3 0 0 1 17 18z"],
  ["clé", "M8 9a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM11 11l9-7M16 7l3 3"],
  ["ballon", "M12 3a7 7 0 0 1 0 14 7 7 0 0 1 0-14zM12 17l-1.5 2h3zM12 19c0 2-2 1.5-2 3"],
  ["fleur", "M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM12 9.5C9 4 15 4 12 9.5zM14.5 12C20 9 20 15 14.5 12zM12 14.5c3 5.5-3 5.5 0 0zM9.5 12C4 15 4 9 9.5 12z"],
] as const;

/** How many are chosen. */
export const PICKED = 3;
