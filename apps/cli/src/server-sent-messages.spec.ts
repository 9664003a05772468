import { messagesIn } from './server-sent-messages.js';

describe('a stream of events', () => {
  it('is cut where a message ends, and keeps what is not whole yet', () =>
    expect(messagesIn('id: 1.2.3\ndata: {"a":1}\n\nid: 1.2.4\nda')).toEqual({
      messages: [{ id: '1.2.3', data: '{"a":1}' }],
      rest: 'id: 1.2.4\nda',
    }));

  it('says where to go on from without an event, and passes over what only keeps it open', () =>
    expect(messagesIn('retry: 2000\nid: 1.2.3\n\n: still here\n\n').messages).toEqual([{ id: '1.2.3', data: undefined }]));
});
