import type { Draft } from './order-draft.js';

const kept: { order?: string; draft?: Draft } = {};

/** Keeps what was typed in for an order, never its card, as long as this tab lives: after a decline it need not be typed again. */
export const keepDraft = (order: string, draft: Draft): void => {
  kept.order = order;
  kept.draft = draft;
};

export const draftOfOrder = (order: string): Draft | undefined => (kept.order === order && order !== '' ? kept.draft : undefined);
