import { randomUUID } from 'node:crypto';
import { requests, SendOperatorMailRequestSchema, SendOperatorMailResponseSchema } from '@tollgate/contracts';
import { DueWorkRunner } from '@tollgate/postgres';
import type { RunningService } from '@tollgate/service';
import { eventually } from '@tollgate/testing';
import { ReportServer } from '../testing/report-server.js';
import { TestStack } from '../testing/test-stack.js';

describe('a report by mail', () => {
  let stack: TestStack;
  let reports: ReportServer;
  let notifications: RunningService;
  beforeAll(async () => {
    stack = await TestStack.start();
    reports = await ReportServer.start(stack.environment().TOLLGATE_NATS_URL ?? '');
    notifications = await stack.notifications();
  });
  beforeEach(() => {
    reports.answer = (response) => response.writeHead(200, head).end(csv);
  });
  afterAll(async () => {
    await notifications?.stop();
    await reports?.stop();
    await stack.stop();
  });

  const csv = '\ufeffEntry,Day\r\njrn_1,2026-11-29\r\n';
  const name = 'journal-live-2026-11-29-2026-11-29.csv';
  const head = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}"` };
  const days = { from: '2026-11-29', to: '2026-11-29', timeZone: 'Europe/Berlin' };
  const file = { merchant: 'mer_demo', mode: 'live', format: 'csv', currency: '', ...days };
  const ask = (id: string, problem = '') => {
    const until = new Date(stack.clock.now().getTime() + 3_600_000).toISOString();
    const link = 'https://pay.example/central/reports/exports?from=2026-11-29&to=2026-11-29';
    const report = { dueAt: '2026-11-30T07:00:00.000Z', file, problem };
    const mail = { id, kind: 'report', email: 'ann@example.com', language: 'en', link, until, store: 'The Bookshop', report };
    return stack.requests.request(requests.sendOperatorMail, SendOperatorMailRequestSchema, SendOperatorMailResponseSchema, mail);
  };
  const mailOf = async (id: string) => {
    const [mail] = await eventually('the mail', async () => ((await stack.mails(id)).length > 0 ? stack.mails(id) : undefined));
    if (mail === undefined) throw new Error('there is no mail');
    return mail;
  };
  const wake = () => notifications.app.get(DueWorkRunner).wake();

  it('brings its file, as reporting writes it', async () => {
    const id = randomUUID();
    await ask(id);
    const mail = await mailOf(id);
    expect(mail.Subject).toBe('The Bookshop: journal, Nov 29, 2026');
    expect(mail.Text).toContain(name);
    expect(mail.Attachments).toMatchObject([{ FileName: name, ContentType: 'text/csv', Size: Buffer.byteLength(csv) }]);
  });

  it('waits until reporting has written the file, and lets no other mail wait', async () => {
    reports.answer = (response) => response.writeHead(503).end();
    const id = randomUUID();
    await ask(id);
    await eventually('it was asked for', () => reports.asked.length > 1);
    expect(await stack.mails(id)).toEqual([]);
    reports.answer = (response) => response.writeHead(200, head).end(csv);
    await eventually('the mail', async () => {
      stack.clock.advance(1_000);
      wake();
      return (await stack.mails(id)).length === 1;
    });
    expect((await mailOf(id)).Attachments).toHaveLength(1);
  });

  it('has no half of a file that broke off', async () => {
    let times = 0;
    reports.answer = (response) => {
      times += 1;
      response.writeHead(200, head);
      response.write(csv.slice(0, 9), () => (times === 1 ? response.destroy() : response.end(csv.slice(9))));
    };
    const id = randomUUID();
    await ask(id);
    await eventually('the mail', async () => {
      stack.clock.advance(1_000);
      wake();
      return (await stack.mails(id)).length === 1;
    });
    expect(times).toBe(2);
    expect((await mailOf(id)).Attachments[0]?.Size).toBe(Buffer.byteLength(csv));
  });

  it('leads to Central where its file is larger than a mail takes, of which it takes no more than that', async () => {
    const piece = Buffer.alloc(1_000_000, 'x');
    let pieces = 0;
    reports.answer = (response) => {
      response.writeHead(200, head);
      const more = (): void => {
        if (response.destroyed) return;
        pieces += 1;
        if (pieces < 1_000) response.write(piece, () => setImmediate(more));
        else response.end();
      };
      more();
    };
    const id = randomUUID();
    await ask(id);
    const mail = await mailOf(id);
    expect(mail.Attachments).toEqual([]);
    expect(mail.Text).toContain('too large for a mail');
    expect(mail.HTML).toContain('https://pay.example/central/reports/exports?from=2026-11-29&amp;to=2026-11-29');
    expect(pieces).toBeLessThan(100);
  });

  it('says so where there is no such file', async () => {
    const id = randomUUID();
    await ask(id, 'currency_required');
    expect((await mailOf(id)).Text).toContain('cannot be written in the format that was chosen (csv)');
  });

  it('that is asked for twice, as a crash came between, goes out once', async () => {
    const id = randomUUID();
    await ask(id);
    const first = await mailOf(id);
    const nothingOwed = () => eventually('nothing is owed', async () => (await stack.owed()).length === 0 || undefined);
    await nothingOwed();
    await ask(id);
    await nothingOwed();
    expect(await stack.mails(id)).toHaveLength(1);
    expect(first.MessageID).toContain(`${Date.parse('2026-11-30T07:00:00.000Z')}`);
  });
});
