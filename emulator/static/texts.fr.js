// Every sentence of the mailbox, of the feed and of the page of news.
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
  history: 'Messages précédents',
  newMessage: 'Nouveau message',
  recipients: 'À (groupe ou personne)',
  subject: 'Objet',
  body: 'Message',
  remove: 'Retirer',
  bookmark: 'favori de partage',
  people: (count) => `groupe, ${count} ${count > 1 ? 'personnes' : 'personne'}`,
  nobodyFound: 'Personne de ce nom parmi ceux à qui ce compte peut écrire.',
  nobodyChosen: 'Choisissez au moins un destinataire dans la liste.',
  notVisible: 'L’ENT a refusé : un destinataire n’est pas visible pour ce compte, ou le message ne peut pas partir.',
  messageSent: (count) => `Message envoyé à ${count} ${count > 1 ? 'personnes' : 'personne'}.`,
  noNotice: 'Rien de nouveau.',
};
export const NEWS = {
  titles: { DRAFT: 'Brouillons', PENDING: 'En attente de publication', PUBLISHED: 'Publiées' },
  empty: { DRAFT: 'Aucun brouillon.', PENDING: 'Rien en attente.', PUBLISHED: 'Aucune actualité publiée.' },
  publish: 'Publier',
  remove: 'Supprimer',
  share: 'Enregistrer les lecteurs',
  whoReads: 'Choisir qui la lit',
  groups: 'Groupes qui la liront',
  done: 'C’est fait.',
};
