import { openSync, writeSync } from 'node:fs';

/** What happened in a run, in the order in which it did: one JSON object a line, with its time. What was written
 *  stays when the run is killed. */
export class Journal {
  private readonly file: number;

  constructor(path: string) {
    this.file = openSync(path, 'a', 0o600);
  }

  write(line: Readonly<Record<string, unknown>>): void {
    writeSync(this.file, `${JSON.stringify({ time: new Date().toISOString(), ...line })}\n`);
  }
}
