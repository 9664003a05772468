import type { DeliveryRow } from './delivery-log.repository.js';
import { showDelivery, showTry } from './show-delivery.js';

const at = new Date('2026-11-28T12:00:00Z');
const row: DeliveryRow = {
  id: 'd1',
  number: '7',
  endpoint: 'e1',
  event: 'v1',
  order: null,
  type: 'WebhookTest',
  sequence: 0,
  status: 'pending',
  tries: 1,
  nextAt: at,
  createdAt: at,
  endedAt: null,
  answerStatus: 0,
  problem: 'timeout',
};

describe('a delivery as it is told', () => {
  it('says when it is tried next while it is pending, and when it ended after that', () => {
    expect(showDelivery(row)).toMatchObject({ nextAt: at.toISOString(), endedAt: '', order: '', problem: 'timeout' });
    const ended = { ...row, status: 'succeeded', endedAt: at } as const;
    expect(showDelivery(ended)).toMatchObject({ nextAt: '', endedAt: at.toISOString() });
  });

  it('tells each try with what was sent and what was answered', () => {
    const sent = { number: 1, tookMs: 3, url: 'https://shop.example/', requestHeaders: { 'webhook-id': 'evt_1' }, problem: '' };
    const answered = { answerStatus: 500, answerBody: 'oops' };
    expect(showTry({ ...sent, ...answered, at })).toEqual({ ...sent, ...answered, at: at.toISOString() });
  });
});
