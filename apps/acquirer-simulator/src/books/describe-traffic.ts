import type { Message } from '@tollgate/iso8583';
import type { TrafficEntry } from './journal-entry.js';

/** A message as the journal may keep it: of the PAN the last four, of the private data nothing. */
export const describeTraffic = (kind: TrafficEntry['kind'], message: Message, order: string | undefined): TrafficEntry => ({
  kind,
  mti: message.mti,
  terminal: message.terminalId,
  stan: message.stan,
  rrn: message.rrn,
  sent: message.transmissionTime,
  order,
  processing: message.processingCode,
  amount: message.amount === undefined ? undefined : Number(message.amount),
  currency: message.currency,
  management: message.networkManagementCode,
  last4: message.pan?.slice(-4),
  original: message.originalData?.slice(0, 20),
  response: message.responseCode,
  code: message.authorizationCode,
});
