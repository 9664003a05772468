/** What of a stream is needed to write lines to it. */
export interface LineStream {
  write(text: string, done: (error?: Error | null) => void): boolean;
  on(event: 'error', listener: (error: Error) => void): unknown;
  listenerCount(event: 'error'): number;
}

/** Streams whose errors nobody hears end the process: a service that has orders in hand goes on without a log (X2). */
export const survive = (stream: Pick<LineStream, 'on' | 'listenerCount'>): void => {
  if (stream.listenerCount('error') === 0) stream.on('error', () => undefined);
};

/** Writes lines to a stream that may fail: a file on a full disk, a reader that is gone. Lines that could not be written
 *  are lost; how many is told to `onRecovered` when one gets through again. The first line after a failure begins on a
 *  line of its own, for the last one may have been cut off. */
export const lineWriter = (stream: LineStream, onRecovered: (lost: number) => void): ((line: string) => void) => {
  survive(stream);
  let lost = 0;
  const written = (error?: Error | null): void => {
    if (error) lost += 1;
    if (error || lost === 0) return;
    const count = lost;
    lost = 0;
    onRecovered(count);
  };
  return (line) => void stream.write(lost === 0 ? line : `\n${line}`, written);
};
