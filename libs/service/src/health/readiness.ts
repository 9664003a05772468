/** What a service needs beside its bus and its database to do its work. Each is named, so that `/health/ready` says
 *  what is missing. */
export class Readiness {
  private readonly parts = new Map<string, () => boolean>();
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

  /** The names of the features that do not work now. */
  degraded(): readonly string[] {
    return [...this.features].filter(([, works]) => !works()).map(([name]) => name);
  }
}
