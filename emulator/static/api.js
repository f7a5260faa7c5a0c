// Calls to the ENT's own addresses, with its cookie session and its XSRF header.

const xsrf = () => document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/)?.[1] ?? '';

/** JSON of an address; throws when the ENT refuses, or answers a page instead of JSON. */
export async function call(method, path, body) {
  const answer = await fetch(path, {
    method,
    redirect: 'manual',
    headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': xsrf() },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (answer.type === 'opaqueredirect') window.location.reload();
  if (!answer.ok || !answer.headers.get('Content-Type')?.includes('json')) throw new Error(`${method} ${answer.status}`);
  return answer.json();
}

export const list = (folder) => call('GET', `/conversation/api/folders/${folder}/messages`);
export const open = (id) => call('GET', `/conversation/api/messages/${id}`);
export const countUnread = async () => (await call('GET', '/conversation/api/count/inbox?unread=true')).count;
export const markUnread = (id) => call('POST', '/conversation/toggleUnread', { id: [id], unread: true });
export const move = (verb, id) => call('PUT', `/conversation/${verb}`, { id: [id] });

export const found = (text) => call('GET', `/communication/visible/search?query=${encodeURIComponent(text)}`);
export const notifications = () => call('GET', '/timeline/lastNotifications');
export const lastNews = () => call('GET', '/actualites/api/v1/infos/preview/last/5');
export const threads = () => call('GET', '/actualites/api/v1/threads');
export const infosOf = (status) => call('GET', `/actualites/api/v1/infos?status=${status}`);
export const removeInfo = (id) => call('DELETE', `/actualites/api/v1/infos/${id}`);
export const publishInfo = ({ id, title, content, threadId }) => call('PUT', `/actualites/api/v1/infos/${id}`, { title, content, thread_id: threadId, status: 3 });

const READ = 'net-atos-entng-actualites-controllers-InfoController|read';

/** Give an info to these groups, and only to them. */
export function shareInfo(id, groups) {
  const shares = Object.fromEntries(groups.map((group) => [group, [READ]]));
  return call('PUT', `/actualites/api/v1/infos/${id}/shares`, { users: {}, groups: shares, bookmarks: {} });
}

/** Groups that news can be given to: those of their schools for an administrator, those one sees for the others. */
export async function groupsToTell() {
  try {
    return await call('GET', '/directory/group/admin/list?type=ProfileGroup');
  } catch {
    return (await call('GET', '/conversation/visible?search=')).groups;
  }
}

const paragraphs = (text) => text.split('\n').map((line) => `<p>${escaped(line)}</p>`).join('');

/** A new message: a draft first, then one send of that draft with everything in it. */
export async function sendNew(to, subject, text) {
  const content = { subject, body: paragraphs(text), to, cc: [], cci: [] };
  const { id } = await call('POST', '/conversation/draft', content);
  return call('POST', `/conversation/send?id=${id}`, content);
}

/** Answer a message: a draft first, then one send of that draft. */
export async function reply(message, text) {
  const subject = message.subject.startsWith('Re: ') ? message.subject : `Re: ${message.subject}`;
  const content = { subject, body: paragraphs(text), to: [message.from.id], cc: [], cci: [] };
  const parent = `In-Reply-To=${message.id}`;
  const { id } = await call('POST', `/conversation/draft?${parent}`, content);
  return call('POST', `/conversation/send?id=${id}&${parent}`, content);
}

function escaped(text) {
  const holder = document.createElement('p');
  holder.textContent = text;
  return holder.innerHTML;
}
