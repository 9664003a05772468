import { newEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { causeOf } from '@tollgate/order-log';
import { eventually, orderPlaced, shippedLine } from '@tollgate/testing';
import { startScriptedServer } from '../testing/scripted-server.js';
import { pause, TestStack } from '../testing/test-stack.js';
import { SendMail } from './send-mail.handler.js';

const captured = newEvent('PaymentCaptured', { amount: usd(5426n), isSale: true });
const mugs = orderPlaced({ lines: [shippedLine] }).data.lines;

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

describe('a replica that stood still in the middle of a mail', () => {
  it('I11: sends no receipt that another one has sent meanwhile', async () => {
    const stack = await TestStack.start();
    ends.push(() => stack.stop());
    const server = await startScriptedServer({ DATA: ['later: 354 go on'] });
    ends.push(() => server.stop());
    await (await stack.notifications()).stop(); // makes the stream
    const { child } = stack.notificationsThatCrash('nowhere', { TOLLGATE_SMTP_URL: server.url });
    ends.push(() => child.kill('SIGKILL'));
    const event = await stack.paid(await stack.authorized({ email: 'ann@example.com' }, mugs), captured);
    stack.deliver(event);
    await eventually('the envelope', () => server.recipientCount() === 1);
    await pause(100);
    child.kill('SIGSTOP');
    const other = await stack.notifications({ TOLLGATE_SMTP_URL: server.url });
    ends.push(() => other.stop());
    const mails = other.app.get(SendMail);
    // Until Postgres has taken the lock from the one that does not move.
    const sending = () =>
      mails.send(event, causeOf(event)).then(
        () => true,
        () => undefined,
      );
    await eventually('the receipt', sending);
    expect((await stack.receipt(event.header.subject.id)).type).toBe('MailSent');

    server.sayLater();
    child.kill('SIGCONT');
    await pause(3_000);
    expect(server.taken).toHaveLength(1);
  }, 60_000);
});
