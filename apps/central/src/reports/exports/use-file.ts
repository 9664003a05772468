import { useEffect, useRef, useState } from 'react';
import { stream } from '../../api/client.js';
import { noticeSessionEnd } from '../../api/query-client.js';
import { saveFile } from '../../api/save-file.js';
import { type Progress, type ReceivedFile, receiveFile } from './receive-file.js';

/** Of a file in a format. */
export type FileState =
  | { readonly step: 'none' }
  | ({ readonly step: 'running'; readonly format: string } & Progress)
  | { readonly step: 'failed'; readonly format: string; readonly error: unknown }
  | ({ readonly step: 'saved'; readonly format: string } & ReceivedFile);

export interface File {
  readonly state: FileState;
  /** `address`: where the server has it, with all that it is asked for by. */
  readonly begin: (format: string, address: string) => void;
  readonly cancel: () => void;
}

const isGivenUp = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

/** One file at a time. It is saved when all of it has come, and given up when its page is left. */
export const useFile = (): File => {
  const [state, setState] = useState<FileState>({ step: 'none' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const begin = (format: string, address: string): void => {
    const own = new AbortController();
    running.current?.abort();
    running.current = own;
    const show = (next: FileState): void => {
      if (running.current === own) setState(next);
    };
    show({ step: 'running', format, bytes: 0, entries: undefined });
    const onProgress = (progress: Progress): void => show({ step: 'running', format, ...progress });
    stream(address, own.signal)
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
