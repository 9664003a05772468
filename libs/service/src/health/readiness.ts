/** What a service needs beside its bus and its database to do its work. Each is named, so that `/health/ready` says
 *  what is missing. */
export class Readiness {
  private readonly parts = new Map<string, () => boolean>();
  private readonly remarks = new Map<string, () => string | undefined>();
  private readonly features = new Map<string, () => boolean>();

  add(name: string, isReady: () => boolean): void {
    this.parts.set(name, isReady);
  }

  /** What the service can do without: it stays ready, and says what does not work. */
  addFeature(name: string, works: () => boolean): void {
    this.features.set(name, works);
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

  /** The names of the features that do not work now. */
  degraded(): readonly string[] {
    return [...this.features].filter(([, works]) => !works()).map(([name]) => name);
  }
}
