import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { controls } from './controls.ts';
import type { ClientLine, Event } from './evidence.ts';
import { judgeAll } from './judge.ts';
import { spansIn } from './read.ts';
import { orderIds, type Run, soundRun, subjectsOf, uuid } from './sound-run.ts';
import { appended, approved, bare, changed, event, list, stamped } from './spoils.ts';
import { exitCodeOf, type Invariant, invariants, linesOf, Verdicts } from './verdicts.ts';

const { sale, other } = orderIds;
const recorded = (Object.keys(invariants) as Invariant[]).filter((invariant) => invariant !== 'I15');

const judge = async (run: Run, subjects: readonly (readonly Event[])[] = subjectsOf(run)): Promise<Verdicts> => {
  const verdicts = new Verdicts();
  const models = { rows: run.rows, days: run.days };
  await judgeAll({ ...run, models, subjects, merchant: undefined, faults: [] }, verdicts);
  return verdicts;
};
const brokenIn = (verdicts: Verdicts): readonly Invariant[] =>
  recorded.filter((invariant) => verdicts.of(invariant).broken.length > 0);

it('shares no code with what it judges', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const imports = files.flatMap((name) =>
    [...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(/^.* from '([^']+)';$/gm)].map(([, from = '']) => from),
  );
  expect(imports.length).toBeGreaterThan(20);
  expect(imports.filter((from) => !/^(pg|node:.+|\.\.?\/(rules\/)?[a-z-]+\.ts)$/.test(from))).toEqual([]);
});

