import type { Message } from '@tollgate/iso8583';
import { authorize } from './authorize.js';
import { capture } from './capture.js';
import { credit } from './credit.js';
import { type Decision, type Host, originalType, reply } from './decision.js';
import { reconcile } from './reconcile.js';
import { refund } from './refund.js';
import { RESPONSE } from './response-codes.js';
import { reverse } from './reverse.js';

const REFUND = /^20/;
/** DE 41 of a host that tells who it is. */
const HOST_TERMINAL = 'HOST0001';

/** A refund that tells a card names no transaction: it is a credit. */
const advise = (host: Host, advice: Message): Decision => {
  if (!REFUND.test(advice.processingCode ?? '')) return capture(host, advice);
  return advice.pan === undefined ? refund(host, advice) : credit(host, advice);
};

const COMMANDS: Readonly<Record<string, (host: Host, request: Message) => Decision>> = {
  '0100': authorize,
  '0200': authorize,
  '0220': advise,
  '0400': reverse,
  '0420': reverse,
  '0500': reconcile,
};

/** Whether the link is signed on, before the message and after it. */
export type LinkState = { readonly isSignedOn: boolean };

/** Answers one message; undefined for a type nobody may send us. A link that has not signed on may only do that. */
export const answerMessage = (host: Host, link: LinkState, message: Message): (Decision & LinkState) | undefined => {
  if (message.mti === '0800') return manageLink(host, link, message);
  const command = COMMANDS[originalType(message.mti)];
  if (command === undefined) return undefined;
  const decision = link.isSignedOn ? command(host, message) : reply(message, { responseCode: RESPONSE.notPermittedToTerminal });
  return { ...decision, ...link };
};

const manageLink = ({ profile }: Host, link: LinkState, message: Message): Decision & LinkState => {
  const { on, off, echo } = profile.signOn;
  const code = message.networkManagementCode;
  const isKnown = code === on || code === off || code === echo;
  const decision = reply(message, {
    responseCode: isKnown ? RESPONSE.approved : RESPONSE.invalidTransaction,
    terminalId: message.terminalId ?? HOST_TERMINAL,
  });
  return { ...decision, isSignedOn: code === on || (code !== off && link.isSignedOn) };
};
