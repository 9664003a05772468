import { randomBytes } from 'node:crypto';

/** This process, as tokens name it. A new one at every start: what the last one had in memory is gone. */
export const thisReplica = randomBytes(6).toString('hex');

const TOKEN = /^card_([0-9a-f]{12})_([0-9a-f]{32})$/;

/** What a token names: the replica that holds the CVC in memory, and the card's row. */
export interface CardToken {
  readonly replica: string;
  /** uuid */
  readonly card: string;
}

export const formatCardToken = ({ replica, card }: CardToken): string => `card_${replica}_${card.replaceAll('-', '')}`;

/** Undefined for what is no token of ours. */
export const parseCardToken = (text: string): CardToken | undefined => {
  const [, replica, hex] = TOKEN.exec(text) ?? [];
  if (replica === undefined || hex === undefined) return undefined;
  return {
    replica,
    card: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
  };
};
