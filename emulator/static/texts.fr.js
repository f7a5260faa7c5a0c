// Every sentence of the mailbox.
export const FOLDERS = { inbox: 'Réception', outbox: 'Envoyés', draft: 'Brouillons', trash: 'Corbeille' };
export const EMPTY = {
  inbox: 'Aucun message reçu.',
  outbox: 'Aucun message envoyé.',
  draft: 'Aucun brouillon.',
  trash: 'La corbeille est vide.',
};
export const PROFILES = {
  Student: 'Élève', Teacher: 'Enseignant', Relative: 'Parent', Personnel: 'Personnel', Guest: 'Invité', SuperAdmin: 'Équipe technique',
};
export const TEXTS = {
  noSubject: '(Aucun objet)',
  to: 'À',
  choose: 'Aucun message ouvert.',
  reply: 'Répondre',
  replyLabel: 'Réponse',
  send: 'Envoyer',
  sent: 'Réponse envoyée.',
  unread: 'Marquer comme non lu',
  trash: 'Mettre à la corbeille',
  restore: 'Remettre',
  erase: 'Supprimer pour toujours',
  recalled: 'Ce message a été rappelé par son auteur.',
  refused: 'L’ENT a refusé. Il faut recharger la page et recommencer.',
  attachment: 'Pièce jointe :',
};
