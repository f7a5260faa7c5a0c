// The mailbox page: folders, the list of one folder, one message open. Opening marks as read, as in the ENT.
import { countUnread, list, markUnread, move, open, reply } from './api.js';
import { composer } from './compose.js';
import { letter } from './letter.js';
import { make } from './made.js';
import { EMPTY, FOLDERS, PROFILES, TEXTS } from './texts.fr.js';

const $ = (id) => document.getElementById(id);
const DAY = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'short' });
const HOUR = new Intl.DateTimeFormat('fr-FR', { hour: '2-digit', minute: '2-digit' });
let folder = 'inbox';

const when = (date) => (new Date(date).toDateString() === new Date().toDateString() ? HOUR : DAY).format(date);
const names = ({ users, groups }) => [...groups, ...users].map((one) => one.displayName).join(', ');
const initials = (name) => name.split(' ').map((word) => word[0]).join('').slice(0, 2);

async function showUnread() {
  const count = await countUnread();
  $('unread').hidden = count === 0;
  $('unread').firstChild.textContent = count;
}

function showFolders() {
  $('folders').replaceChildren(
    ...Object.entries(FOLDERS).map(([id, name]) => {
      const button = make('button', { type: 'button', onclick: () => { window.location.hash = ''; enter(id); } }, name);
      if (id === folder) button.setAttribute('aria-current', 'true');
      return make('li', {}, button);
    }),
  );
  $('folder-name').textContent = FOLDERS[folder];
}

function row(message, openId) {
  const who = folder === 'outbox' || folder === 'draft' ? `${TEXTS.to} ${names(message.to)}` : message.from.displayName;
  const top = make('span', { className: 'top' }, make('span', { className: 'who' }, who), make('time', {}, when(message.date)));
  const subject = make('span', { className: 'subject' }, message.subject || TEXTS.noSubject);
  const button = make('button', { type: 'button', className: message.unread ? 'unread' : '' }, top, subject);
  button.onclick = () => { window.location.hash = `#/read-mail/${message.id}`; };
  if (message.id === openId) button.setAttribute('aria-current', 'true');
  return make('li', {}, button);
}

async function showList(openId) {
  const messages = await list(folder);
  $('messages').replaceChildren(...messages.map((message) => row(message, openId)));
  $('empty').hidden = messages.length > 0;
  $('empty').textContent = EMPTY[folder];
}

async function enter(id) {
  folder = id;
  showFolders();
  await showList();
  $('reader').replaceChildren(make('p', { className: 'placeholder' }, TEXTS.choose));
}

function act(text, work) {
  return make('button', { type: 'button', className: 'quiet', onclick: async () => { await work(); window.location.hash = ''; await enter(folder); await showUnread(); } }, text);
}

function acts(message) {
  const box = make('div', { className: 'acts' });
  if (message.trashed) {
    box.append(act(TEXTS.restore, () => move('restore', message.id)), act(TEXTS.erase, () => move('delete', message.id)));
    return box;
  }
  if (folder === 'inbox') box.append(act(TEXTS.unread, () => markUnread(message.id)));
  box.append(act(TEXTS.trash, () => move('trash', message.id)));
  return box;
}

function replyForm(message) {
  const text = make('textarea', { required: true });
  const state = make('p', { role: 'status' });
  const form = make('form', { className: 'reply' }, make('label', {}, TEXTS.replyLabel, text), make('button', {}, TEXTS.send), state);
  form.onsubmit = async (event) => {
    event.preventDefault();
    const { sent } = await reply(message, text.value);
    state.textContent = sent ? TEXTS.sent : TEXTS.refused;
    if (sent) text.value = '';
  };
  return make('details', { className: 'reply' }, make('summary', {}, TEXTS.reply), form);
}

async function read(id) {
  const message = await open(id);
  const from = make('p', {}, make('b', {}, message.from.displayName), make('small', {}, `${PROFILES[message.from.profile] ?? ''} · ${TEXTS.to} ${names(message.to)} · ${when(message.date)}`));
  const head = make('div', { className: 'who' }, make('span', { className: 'face' }, initials(message.from.displayName)), from);
  const body = make('div', { className: 'letter' }, message.state === 'RECALL' && !message.body ? TEXTS.recalled : letter(message.body));
  const files = message.attachments.map((file) => make('p', {}, `${TEXTS.attachment} `, make('a', { href: `/conversation/message/${id}/attachment/${file.id}` }, file.filename)));
  const card = make('div', { className: 'card' }, make('h2', {}, message.subject || TEXTS.noSubject), head, body, ...files, acts(message));
  if (!message.noReply && message.state === 'SENT' && !message.trashed && folder === 'inbox') card.append(replyForm(message));
  $('reader').replaceChildren(card);
  $('reader').focus({ preventScroll: true });
  await Promise.all([showList(id), showUnread()]);
}

function write() {
  const form = composer(async (said) => {
    window.location.hash = '';
    await enter('outbox');
    $('reader').replaceChildren(make('p', { className: 'placeholder', role: 'status' }, said));
  });
  $('reader').replaceChildren(form);
  form.querySelector('input').focus();
}

async function follow() {
  if (window.location.hash === '#/new-mail') { write(); return; }
  const id = window.location.hash.match(/^#\/read-mail\/(.+)$/)?.[1];
  if (id) await read(id);
}

window.addEventListener('hashchange', follow);
$('write').onclick = () => { if (window.location.hash === '#/new-mail') write(); else window.location.hash = '#/new-mail'; };
window.addEventListener('unhandledrejection', () => $('reader').replaceChildren(make('p', { className: 'placeholder', role: 'alert' }, TEXTS.refused)));
await enter('inbox');
await follow();
