import type { Message } from '@tollgate/iso8583';
import { authorize } from './authorize.js';
import type { Book } from './book.js';
import { capture } from './capture.js';
import { type Decision, originalType, reply } from './decision.js';
import { reconcile } from './reconcile.js';
import { RESPONSE } from './response-codes.js';
import { reverse } from './reverse.js';

/** Source: ISO 8583:1987 DE 70. */
const SIGN_ON = '001';
const SIGN_OFF = '002';
const ECHO = '301';

const COMMANDS: Readonly<Record<string, (book: Book, request: Message) => Decision>> = {
  '0100': authorize,
  '0200': authorize,
  '0220': capture,
  '0400': reverse,
  '0420': reverse,
  '0500': reconcile,
};

/** Whether the link is signed on, before the message and after it. */
export type LinkState = { readonly isSignedOn: boolean };

/** Answers one message; undefined for a type nobody may send us. A link that has not signed on may only do that. */
export const answerMessage = (book: Book, link: LinkState, message: Message): (Decision & LinkState) | undefined => {
  if (message.mti === '0800') return manageLink(link, message);
  const command = COMMANDS[originalType(message.mti)];
  if (command === undefined) return undefined;
  const decision = link.isSignedOn ? command(book, message) : reply(message, { responseCode: RESPONSE.notPermittedToTerminal });
  return { ...decision, ...link };
};

const manageLink = (link: LinkState, message: Message): Decision & LinkState => {
  const code = message.networkManagementCode;
  const isKnown = code === SIGN_ON || code === SIGN_OFF || code === ECHO;
  const decision = reply(message, { responseCode: isKnown ? RESPONSE.approved : RESPONSE.invalidTransaction });
  return { ...decision, isSignedOn: code === SIGN_ON || (code !== SIGN_OFF && link.isSignedOn) };
};
