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

/** Answer a message: a draft first, then one send of that draft. */
export async function reply(message, text) {
  const paragraphs = text.split('\n').map((line) => `<p>${escaped(line)}</p>`).join('');
  const subject = message.subject.startsWith('Re: ') ? message.subject : `Re: ${message.subject}`;
  const content = { subject, body: paragraphs, to: [message.from.id], cc: [], cci: [] };
  const parent = `In-Reply-To=${message.id}`;
  const { id } = await call('POST', `/conversation/draft?${parent}`, content);
  return call('POST', `/conversation/send?id=${id}&${parent}`, content);
}

function escaped(text) {
  const holder = document.createElement('p');
  holder.textContent = text;
  return holder.innerHTML;
}
