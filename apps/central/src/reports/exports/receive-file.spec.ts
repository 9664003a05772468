import { ApiProblem } from '../../api/problem.js';
import { type Progress, receiveFile } from './receive-file.js';

const headers = {
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': 'attachment; filename="journal-test-2026-11-01-2026-11-30.csv"',
  'x-export-entries': '2',
  'x-request-id': 'req_1',
};

const answer = (pull: (controller: ReadableStreamDefaultController<Uint8Array>) => void, own: HeadersInit = headers): Response =>
  new Response(new ReadableStream({ pull }), { headers: own });

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a file that is received', () => {
  it('is whole, bears the name that the server gave it, and tells how far it has come', async () => {
    const texts = ['entry,day\r\n', 'jrn_1,2026-11-23\r\n'];
    const seen: Progress[] = [];
    const response = answer((controller) => {
      const next = texts.shift();
      if (next === undefined) controller.close();
      else controller.enqueue(bytes(next));
    });
    const { content, name, entries } = await receiveFile(response, (progress) => seen.push(progress));
    expect([await content.text(), name, entries]).toEqual([
      'entry,day\r\njrn_1,2026-11-23\r\n',
      'journal-test-2026-11-01-2026-11-30.csv',
      2,
    ]);
    expect(seen.map((progress) => progress.bytes)).toEqual([0, 11, 29]);
    expect(seen[0]?.entries).toBe(2);
  });

  it('keeps every byte of one that comes in many pieces', async () => {
    const left = { pieces: 20 };
    const response = answer((controller) => {
      if (left.pieces === 0) return controller.close();
      left.pieces -= 1;
      controller.enqueue(new Uint8Array(1_000_000).fill(left.pieces));
    });
    const { content } = await receiveFile(response, () => {});
    const all = new Uint8Array(await content.arrayBuffer());
    expect([content.size, all[0], all[9_500_000], all.at(-1)]).toEqual([20_000_000, 19, 10, 0]);
  });

  it('is none where it broke off half-way', async () => {
    const isBegun = { is: false };
    const response = answer((controller) => {
      if (isBegun.is) return controller.error(new TypeError('network error'));
      isBegun.is = true;
      controller.enqueue(bytes('entry,day\r\n'));
    });
    const failure = await receiveFile(response, () => {}).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiProblem);
    expect((failure as ApiProblem).problem).toEqual({ status: 0, code: 'file_cut', requestId: 'req_1' });
  });

  it('that somebody gave up is no failure of the server', async () => {
    const response = answer((controller) => controller.error(new DOMException('gone', 'AbortError')));
    await expect(receiveFile(response, () => {})).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('says nothing of entries where the server does not', async () => {
    const { entries, name } = await receiveFile(
      answer((controller) => controller.close(), {}),
      () => {},
    );
    expect([entries, name]).toEqual([undefined, 'journal']);
  });
});
