import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Mail, Mailbox } from './mailbox.js';
import { listOf, messageOf, summaryOf } from './mailpit.js';
import { listPage, messagePage, pagePolicy } from './pages.js';

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
}

/** The page for people and Mailpit's API for programs. */
export const httpServer = (mailbox: Mailbox): Server =>
  createServer((request, response) => {
    answer(mailbox, request)
      .catch((error: unknown): Answer => text(500, String(error)))
      .then((result) => send(response, result));
  });

const answer = async (mailbox: Mailbox, request: IncomingMessage): Promise<Answer> => {
  const [, domain] = /^\/api\/v1\/answers\/([a-z0-9.-]+)$/i.exec(request.url ?? '') ?? [];
  return domain === undefined ? show(mailbox, request) : setAnswer(mailbox, domain, request);
};

const show = async (mailbox: Mailbox, request: IncomingMessage): Promise<Answer> => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const path = url.pathname;
  if (request.method === 'DELETE' && path === '/api/v1/messages') {
    mailbox.clear();
    return text(200, 'ok');
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return text(405, 'method not allowed');
  if (path === '/') return html(listPage(mailbox.list().slice(0, 200).map(summaryOf)));
  if (path === '/livez' || path === '/readyz') return text(200, 'ok');
  if (path === '/api/v1/messages' || path === '/api/v1/search') return json(listOf(mailbox.list(), listQuery(url)));
  return answerAboutMessage(mailbox, path);
};

const maxReplyLength = 500;

const setAnswer = async (mailbox: Mailbox, domain: string, request: IncomingMessage): Promise<Answer> => {
  if (request.method === 'DELETE') mailbox.answer(domain, undefined);
  else if (request.method === 'PUT') {
    let reply = '';
    for await (const chunk of request) reply = `${reply}${chunk}`.slice(0, maxReplyLength);
    if (!/^[45]\d\d [ -~]+$/.test(reply)) return text(422, 'a reply is a line like 451 4.7.1 try later');
    mailbox.answer(domain, reply);
  } else return text(405, 'method not allowed');
  return text(200, 'ok');
};

const answerAboutMessage = async (mailbox: Mailbox, path: string): Promise<Answer> => {
  const [, isApi, wanted = '', isRaw] = /^(\/api\/v1)?\/message\/([^/]+)(\/raw)?$/.exec(path) ?? [];
  const mail: Mail | undefined = wanted === 'latest' ? mailbox.list()[0] : mailbox.find(wanted);
  if (!mail) return text(404, 'not found');
  if (isRaw) return { status: 200, type: 'text/plain; charset=utf-8', body: mail.raw };
  const message = await messageOf(mail);
  return isApi ? json(message) : html(messagePage(message));
};

const listQuery = (url: URL) => ({
  limit: wholeNumber(url.searchParams.get('limit'), 50),
  start: wholeNumber(url.searchParams.get('start'), 0),
  recipient: /\bto:"?([^\s"]+)/.exec(url.searchParams.get('query') ?? '')?.[1],
});

const wholeNumber = (value: string | null, otherwise: number): number =>
  value !== null && /^\d{1,6}$/.test(value) ? Number(value) : otherwise;

const text = (status: number, body: string): Answer => ({ status, type: 'text/plain; charset=utf-8', body });
const json = (value: unknown): Answer => ({ status: 200, type: 'application/json', body: JSON.stringify(value) });
const html = (body: string): Answer => ({ status: 200, type: 'text/html; charset=utf-8', body });

const send = (response: ServerResponse, { status, type, body }: Answer): void => {
  response.writeHead(status, {
    'content-type': type,
    'content-security-policy': pagePolicy,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  response.end(body);
};