describe('the checker', () => {
  it('finds nothing in a sound run, and has looked at something of everything', async () => {
    const verdicts = await judge(soundRun);
    expect(linesOf(verdicts, recorded).filter((line) => !line.startsWith('✓'))).toEqual([]);
    expect(exitCodeOf(verdicts, recorded)).toBe(0);
  });

  it.each(controls)('%s: finds %s', async (invariant, _what, spoil) => {
    const verdicts = await judge(spoil(soundRun));
    expect(brokenIn(verdicts)).toContain(invariant);
    expect(exitCodeOf(verdicts, recorded)).toBe(1);
    expect(linesOf(verdicts, [invariant]).join('\n')).toMatch(/^✗ .*\n +first: .+: /);
  });

  it('takes copies of which each buyer has one of their own', async () =>
    expect(brokenIn(await judge(stamped()(soundRun)))).toEqual([]));

  it('takes a refund that another person approved', async () =>
    expect(brokenIn(await judge(approved({})(soundRun)))).toEqual([]));

  it('has a control for every invariant', () =>
    expect([...new Set(controls.map(([invariant]) => invariant)), 'I13', 'I15'].sort()).toEqual(Object.keys(invariants).sort()));

  it.each<[string, (events: readonly Event[]) => readonly Event[]]>([
    ['data that was changed', ([first, ...rest]) => [{ ...first, dataText: '{"type":"preauth"}' } as Event, ...rest]],
    ['a row that is another event’s', ([first, ...rest]) => [{ ...first, type: 'OrderPriced' } as Event, ...rest]],
    ['an event that was taken out', (events) => events.filter(({ type }) => type !== 'PaymentAuthorized')],
    ['the beginning of a stream that was cut off', (events) => events.filter(({ type }) => type !== 'AuthorizationRequested')],
    ['a cause that was taken out', (events) => events.filter(({ type }) => type !== 'FraudAssessed')],
  ])('I13: finds %s', async (_what, spoil) => {
    const verdicts = await judge(
      soundRun,
      subjectsOf(soundRun).map((events) => (events[0]?.subject === sale ? spoil(events) : events)),
    );
    expect(brokenIn(verdicts)).toContain('I13');
  });

  it('never ticks what it had no input for, or nothing to look at', async () => {
    const verdicts = new Verdicts();
    const nothing = {
      clients: undefined,
      money: undefined,
      mails: undefined,
      models: undefined,
      merchant: undefined,
      faults: [],
    };
    await judgeAll({ ...nothing, subjects: subjectsOf(soundRun) }, verdicts);
    expect(exitCodeOf(verdicts, recorded)).toBe(2);
    const ticked = linesOf(verdicts, recorded).filter((line) => line.startsWith('✓'));
    expect(ticked.map((line) => line.slice(2, 5).trim())).toEqual(['I2', 'I13']);
    const empty = await judge({ ...soundRun, orders: {}, clients: [], money: [], mails: [], rows: [], days: [] }, []);
    expect(linesOf(empty, recorded).filter((line) => line.startsWith('✓'))).toEqual([]);
    expect(exitCodeOf(empty, recorded)).toBe(2);
  });

  it('says which event it has no rule for', async () => {
    const verdicts = await judge(appended(sale, event('delivery', 'DownloadsPaused', {}))(soundRun));
    expect(exitCodeOf(verdicts, ['I2'])).toBe(2);
    expect(linesOf(verdicts, ['I2']).join()).toContain('a rule for DownloadsPaused');
  });

  it('I11: takes a copy of a mail for each fault between the first and the last, three at most', async () => {
    const at = (second: number): string => new Date(Date.parse('2026-11-26T12:00:00Z') + second * 1_000).toISOString();
    const [receipt] = soundRun.mails;
    const brokenBy = async (copies: readonly number[], faults: readonly number[]) => {
      const verdicts = new Verdicts();
      const run = {
        ...soundRun,
        mails: [...soundRun.mails.slice(1), ...copies.map((second) => ({ ...receipt, time: at(second) }))],
      };
      const spans = spansIn(
        faults.flatMap((second) => [
          { event: 'fault', time: at(second) },
          { event: 'served', time: at(second + 1) },
        ]),
      );
      await judgeAll(
        { ...(run as Run), models: run, subjects: subjectsOf(run as Run), merchant: undefined, faults: spans },
        verdicts,
      );
      return brokenIn(verdicts);
    };
    expect(await brokenBy([100, 140], [120])).toEqual([]);
    expect(await brokenBy([100, 101], [99])).toEqual([]);
    expect(await brokenBy([100, 140], [50, 160])).toEqual(['I11']);
    expect(await brokenBy([100, 110, 140], [120])).toEqual(['I11']);
    expect(await brokenBy([100, 110, 120, 130], [101, 111, 121])).toEqual([]);
    expect(await brokenBy([100, 110, 120, 130, 140], [101, 111, 121, 131])).toEqual(['I11']);
  });

  it('I6: takes an order and a capture that nobody was told of where a key may have been theirs', async () => {
    const untold = list('clients', (all) => all.filter(({ key }) => key !== 'k2' && key !== 'k3'))(soundRun);
    expect(brokenIn(await judge(untold))).toEqual(['I6']);
    const silent = (kind: string, key: string, order?: string): ClientLine => ({
      event: 'unknown',
      kind,
      key,
      merchant: 'mer_a',
      ...(order && { order }),
    });
    const open = [silent('place', 'k2'), silent('capture', 'k3', `ord_${bare(orderIds.preauth)}`)];
    expect(brokenIn(await judge(list('clients', (all) => [...all, ...open])(untold)))).toEqual([]);
    const refused = { ...silent('place', 'k2'), event: 'fail', status: 422 };
    expect(brokenIn(await judge(list('clients', (all) => [...all, ...open, refused])(untold)))).toEqual(['I6']);
    const otherOrder = [silent('place', 'k2'), silent('capture', 'k3', `ord_${bare(sale)}`)];
    expect(brokenIn(await judge(list('clients', (all) => [...all, ...otherOrder])(untold)))).toEqual(['I6']);
  });

  it('I14: is not ticked where no merchant asked for another’s order', async () => {
    const without = list('clients', (all) => all.filter(({ foreign }) => foreign === undefined))(soundRun);
    expect(exitCodeOf(await judge(without), ['I14'])).toBe(2);
  });

  it('takes a receipt that was asked for again, and a file that was fetched once more over a new link', async () => {
    const [request, capture] = [uuid(997), uuid(106)];
    const messageId = `<receipt.${bare(sale)}.${bare(capture)}.${bare(request)}@tollgate.example>`;
    const again = { kind: 'receipt', operation: capture, request };
    const reissue = { links: [{ downloads: 1, generation: 2 }], request: uuid(995) };
    const spoil = appended(
      sale,
      ...[{ ...event('order', 'MailRequested', again), id: request }, event('notice', 'MailSent', { ...again, messageId })],
      ...[{ ...event('order', 'DownloadsReissueRequested', {}), id: uuid(995) }, event('delivery', 'DownloadsReissued', reissue)],
      ...[event('delivery', 'DownloadCompleted', { generation: 2 }), event('delivery', 'DownloadAccessClosed', {})],
    );
    const told = { event: 'ok', merchant: 'mer_a', order: sale } as const;
    const run = list('clients', (all) => [
      ...[...all, ...all.filter(({ kind }) => kind === 'download')],
      { ...told, kind: 'mail', key: 'k8', status: 202, operation: `mail_${bare(request)}` },
      { ...told, kind: 'reissue', key: 'k9', status: 201, operation: `rei_${bare(uuid(995))}` },
    ])(spoil(soundRun));
    expect(brokenIn(await judge(list('mails', (all) => [...all, { messageId }])(run)))).toEqual([]);
    expect(brokenIn(await judge(run))).toEqual(['I11']);
    const byTheOldLink = changed('DownloadCompleted', { generation: 1 })(run);
    expect(brokenIn(await judge({ ...byTheOldLink, mails: [...run.mails, { messageId }] }))).toEqual(['I10']);
    const once = run.clients.toSpliced(soundRun.clients.length, 2);
    expect(brokenIn(await judge({ ...run, clients: once, mails: [...run.mails, { messageId }] }))).toEqual(['I10']);
  });

  it('takes a receipt that was sent and came back', async () => {
    const returned = { kind: 'receipt', operation: uuid(106), code: 'mailbox_unknown', replyCode: 550 };
    expect(brokenIn(await judge(appended(sale, event('notice', 'MailFailed', returned))(soundRun)))).toEqual([]);
  });

  it('takes the clients’ lines for those of one merchant only where they say so, or somebody does', async () => {
    const anonymous = list('clients', (all) => all.map(({ merchant: _merchant, ...line }) => line))(soundRun);
    expect(exitCodeOf(await judge(anonymous), ['I14'])).toBe(2);
    const verdicts = new Verdicts();
    await judgeAll({ ...anonymous, models: anonymous, subjects: subjectsOf(anonymous), merchant: 'mer_a', faults: [] }, verdicts);
    expect(verdicts.of('I14').broken).toMatchObject([{ subject: `ord_${bare(other)}` }, { subject: `ord_${bare(other)}` }]);
  });
});
