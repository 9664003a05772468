import { useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { request } from '../../api/client.js';
import { sendFile, type UploadPhase } from '../../api/resumable-upload.js';
import { onStoreLeft, useStore } from '../../shell/store-context.js';
import { isSameFile, type LeftUpload, readLeft, withLeft, withoutLeft } from './left-uploads.js';

/** An upload of this page: it goes on while its user looks at others. */
export interface RunningUpload {
  readonly key: string;
  readonly file: File;
  readonly sent: number;
  /** ended: its file is sold. failed: nothing of it goes on by itself. */
  readonly phase: UploadPhase | 'ended' | 'failed';
  readonly error: unknown;
}

interface Uploads {
  readonly running: readonly RunningUpload[];
  readonly left: readonly LeftUpload[];
}

const storageKey = 'tollgate.uploads';
const listeners = new Set<() => void>();
const stops = new Map<string, AbortController>();
const keys = { last: 0 };
const state: { now: Uploads } = { now: { running: [], left: readLeft(localStorage.getItem(storageKey)) } };

const change = (next: Partial<Uploads>): void => {
  state.now = { ...state.now, ...next };
  for (const listener of listeners) listener();
};

const changeLeft = (left: readonly LeftUpload[]): void => {
  localStorage.setItem(storageKey, JSON.stringify(left));
  change({ left });
};

const changeRunning = (key: string, next: Partial<RunningUpload>): void =>
  change({ running: state.now.running.map((one) => (one.key === key ? { ...one, ...next } : one)) });

const dropRunning = (key: string): void => {
  stops.get(key)?.abort();
  stops.delete(key);
  change({ running: state.now.running.filter((one) => one.key !== key) });
};

onStoreLeft(() => {
  for (const { key } of state.now.running) dropRunning(key);
});

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The uploads of a good: those that run, those that were broken off, and what can be done with them. */
export const useUploads = (sku: string) => {
  const { path, key, session, store } = useStore();
  const queries = useQueryClient();
  const all = useSyncExternalStore(subscribe, () => state.now);
  const owner = `${session.user.id} ${store.id}`;
  const prefix = `${owner} ${sku} `;
  const uploads = path(`/goods/${encodeURIComponent(sku)}/uploads`);
  const running = all.running.filter((one) => one.key.startsWith(prefix));
  const isOurs = (one: LeftUpload): boolean => one.owner === owner && one.sku === sku;
  const isRunning = (one: LeftUpload): boolean => running.some(({ file, phase }) => phase !== 'failed' && isSameFile(one, file));

  const begin = async (file: File): Promise<void> => {
    keys.last += 1;
    const name = `${prefix}${keys.last}`;
    const stop = new AbortController();
    const before = state.now.left.find((one) => isOurs(one) && isSameFile(one, file));
    const others = state.now.running.filter((one) => !(one.key.startsWith(prefix) && ['ended', 'failed'].includes(one.phase)));
    stops.set(name, stop);
    change({ running: [...others, { key: name, file, sent: 0, phase: 'sending', error: undefined }] });
    const ids: string[] = [];
    try {
      await sendFile(uploads, {
        file,
        id: before?.id,
        signal: stop.signal,
        progress: {
          onBegun: (id) => {
            ids.push(id);
            const { name: fileName, size, lastModified } = file;
            const kept = before === undefined ? state.now.left : withoutLeft(state.now.left, before.id);
            changeLeft(withLeft(kept, { id, owner, sku, name: fileName, size, lastModified }));
          },
          onSent: (sent) => changeRunning(name, { sent }),
          onPhase: (phase) => changeRunning(name, { phase }),
        },
      });
      if (stop.signal.aborted) return;
      for (const id of ids) changeLeft(withoutLeft(state.now.left, id));
      changeRunning(name, { phase: 'ended' });
      await queries.invalidateQueries({ queryKey: key('goods') });
    } catch (error) {
      changeRunning(name, { phase: 'failed', error });
    }
  };

  const discard = async ({ id }: LeftUpload): Promise<void> => {
    await request(`${uploads}/${id}`, { method: 'DELETE', headers: { 'tus-resumable': '1.0.0' } }).catch(() => undefined); // it expires
    changeLeft(withoutLeft(state.now.left, id));
  };

  return { running, left: all.left.filter((one) => isOurs(one) && !isRunning(one)), begin, stop: dropRunning, discard };
};
