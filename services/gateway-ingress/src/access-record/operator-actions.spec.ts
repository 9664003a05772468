import type { AccessRecord } from './access-record.handler.js';
import { OperatorActions } from './operator-actions.handler.js';

const uuid = '01890a5d-ac96-774b-bcce-b302099a8057';

const noted = async (actor: string, isOnce: boolean) => {
  const appended: unknown[][] = [];
  const record = { append: async (...args: unknown[]) => void appended.push(args) } as unknown as AccessRecord;
  const caller = { merchant: 'mer_demo', mode: 'live', actor } as const;
  await new OperatorActions(record).note({ caller, requestId: 'req_1' }, 'card_kept', { on: 'card_1', isOnce });
  return appended;
};

describe('S21: what somebody did for a store', () => {
  it('is recorded in the store with who it was, once where it happens once', async () => {
    const [[stores, acting, event] = []] = await noted('usr_01890a5dac96774bbcceb302099a8057', true);
    expect([stores, acting]).toEqual([['mer_demo'], { user: uuid, requestId: 'req_1', once: 'card_kept card_1' }]);
    expect(event).toMatchObject({ type: 'OperatorActed', data: { action: 'card_kept', on: 'card_1', mode: 'live' } });
  });

  it('is not where a server did it with its key', async () =>
    expect(await noted('key_01890a5dac96774bbcceb302099a8057', false)).toEqual([]));
});
