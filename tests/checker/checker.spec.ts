import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appended, bare, changed, controls, event, list } from './controls.ts';
import type { Event } from './evidence.ts';
import { judgeAll } from './judge.ts';
import { orderIds, type Run, soundRun, subjectsOf, uuid } from './sound-run.ts';
import { exitCodeOf, type Invariant, invariants, linesOf, Verdicts } from './verdicts.ts';

const { sale, other } = orderIds;
const recorded = (Object.keys(invariants) as Invariant[]).filter((invariant) => invariant !== 'I15');

const judge = async (run: Run, subjects: readonly (readonly Event[])[] = subjectsOf(run)): Promise<Verdicts> => {
  const verdicts = new Verdicts();
  const models = { rows: run.rows, days: run.days };
  await judgeAll({ ...run, models, subjects, merchant: undefined, copies: 1 }, verdicts);
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
    const nothing = { clients: undefined, money: undefined, mails: undefined, models: undefined, merchant: undefined, copies: 1 };
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

  it('takes a mail that was copied by a crash', async () => {
    const verdicts = new Verdicts();
    const copied = list('mails', (all) => [...all, ...all])(soundRun);
    await judgeAll({ ...copied, models: copied, subjects: subjectsOf(copied), merchant: undefined, copies: 2 }, verdicts);
    expect(brokenIn(verdicts)).toEqual([]);
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
    const run = list('clients', (all) => [...all, ...all.filter(({ kind }) => kind === 'download')])(spoil(soundRun));
    expect(brokenIn(await judge(list('mails', (all) => [...all, { messageId }])(run)))).toEqual([]);
    expect(brokenIn(await judge(run))).toEqual(['I11']);
    const byTheOldLink = changed('DownloadCompleted', { generation: 1 })(run);
    expect(brokenIn(await judge({ ...byTheOldLink, mails: [...run.mails, { messageId }] }))).toEqual(['I10']);
    expect(brokenIn(await judge({ ...run, clients: soundRun.clients, mails: [...run.mails, { messageId }] }))).toEqual(['I10']);
  });

  it('takes the clients’ lines for those of one merchant only where they say so, or somebody does', async () => {
    const anonymous = list('clients', (all) => all.map(({ merchant: _merchant, ...line }) => line))(soundRun);
    expect(exitCodeOf(await judge(anonymous), ['I14'])).toBe(2);
    const verdicts = new Verdicts();
    await judgeAll({ ...anonymous, models: anonymous, subjects: subjectsOf(anonymous), merchant: 'mer_a', copies: 1 }, verdicts);
    expect(verdicts.of('I14').broken).toMatchObject([{ subject: `ord_${bare(other)}` }, { subject: `ord_${bare(other)}` }]);
  });
});
