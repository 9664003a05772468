/** What a service needs beside its bus and its database to do its work. Each is named, so that `/health/ready` says
 *  what is missing. */
export class Readiness {
  private readonly parts = new Map<string, () => boolean>();
  private readonly remarks = new Map<string, () => string | undefined>();

  add(name: string, isReady: () => boolean): void {
    this.parts.set(name, isReady);
  }

  report(): Readonly<Record<string, boolean>> {
    return Object.fromEntries([...this.parts].map(([name, isReady]) => [name, isReady()]));
  }

  /** What an operator should see to, and the service works in spite of; `tell` answers undefined while there is nothing. */
  note(name: string, tell: () => string | undefined): void {
    this.remarks.set(name, tell);
  }

  notes(): Readonly<Record<string, string>> {
    const told = [...this.remarks].map(([name, tell]) => [name, tell()] as const);
    return Object.fromEntries(told.filter((one): one is readonly [string, string] => one[1] !== undefined));
  }
}
