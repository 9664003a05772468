/** What a service needs beside its bus and its database to do its work. Each is named, so that `/health/ready` says
 *  what is missing. */
export class Readiness {
  private readonly parts = new Map<string, () => boolean>();

  add(name: string, isReady: () => boolean): void {
    this.parts.set(name, isReady);
  }

  report(): Readonly<Record<string, boolean>> {
    return Object.fromEntries([...this.parts].map(([name, isReady]) => [name, isReady()]));
  }
}
