import { existsSync, renameSync, writeFileSync } from 'node:fs';

/** Where Debian's package libfaketime puts it; TOLLGATE_FAKETIME names another place. */
const places = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map((machine) => `/usr/lib/${machine}/faketime/libfaketimeMT.so.1`);

export const findFaketime = (): string | undefined =>
  [process.env.TOLLGATE_FAKETIME, ...places].find((file) => file !== undefined && existsSync(file));

/** The clocks of all services, and how far they are off. Services look every second. */
export class ServiceClocks {
  readonly library: string;
  readonly file: string;

  constructor(library: string, file: string) {
    this.library = library;
    this.file = file;
    this.set(0);
  }

  set(offSeconds: number): void {
    const draft = `${this.file}.draft`;
    writeFileSync(draft, `${offSeconds < 0 ? '' : '+'}${offSeconds}\n`, { mode: 0o644 });
    renameSync(draft, this.file);
  }
}
