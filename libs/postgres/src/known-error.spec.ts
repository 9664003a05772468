import { DomainError, TransientError } from '@tollgate/errors';
import fc from 'fast-check';
import pg from 'pg';
import { QueryFailedError } from 'typeorm';
import { ConnectionLost, isDiskFull, isSerializationFailure, isUniqueViolation, known, toKnownError } from './known-error.js';

const said = (code: string, fields: object = {}): pg.DatabaseError =>
  Object.assign(new pg.DatabaseError(`told by the server: ${code}`, 0, 'error'), { code, severity: 'ERROR', ...fields });
const failed = (code: string, fields: object = {}): Error => Object.assign(new Error(`failed: ${code}`), { code, ...fields });
const byTypeorm = (error: Error): QueryFailedError => new QueryFailedError('INSERT INTO t VALUES ($1)', ['a secret'], error);

const kindOf = (error: unknown): string => {
  const result = toKnownError(error);
  if (result === error) return 'as it is';
  expect((result as Error).cause).toBe(error);
  return result instanceof ConnectionLost ? 'lost' : result instanceof TransientError ? 'transient' : 'something else';
};

describe('what the database says', () => {
  it.each(['08000', '08003', '08006', '57P01', '57P02', '57P05', '25P03', '25P04', '40003'])(
    'with %s: the connection is lost, and whether the statement was carried out is not known',
    (code) => expect(kindOf(said(code))).toBe('lost'),
  );

  it.each(['53000', '53100', '53200', '53300', '57014', '57P03', '58000', '58030', '40001', '40P01', '55P03', '25006'])(
    'with %s: the statement was not carried out, and may pass the next time',
    (code) => expect(kindOf(said(code))).toBe('transient'),
  );

  it.each([
    '23505',
    '23503',
    '23514',
    '22001',
    '22P02',
    '42601',
    '42501',
    '42P01',
    '28P01',
    '3D000',
    '40002',
    'P0001',
    'TG001',
    'XX000',
  ])('with %s is left as it is', (code) => expect(kindOf(said(code))).toBe('as it is'));

  it('means the same when TypeORM passes it on, whose statement and values do not get into the cause', () =>
    fc.assert(
      fc.property(fc.constantFrom('08006', '57014', '40001', '23505', '42601', '53100'), (code) => {
        const inner = said(code);
        const outer = byTypeorm(inner);
        const result = toKnownError(outer);
        if (kindOf(inner) === 'as it is') expect(result).toBe(outer);
        else
          expect([(result as Error).cause, (result as Error).constructor]).toEqual([
            inner,
            (toKnownError(inner) as Error).constructor,
          ]);
      }),
    ));

  it('of the data classes 22 and 23, of the syntax class 42 and of a service`s own is never taken for an outage', () =>
    fc.assert(
      fc.property(fc.constantFrom('22', '23', '42', '28', '3D', 'P0', 'TG'), fc.stringMatching(/^[0-9A-Z]{3}$/), (kind, rest) => {
        expect(kindOf(said(kind + rest))).toBe('as it is');
      }),
    ));
});

describe('what the network does', () => {
  it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNABORTED', 'ERR_STREAM_DESTROYED'])('%s loses the connection', (code) =>
    expect(kindOf(failed(code))).toBe('lost'),
  );

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])('%s sends nothing', (code) =>
    expect(kindOf(failed(code))).toBe('transient'),
  );

  it('a socket file that is not there is a server that is away; any other file is not', () => {
    expect(kindOf(failed('ENOENT', { syscall: 'connect' }))).toBe('transient');
    expect(kindOf(failed('ETIMEDOUT', { syscall: 'connect' }))).toBe('transient');
    expect(kindOf(failed('ENOENT', { syscall: 'open' }))).toBe('as it is');
  });

  it('a name with several addresses, none of which answers, is one server that is away', () =>
    expect(kindOf(Object.assign(new AggregateError([failed('ECONNREFUSED')]), { code: 'ECONNREFUSED' }))).toBe('transient'));

  it.each(['Connection terminated unexpectedly', 'Connection terminated', 'Query read timeout'])(
    '"%s" loses the connection',
    (text) => expect(kindOf(new Error(text))).toBe('lost'),
  );

  it.each([
    'timeout expired',
    'timeout exceeded when trying to connect',
    'Connection terminated due to connection timeout',
    'Client has encountered a connection error and is not queryable',
    'Query runner already released. Cannot run queries anymore.',
  ])('"%s" sends nothing', (text) => expect(kindOf(new Error(text))).toBe('transient'));
});

describe('what has nothing to do with the database', () => {
  it.each([
    ['a refusal', new DomainError('order_closed')],
    ['a known outage', new TransientError('away')],
    ['a defect', new TypeError('x is not a function')],
    ['a text that speaks of a connection', new Error('the connection string is not valid')],
    ['no error at all', 'text'],
    ['nothing', undefined],
  ])('%s is left as it is', (_, error) => expect(kindOf(error)).toBe('as it is'));

  it('passes through known() unharmed, the result too', async () => {
    await expect(known(() => Promise.resolve(7))).resolves.toBe(7);
    await expect(known(() => Promise.reject(said('57014')))).rejects.toBeInstanceOf(TransientError);
    await expect(known(() => Promise.reject(new DomainError('x')))).rejects.toBeInstanceOf(DomainError);
  });
});

describe('a row that is there already', () => {
  const error = said('23505', { constraint: 'orders_reference' });

  it('is told by the constraint, of pg and of TypeORM', () => {
    for (const one of [error, byTypeorm(error)]) {
      expect(isUniqueViolation(one)).toBe(true);
      expect(isUniqueViolation(one, 'orders_reference')).toBe(true);
      expect(isUniqueViolation(one, 'another')).toBe(false);
    }
  });

  it('is no other violation', () => {
    expect(isUniqueViolation(said('23503'))).toBe(false);
    expect(isUniqueViolation(new Error('23505'))).toBe(false);
    expect(isUniqueViolation(undefined)).toBe(false);
  });

  it('is no disk without room, which is told from it', () => {
    for (const one of [said('53100'), byTypeorm(said('53100')), toKnownError(said('53100'))]) expect(isDiskFull(one)).toBe(true);
    for (const one of [said('53200'), error, undefined]) expect(isDiskFull(one)).toBe(false);
  });

  it.each(['40001', '40P01'])('is no transaction that was undone for the sake of another one: %s', (code) => {
    for (const one of [said(code), byTypeorm(said(code)), toKnownError(said(code))])
      expect(isSerializationFailure(one)).toBe(true);
    expect(isUniqueViolation(said(code))).toBe(false);
    expect(isSerializationFailure(error)).toBe(false);
  });
});
