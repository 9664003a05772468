import type { Money } from '@tollgate/money';
import type { Operation } from '@tollgate/order';
import type { ProcessorRegistry } from '../processors/processor-registry.js';
import { operationRequestOf } from '../processors/processor-request.js';
import { leftToCapture } from './left-to-capture.js';
import type { OperationAsking } from './operation-effect.handler.js';

/** A capture, void or refund is asked of the processor that has the order's authorization, and names that. */
export const authorizedAsking = (processors: Pick<ProcessorRegistry, 'ofOrder'>): OperationAsking => ({
  route: async (order) => ({ processor: processors.ofOrder(order), settingsVersion: 0 }),
  request: async (order, operation, repeats) => operationRequestOf(order, asOfNow(operation, leftToCapture(order)), repeats),
});

/** A void gives up what is left when it is its turn; a capture that takes all of that is the last one. */
const asOfNow = (operation: Operation, left: Money): Operation => {
  if (operation.kind === 'void') return operation.state === 'requested' ? { ...operation, amount: left } : operation;
  return operation.kind === 'capture' && operation.amount.minor === left.minor ? { ...operation, isFinal: true } : operation;
};
