import { randomBytes } from 'node:crypto';
import type { PinnedFile } from '@tollgate/contracts';
import { eventually } from '@tollgate/testing';
import { fetchWhole } from '../testing/client.js';
import { TestStack } from '../testing/test-stack.js';

const content = randomBytes(1_048_576);
const minuteMs = 60_000;

describe('the clock of the object store', () => {
  let stage: TestStack;
  let book: PinnedFile;
  beforeAll(async () => {
    stage = await TestStack.open();
    await stage.startReplica();
    book = await stage.sell('BOOK', 'book.epub', content);
  });
  afterAll(() => stage?.close());

  it.each([
    ['ahead of', -2 * minuteMs, '120 s ahead of'],
    ['behind', 2 * minuteMs, '120 s behind'],
    ['an hour ahead of', -60 * minuteMs, '3600 s ahead of'],
  ])('D8: may be %s ours: downloads go on, and readiness names it', async (_, offsetMs, words) => {
    const clock = { now: () => new Date(Date.now() + offsetMs) };
    const { port, service } = await stage.startReplica({ clock });
    const notes = async (): Promise<Record<string, string>> => {
      const answer = await fetch(`http://127.0.0.1:${service.healthPort}/health/ready`);
      return ((await answer.json()) as { notes?: Record<string, string> }).notes ?? {};
    };
    await eventually('the skew is named', async () => (await notes()).objectStoreClock?.includes(words) === true);
    const { tokens } = await stage.buy([book]);
    const { status, body } = await fetchWhole(port, `/d/${tokens[0]}/file`);
    expect([status, body.equals(content)]).toEqual([200, true]);
  });

  it('D8: that agrees with ours is not worth a word', async () => {
    const { service } = await stage.startReplica();
    const answer = await fetch(`http://127.0.0.1:${service.healthPort}/health/ready`);
    expect(await answer.json()).not.toHaveProperty('notes');
  });
});
