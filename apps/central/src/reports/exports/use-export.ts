import { useEffect, useRef, useState } from 'react';
import { stream } from '../../api/client.js';
import { noticeSessionEnd } from '../../api/query-client.js';
import { useStore } from '../../shell/store-context.js';
import { saveFile } from '../../ui/save-file.js';
import type { Days } from '../period/period.js';
import type { FormatName } from './export-formats.data.js';
import { type Progress, type ReceivedFile, receiveFile } from './receive-file.js';

export type ExportState =
  | { readonly step: 'none' }
  | ({ readonly step: 'running'; readonly format: FormatName } & Progress)
  | { readonly step: 'failed'; readonly format: FormatName; readonly error: unknown }
  | ({ readonly step: 'saved'; readonly format: FormatName } & ReceivedFile);

export interface ExportWish extends Days {
  readonly format: FormatName;
  /** Of this currency alone; undefined for all. */
  readonly currency: string | undefined;
}

export interface Export {
  readonly state: ExportState;
  readonly begin: (wish: ExportWish) => void;
  readonly cancel: () => void;
}

const isGivenUp = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

/** One file at a time. It is saved when all of it has come, and given up when its page is left. */
export const useExport = (): Export => {
  const { path, store } = useStore();
  const [state, setState] = useState<ExportState>({ step: 'none' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const begin = ({ format, from, to, currency }: ExportWish): void => {
    const { timeZone } = store;
    const query = new URLSearchParams({ from, to, timeZone, ...(currency === undefined ? {} : { currency }) });
    const own = new AbortController();
    running.current?.abort();
    running.current = own;
    const show = (next: ExportState): void => {
      if (running.current === own) setState(next);
    };
    show({ step: 'running', format, bytes: 0, entries: undefined });
    const onProgress = (progress: Progress): void => show({ step: 'running', format, ...progress });
    stream(path(`/exports/${format}?${query}`), own.signal)
      .then((response) => receiveFile(response, onProgress))
      .then((file) => {
        saveFile(file.content, file.name);
        show({ step: 'saved', format, ...file });
      })
      .catch((error: unknown) => {
        if (isGivenUp(error)) return show({ step: 'none' });
        noticeSessionEnd(error);
        show({ step: 'failed', format, error });
      });
  };
  return { state, begin, cancel: () => running.current?.abort() };
};
