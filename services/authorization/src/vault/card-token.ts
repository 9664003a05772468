import { fromPublicId, toPublicId } from '@tollgate/contracts';

/** The token of a card: `card_` and the uuid of its row. It says nothing of merchant, order or replica; the row
 *  does. */
export const cardTokenOf = (card: string): string => toPublicId('card', card);

/** The uuid of the card's row; undefined for what is no token of ours. */
export const cardOfToken = (token: string): string | undefined => fromPublicId('card', token);
