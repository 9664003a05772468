import { randomUUID } from 'node:crypto';
import type { Type } from '@nestjs/common';
import { TransientError } from '@tollgate/errors';
import { DueWorkRunner } from '@tollgate/postgres';
import { eventually } from '@tollgate/testing';
import { AccessRecord } from '../access-record/access-record.handler.js';
import { SavedFilters } from '../saved-filters/saved-filters.repository.js';
import { TestGateway } from '../testing/gateway.js';
import { memberOf, type TestPerson } from '../testing/person.js';
import { IdempotencyRepository } from './idempotency.repository.js';

type Method = (...values: readonly unknown[]) => Promise<unknown>;

describe('a command whose process dies', () => {
  let gateway: TestGateway;
  let owner: TestPerson;
  let ownerId: string;
  beforeAll(async () => {
    gateway = await TestGateway.start();
    owner = await memberOf(gateway, 'owner');
    ownerId = (await owner.look()).json.user.id;
    gateway.neighbors.exportUrl = 'http://127.0.0.1:9/exports/1';
  });
  afterAll(() => gateway.stop());
  beforeEach(() => gateway.query('DELETE FROM gateway_ingress.report_schedules'));

  /** Once: right before this, or right after it. */
  const dieAt = <T extends object>(type: Type<T>, name: keyof T & string, isDone: boolean): void => {
    const one = gateway.service.app.get(type, { strict: false }) as Record<string, Method | undefined>;
    const method = (one[name] as Method).bind(one);
    one[name] = async (...values) => {
      delete one[name];
      if (isDone) await method(...values);
      throw new TransientError('the process died');
    };
  };
  const dieBeforeTheKeyIsKept = () => dieAt(IdempotencyRepository, 'keep', false);

  const schedules = 'stores/mer_demo/live/report-schedules';
  const report = { format: 'csv', period: 'yesterday', every: 'day', hour: 8, language: 'en' };
  const newKey = () => ({ 'idempotency-key': randomUUID() });
  const addReport = (headers = {}) => owner.send('POST', schedules, { body: { ...report, recipients: [ownerId] }, headers });
  const listReports = async () => (await owner.send('GET', schedules)).json.data;
  const changesOf = async (id: string, change: string) =>
    gateway.query(
      `SELECT FROM order_log.events WHERE type = 'ReportScheduleChanged' AND data->>'change' = '${change}'
         AND replace(data->>'schedule', '-', '') = '${id.slice('rsc_'.length)}'`,
    );
  const mails = () => gateway.neighbors.operatorMails.filter(({ kind }) => kind === 'report');
  const wake = () => gateway.service.app.get(DueWorkRunner).wake();

  it.each([
    ['before it comes to its commit', () => dieAt(AccessRecord, 'append', true)],
    ['before its key is kept', dieBeforeTheKeyIsKept],
  ])('%s: a report by mail is set up once, by the same request again', async (_, die) => {
    const headers = newKey();
    die();
    expect((await addReport(headers)).status).toBe(503);
    const again = await addReport(headers);
    expect([again.status, (await listReports()).map(({ id }: { id: string }) => id)]).toEqual([201, [again.json.id]]);
    expect((await addReport(headers)).json.id).toBe(again.json.id);
    expect(await changesOf(again.json.id, 'created')).toHaveLength(1);
  });

  it.each([
    ['before it comes to its commit', () => dieAt(AccessRecord, 'append', true)],
    ['before its key is kept', dieBeforeTheKeyIsKept],
  ])('%s: a report that is sent now goes out, and as one mail', async (_, die) => {
    const { id } = (await addReport()).json;
    gateway.neighbors.operatorMails.length = 0;
    const headers = newKey();
    const send = () => owner.send('POST', `${schedules}/${id}/send`, { headers });
    const goesOut = () =>
      eventually('it has gone out', async () => {
        wake();
        const isOver = (await gateway.query(`SELECT FROM gateway_ingress.due_work WHERE key LIKE 'now:%'`)).length === 0;
        return (isOver && mails().length > 0) || undefined;
      });
    die();
    expect((await send()).status).toBe(503);
    if (die === dieBeforeTheKeyIsKept) await goesOut();
    expect((await send()).status).toBe(202);
    await goesOut();
    expect(mails()).toHaveLength(1);
    expect(await changesOf(id, 'sent_now')).toHaveLength(1);
  });

  it.each([
    ['before it comes to its commit', () => dieAt(SavedFilters, 'keep', true)],
    ['before its key is kept', dieBeforeTheKeyIsKept],
  ])('%s: a filter is saved once, by the same request again', async (_, die) => {
    const ann = await memberOf(gateway, 'support');
    const filters = 'stores/mer_demo/test/saved-filters';
    const headers = newKey();
    const save = () => ann.send('POST', filters, { body: { name: 'Paid', query: { status: 'approved' } }, headers });
    die();
    expect((await save()).status).toBe(503);
    const again = await save();
    expect([again.status, again.json.name]).toEqual([201, 'Paid']);
    expect((await ann.send('GET', filters)).json.data).toEqual([again.json]);
  });
});
