import { isNativeError } from 'node:util/types';
import type { LoggerService } from '@nestjs/common';
import { type Logger, pino, stdTimeFunctions } from 'pino';
import { withoutCardNumbers } from './redaction.js';
import { lineWriter, survive } from './standard-output.js';

export type Log = Logger;

export interface LogOptions {
  readonly service: string;
  readonly level: string;
  /** Standard output unless given. */
  readonly write?: (line: string) => void;
}

/** Fields that may name a secret or a person are dropped whatever they hold. */
const dropped = ['pan', 'cvc', 'number', 'card', 'email', 'name', 'phone', 'authorization', 'password', 'token', 'body', 'data'];

/** JSON lines: level, time, service, and by what the caller adds trace_id, order, request_id. Ids and types only. At
 *  `info` nothing is written per order, so that the scan for card numbers costs nothing that counts. */
export const openLog = ({ service, level, write }: LogOptions): Log => {
  const onLoss = (lines: number): void => log.warn({ lines }, 'log lines could not be written and are lost');
  const writeLine = write ?? standardOutput(onLoss);
  const log: Log = pino(
    {
      level,
      base: { service },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: dropped.flatMap((field) => [field, `*.${field}`]), remove: true },
      serializers: { error: describeError, err: describeError },
    },
    { write: (line: string) => void writeLine(withoutCardNumbers(line)) },
  );
  return log;
};

const standardOutput = (onLoss: (lines: number) => void): ((line: string) => void) => {
  survive(process.stderr); // Node's own warnings go there
  return lineWriter(process.stdout, onLoss);
};

interface DescribedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: DescribedError;
}

/** Kind, text, place, and what caused it; no other property, as drivers hang statements with their values on their
 *  errors. */
const describeError = (error: unknown): DescribedError => {
  if (!isNativeError(error)) return { type: typeof error, message: 'not an Error' };
  const { message, stack, cause } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    type: error.name,
    message,
    ...(code === undefined ? {} : { code }),
    ...(stack === undefined ? {} : { stack }),
    ...(cause === undefined ? {} : { cause: describeError(cause) }),
  };
};

/** The trace a header names, as logs write it; undefined where there is none. */
export const traceIdOf = (traceparent: string | undefined): string | undefined => traceparent?.slice(3, 35);

/** Nest's own messages, at debug: what they say of modules and routes is of use to developers alone. */
export const nestLogger = (log: Log): LoggerService => ({
  log: (message: unknown, context?: unknown) => log.debug({ context }, String(message)),
  debug: (message: unknown, context?: unknown) => log.debug({ context }, String(message)),
  verbose: (message: unknown, context?: unknown) => log.trace({ context }, String(message)),
  warn: (message: unknown, context?: unknown) => log.warn({ context }, String(message)),
  error: (message: unknown, ...rest: unknown[]) => log.error({ context: rest.at(-1), error: message }, 'Nest reports an error'),
  fatal: (message: unknown, ...rest: unknown[]) => log.fatal({ context: rest.at(-1), error: message }, 'Nest reports an error'),
});
