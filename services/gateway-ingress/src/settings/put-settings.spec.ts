import { DomainError } from '@tollgate/errors';
import type { Requests } from '@tollgate/messaging';
import { MemoryStore } from '@tollgate/order-log';
import type { OwedLimitMails } from '../limit-mails/owed-limit-mails.repository.js';
import { rightsOf } from '../roles/roles.data.js';
import { openReplica } from '../testing/replica.js';
import { PutSettings } from './put-settings.handler.js';
import { Settings } from './settings.client.js';

interface Wish {
  readonly document: string;
  readonly command: string;
}

/** A gateway before a service that owns an area: it sets it once for each command, and remembers no command that changed nothing. */
const setUp = () => {
  const { idempotency, once } = openReplica(new MemoryStore());
  const commands = new Map<string, object>();
  const area = { document: '{}', version: 0, changedAt: '' };
  const owner = {
    request: async (...[, , , wish]: readonly [string, unknown, unknown, Wish]) => {
      const { document, command } = wish;
      if (!commands.has(command) && document !== area.document) {
        Object.assign(area, { document, version: area.version + 1, changedAt: '2026-11-26T12:00:00.000Z' });
        commands.set(command, { ...area });
      }
      return commands.get(command) ?? { ...area };
    },
  };
  const owed: object[] = [];
  const mails = { add: async (mail: object) => void owed.push(mail) } as unknown as OwedLimitMails;
  const handler = new PutSettings(new Settings(owner as unknown as Requests), idempotency, mails);
  const put = (key: string, document: object, inArea = 'receipt') =>
    once({ key, content: JSON.stringify(document) }, (context) =>
      handler.put(
        { area: inArea, document, expectedVersion: -1 },
        { ...context, caller: { ...context.caller, rights: rightsOf('owner') } },
      ),
    );
  return { put, area, owed };
};

describe('settings that are put under an Idempotency-Key', () => {
  it('another document under the same key is refused, and never answered by the first document', async () => {
    const { put, area } = setUp();
    await put('k', { name: 'one' });
    await expect(put('k', { name: 'two' })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
      field: 'Idempotency-Key',
    });
    expect(area).toMatchObject({ document: '{"name":"one"}', version: 1 });
  });

  it('the late retry of a request that changed nothing does not overwrite the newer document', async () => {
    const { put, area } = setUp();
    await put('first', { name: 'one' });
    const answer = await put('nothing-new', { name: 'one' });
    await put('newer', { name: 'two' });
    expect(await put('nothing-new', { name: 'one' })).toEqual(answer);
    expect(area).toMatchObject({ document: '{"name":"two"}', version: 2 });
  });

  it('a version that is not in force any more is told as that of the If-Match header', async () => {
    const stale = { request: () => Promise.reject(new DomainError('settings_changed', undefined, 'at version 3')) };
    const { idempotency, once } = openReplica(new MemoryStore());
    const handler = new PutSettings(new Settings(stale as unknown as Requests), idempotency, {} as OwedLimitMails);
    const wish = { area: 'receipt', document: {}, expectedVersion: 2 };
    const put = once({ key: 'k', content: '' }, (context) => handler.put(wish, context));
    await expect(put).rejects.toMatchObject({ code: 'settings_changed', field: 'If-Match', detail: 'at version 3' });
  });

  it('owners are told by mail of limits of money that are changed, by the command that changes them, and of nothing else', async () => {
    const { put, owed } = setUp();
    await put('k', { name: 'one' });
    expect(owed).toEqual([]);
    await put('l', { limits: {} }, 'refunds');
    await put('l', { limits: {} }, 'refunds');
    expect(owed).toEqual([expect.objectContaining({ area: 'refunds', command: expect.stringMatching(/^[0-9a-f-]{36}$/) })]);
  });

  it('a repetition is answered as the first time, whatever was put since', async () => {
    const { put } = setUp();
    const answer = await put('k', { name: 'one' });
    await put('newer', { name: 'two' });
    expect(await put('k', { name: 'one' })).toEqual(answer);
  });
});
