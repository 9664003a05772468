import type { ApiAnswer, ApiRequest } from './ask-api.js';
import { type Api, sendFile } from './send-file.js';

const file = { file: '/nowhere', name: 'film.mp4', sizeBytes: 10, sha256: 'ab' };
const sold = { name: 'film.mp4', size: 10, sha256: 'ab' };
const answer = (status: number, body: object): ApiAnswer => ({ status, headers: {}, body: JSON.stringify(body) });

/** An API that says 503 of the upload so many times, and then that its file is sold. */
const apiOf = (offset: number, busyTimes: number) => {
  const upload = { id: 'upl_1', name: 'film.mp4', size: 10, sha256: 'ab', offset, file: null };
  let looks = 0;
  const ask = async ({ path }: ApiRequest): Promise<ApiAnswer> => {
    if (path === '/uploads') return answer(200, { data: [upload] });
    looks += 1;
    return looks > busyTimes ? answer(200, { ...upload, offset: 10, file: sold }) : answer(503, {});
  };
  return { ask, pause: async () => undefined } satisfies Api;
};

describe('a file that is sent', () => {
  it('is waited for as long as the store checks it, however long that takes', async () => {
    const { status, body } = await sendFile(apiOf(10, 100), '/uploads', file);
    expect([status, JSON.parse(body)]).toEqual([200, sold]);
  });

  it('is given up where it is never checked to its end', async () =>
    await expect(sendFile(apiOf(10, 100_000), '/uploads', file)).rejects.toThrow('the same command goes on later'));

  it('is given up where nothing of it is taken for long', async () =>
    await expect(sendFile(apiOf(3, 100), '/uploads', file)).rejects.toThrow('the same command goes on later'));
});
