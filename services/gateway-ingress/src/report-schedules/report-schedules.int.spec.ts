import { DomainError } from '@tollgate/errors';
import { DueWorkRunner } from '@tollgate/postgres';
import { openService } from '@tollgate/service';
import { eventually } from '@tollgate/testing';
import { serviceOptions } from '../app.module.js';
import { OperatorMails } from '../operator-mails/operator-mails.client.js';
import { TestGateway } from '../testing/gateway.js';
import { memberOf, type TestPerson } from '../testing/person.js';

const path = 'stores/mer_demo/live/report-schedules';
const DAY_MS = 86_400_000;
const dayIn = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

describe('reports by mail', () => {
  let gateway: TestGateway;
  let owner: TestPerson & { readonly email: string };
  let ownerId: string;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());
  beforeEach(async () => {
    await gateway.query('DELETE FROM gateway_ingress.attempts');
    await gateway.query('DELETE FROM gateway_ingress.report_schedules');
    await gateway.query('DELETE FROM gateway_ingress.due_work');
    gateway.neighbors.operatorMails.length = 0;
    gateway.neighbors.exportsAsked.length = 0;
    gateway.neighbors.exportUrl = 'http://127.0.0.1:9/exports/1';
    gateway.neighbors.exportEntries = 2;
    owner = await memberOf(gateway, 'owner');
    ownerId = await idOf(owner);
  });

  const idOf = async (person: TestPerson): Promise<string> => (await person.look()).json.user.id;
  const body = (more: object = {}) => ({
    format: 'csv',
    period: 'yesterday',
    every: 'day',
    hour: 8,
    recipients: [ownerId],
    language: 'en',
    ...more,
  });
  const add = async (more: object = {}) => {
    const { status, json } = await owner.send('POST', path, { body: body(more) });
    expect([status, json]).toEqual([201, expect.objectContaining({ id: expect.stringMatching(/^rsc_/) })]);
    return json;
  };
  const list = async () => (await owner.send('GET', path)).json.data;
  const wake = () => gateway.service.app.get(DueWorkRunner).wake();
  const mails = () => gateway.neighbors.operatorMails.filter(({ kind }) => kind === 'report');
  /** As if its hour had come, so many days ago. */
  const comeDue = async (daysAgo = 1): Promise<void> => {
    await gateway.query(`UPDATE gateway_ingress.report_schedules SET run_day = '${dayIn(-daysAgo)}'`);
    await gateway.query(`UPDATE gateway_ingress.due_work SET due_at = now() - interval '1 day' WHERE kind = 'report'`);
  };
  const ran = (outcome: string) => {
    wake();
    return eventually(`a run that was ${outcome}`, async () => {
      const [one] = await list();
      return one.lastRun?.outcome === outcome ? one : undefined;
    });
  };
  const dueAt = async (): Promise<string | undefined> => {
    const [row] = await gateway.query<{ due_at: Date }>(`SELECT due_at FROM gateway_ingress.due_work WHERE kind = 'report'`);
    return row?.due_at.toISOString();
  };

  it('are set up, changed, paused and removed, each recorded with who did it', async () => {
    const made = await add({ every: 'week', weekday: 1 });
    expect(made).toMatchObject({ timeZone: 'UTC', recipients: [{ id: ownerId, email: owner.email }], isPaused: false });
    expect(new Date(made.nextRunAt).getUTCDay()).toBe(1);
    expect(await dueAt()).toBe(made.nextRunAt);
    const patch = async (change: object) => (await owner.send('PATCH', `${path}/${made.id}`, { body: change })).json;
    expect(await patch({ hour: 9, format: 'pdf' })).toMatchObject({ hour: 9, format: 'pdf', every: 'week' });
    expect(await patch({ report: 'tax', format: 'iif' })).toMatchObject({ code: 'format_not_of_reports', field: '/format' });
    expect(await patch({ isPaused: true })).toMatchObject({ isPaused: true, nextRunAt: null });
    expect(await dueAt()).toBeUndefined();
    const resumed = await patch({ isPaused: false });
    expect(await dueAt()).toBe(resumed.nextRunAt);
    expect(await list()).toEqual([resumed]);
    expect((await owner.send('DELETE', `${path}/${made.id}`)).status).toBe(204);
    expect([await list(), await dueAt()]).toEqual([[], undefined]);
    const events = await gateway.query<{ data: { change: string }; on: string }>(
      `SELECT data, header->'actor'->>'on' AS on FROM order_log.events WHERE type = 'ReportScheduleChanged' ORDER BY position`,
    );
    expect(events.map(({ data, on }) => [data.change, on])).toEqual(
      ['created', 'changed', 'paused', 'resumed', 'deleted'].map((change) => [change, ownerId]),
    );
  });

  it('go out to everybody when they are due, and are planned anew', async () => {
    const accountant = await memberOf(gateway, 'accountant');
    const what = { report: 'reasons', language: 'fr', currency: 'USD' };
    await add({ ...what, recipients: [ownerId, await idOf(accountant)], hour: 0 });
    await comeDue();
    const { lastRun, nextRunAt } = await ran('handed_over');
    // Yesterday's run and today's, both at midnight: one mail, of both their days.
    const days = { from: dayIn(-2), to: dayIn(-1) };
    expect(lastRun).toMatchObject({ ...days, code: null });
    expect(nextRunAt).toBe(`${dayIn(1)}T00:00:00.000Z`);
    expect(await dueAt()).toBe(nextRunAt);
    expect(
      mails()
        .map(({ email }) => email)
        .sort(),
    ).toEqual([accountant.email, owner.email].sort());
    const [mail] = mails();
    expect(mail).toMatchObject({ store: 'Demo Shop', language: 'fr' });
    expect(mail?.link).toMatch(`/mer_demo/live/reports/authorizations?from=${days.from}&to=${days.to}`);
    expect(mail?.report).toMatchObject({ dueAt: `${dayIn(0)}T00:00:00.000Z`, problem: '' });
    expect(mail?.report?.file).toMatchObject({ merchant: 'mer_demo', mode: 'live', format: 'csv', ...what, ...days });
  });

  it('are the same mails, under the same ids, where a crash came before the run was noted', async () => {
    await add({ hour: 0 });
    await comeDue();
    await ran('handed_over');
    await comeDue();
    await gateway.query('UPDATE gateway_ingress.report_schedules SET last_at = NULL');
    await ran('handed_over');
    expect(mails()).toHaveLength(2);
    expect(mails()[0]?.link).toContain('/mer_demo/live/reports/exports?from=');
    expect(mails()[1]).toEqual({ ...mails()[0], until: mails()[1]?.until });
  });

  it('come once, of all days that were missed', async () => {
    await add({ hour: 0 });
    await comeDue(5);
    expect((await ran('handed_over')).lastRun).toMatchObject({ from: dayIn(-6), to: dayIn(-1) });
    expect(mails()).toHaveLength(1);
  });

  it('go out once, of however many replicas', async () => {
    const environment = { ...gateway.environment, TOLLGATE_API_PORT: '0' };
    const second = await openService({ ...serviceOptions, environment });
    try {
      for (const format of ['csv', 'json', 'xlsx', 'pdf']) await add({ format, hour: 0 });
      await comeDue();
      second.app.get(DueWorkRunner).wake();
      wake();
      await eventually('all are sent', async () => (await list()).every((one: { lastRun: unknown }) => one.lastRun) || undefined);
      expect(
        mails()
          .map((mail) => mail.report?.file?.format)
          .sort(),
      ).toEqual(['csv', 'json', 'pdf', 'xlsx']);
    } finally {
      await second.stop();
    }
  });

  it('wait for a service that does not answer, and lose nothing', async () => {
    await add({ hour: 0 });
    await comeDue();
    gateway.natsProxy.refuse();
    gateway.natsProxy.cut();
    wake();
    await eventually('it was tried', async () => {
      const [row] = await gateway.query<{ attempts: number }>('SELECT attempts FROM gateway_ingress.due_work');
      return (row?.attempts ?? 0) > 0 || undefined;
    });
    await gateway.natsProxy.pass();
    await eventually(
      'the mail',
      async () => {
        wake();
        return mails().length === 1 || undefined;
      },
      60_000,
    );
    expect((await ran('handed_over')).lastRun.to).toBe(dayIn(-1));
  }, 90_000);

  it('of nothing are sent or not, as was chosen', async () => {
    gateway.neighbors.exportEntries = 0;
    await add({ sendsEmpty: false, hour: 0 });
    await comeDue();
    await ran('empty');
    expect(mails()).toEqual([]);
    await gateway.query('DELETE FROM gateway_ingress.report_schedules');
    await add({ hour: 0 });
    await comeDue();
    await ran('handed_over');
    expect(mails()).toHaveLength(1);
  });

  it('that no format holds say so by mail and in the list, with what to do', async () => {
    gateway.neighbors.exportUrl = new DomainError('currency_required', 'currency');
    await add({ format: 'iif', hour: 0 });
    await comeDue();
    const { lastRun } = await ran('failed');
    expect(lastRun).toMatchObject({ code: 'currency_required', detail: expect.stringContaining('name it in `currency`') });
    expect(mails()[0]?.report?.problem).toBe('currency_required');
  });

  it('S24: reach nobody who has left the store, or whose role may not see reports any more', async () => {
    const [manager, accountant] = [await memberOf(gateway, 'manager'), await memberOf(gateway, 'accountant')];
    const [managerId, accountantId] = [await idOf(manager), await idOf(accountant)];
    const made = await add({ recipients: [managerId, accountantId], hour: 0 });
    expect((await owner.send('PUT', `stores/mer_demo/live/users/${accountantId}`, { body: { role: 'support' } })).status).toBe(
      204,
    );
    expect((await owner.send('DELETE', `stores/mer_demo/live/users/${managerId}`)).status).toBe(204);
    expect((await list())[0].recipients).toEqual([]);
    await comeDue();
    await ran('nobody');
    expect(mails()).toEqual([]);
    const { status, json } = await owner.send('PATCH', `${path}/${made.id}`, { body: { recipients: [accountantId] } });
    expect([status, json.code, json.field]).toEqual([422, 'unknown_recipient', '/recipients']);
  });

  it('S1: are those of the store and mode that were asked, and go to its own people alone', async () => {
    const stranger = await memberOf(gateway, 'owner', 'mer_other');
    const made = await add();
    const elsewhere = 'stores/mer_other/live/report-schedules';
    expect((await stranger.send('GET', elsewhere)).json.data).toEqual([]);
    expect((await owner.send('GET', path.replace('live', 'test'))).json.data).toEqual([]);
    for (const place of [`${elsewhere}/${made.id}`, `${path.replace('live', 'test')}/${made.id}`]) {
      const who = place.startsWith(elsewhere) ? stranger : owner;
      expect((await who.send('PATCH', place, { body: { hour: 1 } })).status).toBe(404);
      expect((await who.send('POST', `${place}/send`)).status).toBe(404);
      expect((await who.send('DELETE', place)).status).toBe(404);
    }
    const { status, json } = await owner.send('POST', path, { body: body({ recipients: [await idOf(stranger)] }) });
    expect([status, json.code]).toEqual([422, 'unknown_recipient']);
    expect(await list()).toHaveLength(1);
  });

  it('are sent at once where somebody wants it, once for what is asked twice, also while they are paused', async () => {
    const made = await add({ hour: 0 });
    await owner.send('PATCH', `${path}/${made.id}`, { body: { isPaused: true } });
    const headers = { 'idempotency-key': `now-${Math.random().toString(36).slice(2)}` };
    for (let times = 0; times < 2; times += 1)
      expect((await owner.send('POST', `${path}/${made.id}/send`, { headers })).status).toBe(202);
    const { lastRun, nextRunAt } = await ran('handed_over');
    expect([lastRun.to, nextRunAt]).toEqual([dayIn(-1), null]);
    expect(mails()).toHaveLength(1);
    expect(await gateway.query('SELECT key FROM gateway_ingress.due_work')).toEqual([]);
  });

  it('go by the store’s clocks, also after these were set to another zone', async () => {
    const made = await add({ hour: 8 });
    expect(made.nextRunAt).toMatch(/T08:00:00.000Z$/);
    const store = { name: 'Demo Shop', timeZone: 'Asia/Kathmandu' };
    expect((await owner.send('PUT', 'stores/mer_demo/live/store', { body: store })).status).toBe(200);
    const [moved] = await list();
    expect(moved.nextRunAt).toMatch(/T02:15:00.000Z$/);
    expect(await dueAt()).toBe(moved.nextRunAt);
    await owner.send('PUT', 'stores/mer_demo/live/store', { body: { ...store, timeZone: 'UTC' } });
  });

  it('go by clocks that were set to another zone while the mails went out', async () => {
    const zone = (timeZone: string) => owner.send('PUT', 'stores/mer_demo/live/store', { body: { name: 'Demo Shop', timeZone } });
    await add({ hour: 8 });
    await comeDue();
    const sender = gateway.service.app.get(OperatorMails, { strict: false });
    const send = sender.send.bind(sender);
    sender.send = async (mail) => {
      sender.send = send;
      await send(mail);
      await zone('Asia/Kathmandu');
    };
    const { nextRunAt } = await ran('handed_over');
    expect([nextRunAt, await dueAt()]).toEqual([expect.stringMatching(/T02:15:00.000Z$/), nextRunAt]);
    await zone('UTC');
  });

  it.each([
    [{ format: 'doc' }, 'invalid_value', '/format'],
    [{ report: 'tax', format: 'iif' }, 'format_not_of_reports', '/format'],
    [{ report: 'customers' }, 'no_file_of_report', '/report'],
    [{ currency: 'dollars' }, 'unknown_currency', '/currency'],
    [{ hour: 24 }, 'too_large', '/hour'],
    [{ weekday: 0 }, 'too_small', '/weekday'],
    [{ monthDay: 32 }, 'too_large', '/monthDay'],
    [{ recipients: [] }, 'too_few_items', '/recipients'],
    [{ recipients: ['somebody@example.com'] }, 'unknown_recipient', '/recipients'],
    [{ language: 'tlh' }, 'invalid_value', '/language'],
    [{ to: 'all@example.com' }, 'unknown_field', '/to'],
  ])('are refused with %j', async (more, code, field) => {
    const { status, json } = await owner.send('POST', path, { body: body(more) });
    expect([status, json.code, json.field]).toEqual([422, code, field]);
  });

  it('are fifty at most', async () => {
    const made = await add();
    await gateway.query(
      `INSERT INTO gateway_ingress.report_schedules SELECT (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid()))).*
        FROM gateway_ingress.report_schedules s, generate_series(1, 49)`,
    );
    const { status, json } = await owner.send('POST', path, { body: body() });
    expect([status, json.code]).toEqual([409, 'too_many_schedules']);
    expect((await owner.send('DELETE', `${path}/${made.id}`)).status).toBe(204);
    await add();
  });
});
