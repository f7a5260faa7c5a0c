// The portal's feed: what the news module publishes for this account, then its notifications.
import { lastNews, notifications } from './api.js';
import { letter } from './letter.js';
import { make } from './made.js';
import { TEXTS } from './texts.fr.js';

const WHEN = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });

function article({ title, content, thread, modifiedDate }) {
  const head = make('p', { className: 'when' }, make('b', {}, thread.title), ' ', make('time', {}, WHEN.format(new Date(modifiedDate))));
  const body = make('div', {}, letter(content));
  return make('article', {}, head, make('h3', {}, title), body);
}

function notice({ message, date, params }) {
  const words = letter(message).textContent;
  const address = params.resourceUri ?? '';
  const line = address.startsWith('/') ? make('a', { href: address }, words) : make('span', {}, words);
  return make('li', {}, line, make('small', {}, make('time', {}, WHEN.format(new Date(date.$date)))));
}

async function show() {
  const place = document.getElementById('published');
  const list = document.getElementById('notifications');
  if (place) place.replaceChildren(...(await lastNews().catch(() => [])).map(article));
  if (!list) return;
  const { results } = await notifications();
  list.replaceChildren(...results.slice(0, 8).map(notice));
  if (!results.length) list.append(make('li', { className: 'empty' }, TEXTS.noNotice));
}

await show();
