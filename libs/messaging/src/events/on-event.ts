import { applyDecorators, UseFilters } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { PARAM_ARGS_METADATA } from '@nestjs/microservices/constants.js';
import { type EventType, eventFilter, type RecordedEvent } from '@tollgate/contracts';
import { PassThrough } from '../pass-through.js';
import type { EventContext } from './event-context.js';

type EventHandler<T extends EventType> = (
  event: Extract<RecordedEvent, { readonly type: T }>,
  context: EventContext,
) => Promise<void>;

/** Marks the method that handles these events: `handle(event, context)`. It has no `try`: what it throws decides
 *  whether the event comes again (TransientError) or is parked after five tries (anything else). */
export const OnEvent =
  <T extends EventType>(...types: readonly T[]) =>
  <M extends EventHandler<T>>(target: object, key: string, descriptor: TypedPropertyDescriptor<M>): void => {
    handsOverArguments(target, key);
    const mark = applyDecorators(UseFilters(PassThrough), EventPattern<string[]>(types.map(eventFilter)));
    mark(target, key, descriptor);
  };

/** Without parameter decorators Nest hands over the payload alone, and runs it through (empty) pipes.
 *  An empty map says that there are none: the method is called with both arguments as they come. */
export const handsOverArguments = (target: object, key: string): void => {
  Reflect.defineMetadata(PARAM_ARGS_METADATA, {}, target.constructor, key);
};
