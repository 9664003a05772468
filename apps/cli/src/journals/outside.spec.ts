import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findStack } from '../stack.js';
import { orderId } from '../testing/logged-history.js';
import { Outside } from './outside.js';

const folder = mkdtempSync(join(tmpdir(), 'tollgate-outside-'));
afterAll(() => rmSync(folder, { recursive: true }));

const journal = (name: string, ...lines: readonly object[]): string => {
  const file = join(folder, name);
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return file;
};
const stripe = { kind: 'approved', order: orderId, amount: 5426, currency: 'usd', intent: 'pi_1' };
const looksAt = (...acquirerJournal: readonly string[]): Outside => new Outside({ acquirerJournal }, findStack());

describe('the journals of acquirers', () => {
  it('are Stripe’s at the second look too, although nothing new is in them', () => {
    const outside = looksAt(journal('stripe.jsonl', stripe));
    outside.lookAtAccounts();
    outside.lookAtAccounts();
    expect([...outside.processors]).toEqual(['stripe']);
  });

  it('are of nobody while they say nothing, and somebody’s as soon as they do', () => {
    const file = journal('new.jsonl');
    const outside = looksAt(file);
    outside.lookAtAccounts();
    expect([...outside.processors]).toEqual([]);
    appendFileSync(file, `${JSON.stringify(stripe)}\n`);
    expect(outside.lookAtAccounts().size).toBe(1);
    expect([...outside.processors]).toEqual(['stripe']);
  });

  it('are whose they were named, also where they are empty', () => {
    const outside = looksAt(`iso8583=${journal('acquirer.jsonl')}`, `stripe=${journal('odd.jsonl', stripe)}`);
    outside.lookAtAccounts();
    expect([...outside.processors]).toEqual(['iso8583', 'stripe']);
  });
});
