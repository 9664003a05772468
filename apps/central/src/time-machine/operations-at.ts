import type { Operation } from '../api/order.js';

/** Captures, voids and refunds as they stood at a moment: what was asked for later is left out, and what was answered later was still under way. */
export const operationsAt = (operations: readonly Operation[], at: string): readonly Operation[] =>
  operations
    .filter(({ createdAt }) => Date.parse(createdAt) <= Date.parse(at))
    .map((operation) => {
      if (operation.settledAt !== null && Date.parse(operation.settledAt) <= Date.parse(at)) return operation;
      const { code: _, networkCode: __, ...open } = operation;
      return { ...open, status: 'pending', settledAt: null } as const;
    });
