import type { TakenMail } from '../fakes/mail-server.ts';
import { PARTS } from '../fakes/transfers.ts';
import { type DownloadEntry, FILE_BYTES } from '../services/esd-delivery.ts';
import { downloadsUrl } from '../services/keys.ts';
import type { System } from '../services/system.ts';
import type { World } from '../world/world.ts';

/** A file as its customer has it by one link. */
export interface Fetched {
  readonly order: string;
  readonly index: number;
  readonly generation: number;
  /** Parts of the file that arrived, saved for good. */
  readonly parts: Set<number>;
  /** What was answered when it was refused, and whether the customer had everything by then. */
  readonly refusals: { readonly code: string; readonly hadAll: boolean }[];
}

type Visit = { readonly parts: readonly number[]; readonly isCut: boolean } | { readonly code: string };

const link = new RegExp(`${downloadsUrl}/d/([A-Za-z0-9_-]+)`, 'g');
const ALL_PARTS: readonly number[] = Array.from({ length: PARTS }, (_none, part) => part);
const TIMEOUT_MS = 20_000;
const MOST_VISITS = 60;
const MOST_ATTEMPTS = 5;
const MOST_RETURNS = 16;

/** The text of a mail, its line breaks taken out: soft breaks of quoted-printable, and base64 of either part. */
const textOf = (message: string): string => {
  const unfolded = message.replaceAll('=\r\n', '').replaceAll('=3D', '=');
  const encoded = [...message.matchAll(/\r\n\r\n([A-Za-z0-9+/=\r\n]{40,})(?=\r\n--|$)/g)];
  return [unfolded, ...encoded.map(([, text = '']) => Buffer.from(text, 'base64').toString())].join('\n');
};

/** Customers read their mails, open the links, and fetch what they bought, over connections that break. */
export class Customers {
  /** By the link's token. */
  readonly files = new Map<string, Fetched>();
  /** All links that mails and merchants told of. */
  private readonly known = new Set<string>();
  private busyCount = 0;
  private isLast = false;
  private readonly system: System;
  private readonly world: World;

  constructor(system: System) {
    this.system = system;
    this.world = system.world;
    system.mailServer.onTaken((mail) => this.read(mail));
  }

  get isDone(): boolean {
    return this.busyCount === 0;
  }

  /** Everybody opens their links once more, and fetches as long as they are let; from now on at once. */
  comeAgain(): void {
    this.isLast = true;
    for (const token of this.known) void this.returnTo(token);
  }

  private async returnTo(token: string): Promise<void> {
    this.busyCount += 1;
    for (let visits = 0; visits < MOST_RETURNS; visits += 1) {
      const outcome = await this.visit(token, false);
      if (outcome !== undefined && 'code' in outcome) break;
      await this.world.sleep(6_000);
    }
    this.busyCount -= 1;
  }

  private read({ text }: TakenMail): void {
    this.receive(textOf(text));
  }

  /** Reads what holds links. */
  receive(text: string): void {
    for (const [, token = ''] of text.matchAll(link)) {
      if (this.known.has(token)) continue;
      this.known.add(token);
      this.world.after(this.world.random.between(100, 30_000), undefined, () =>
        this.isLast ? this.returnTo(token) : this.fetch(token),
      );
    }
  }

  private async fetch(token: string): Promise<void> {
    this.busyCount += 1;
    const { random } = this.world;
    for (let visits = 0; visits < MOST_VISITS; visits += 1) {
      const isLook = random.happens(0.2);
      const outcome = await this.visit(token, isLook);
      if (outcome !== undefined && 'code' in outcome) break;
      const has = this.fileOf(token)?.parts.size === PARTS;
      if (has && random.happens(0.5)) break;
      await this.world.sleep(random.between(50, 4_000));
    }
    this.busyCount -= 1;
  }

  private fileOf(token: string): Fetched | undefined {
    return this.files.get(token);
  }

  /** One request at one replica: the page alone, or the file. */
  private visit(token: string, isLook: boolean): Promise<Visit | undefined> {
    const { world } = this;
    const living = this.system.living('esd-delivery');
    const process = living.length === 0 ? undefined : world.random.pick(living);
    const entry = process && (this.system.entries.get(process) as DownloadEntry | undefined);
    if (process === undefined || entry === undefined) return world.sleep(500).then(() => undefined);
    return new Promise((resolve) => {
      world.after(TIMEOUT_MS, undefined, () => resolve(undefined));
      world.after(1, process, async () => resolve(await this.serve(entry, token, isLook)));
    });
  }

  /** What the download host does for a request: admits it, sends, and says what arrived for certain. */
  private async serve({ links, transfers, recorder }: DownloadEntry, token: string, isLook: boolean): Promise<Visit | undefined> {
    try {
      const { id, order, entitlement } = await links.openFile(token);
      const { index, generation, downloads } = entitlement;
      const known = this.fileBy(token, { order: order.id, index, generation });
      if (isLook) return { parts: [], isCut: false };
      const fetched = { entitlement: id, order: order.id, index, generation, downloads, sizeBytes: FILE_BYTES };
      const parts = this.partsFor(known);
      await transfers.begin(fetched, parts);
      void recorder.started(order.id, { index, generation }).catch(() => undefined);
      return await this.transfer({ transfers, recorder }, { fetched, known }, parts);
    } catch (error) {
      return this.refused(token, error);
    }
  }

  /** A link that was issued anew goes on with what is half done; what is whole is fetched once more. */
  private fileBy(token: string, named: Pick<Fetched, 'order' | 'index' | 'generation'>): Fetched {
    const known = this.files.get(token);
    if (known !== undefined) return known;
    const older = [...this.files.values()].filter(({ order, index }) => order === named.order && index === named.index);
    const last = older.reduce<Fetched | undefined>((a, b) => (a !== undefined && a.generation > b.generation ? a : b), undefined);
    const parts = new Set(last === undefined || last.parts.size === PARTS ? [] : last.parts);
    const file: Fetched = { ...named, parts, refusals: [] };
    this.files.set(token, file);
    return file;
  }

  /** What is missing; at times anything, as a download manager asks for parts that another connection has brought already. */
  private partsFor({ parts }: Fetched): readonly number[] {
    const { random } = this.world;
    const missing = ALL_PARTS.filter((part) => !parts.has(part));
    if (random.happens(0.3))
      return ALL_PARTS.filter(() => random.happens(0.5)).concat(missing.length > 2 ? [] : missing.slice(0, 1));
    return missing.length === 0 ? ALL_PARTS : missing;
  }

  private async transfer(
    { transfers, recorder }: Pick<DownloadEntry, 'transfers' | 'recorder'>,
    { fetched, known }: { readonly fetched: Parameters<DownloadEntry['transfers']['begin']>[0]; readonly known: Fetched },
    parts: readonly number[],
  ): Promise<Visit> {
    const { random } = this.world;
    await this.world.sleep(random.between(10, 2_000));
    const isCut = this.world.meets('download');
    // What a connection that broke has brought counts for nobody: the customer fetches it again.
    const arrived = isCut ? [] : random.happens(0.7) ? parts : parts.slice(0, 1);
    for (const part of arrived) known.parts.add(part);
    const proven = provenBy(transfers, { parts, arrived, isCut });
    const covered = proven.length === 0 ? undefined : await this.insist(() => transfers.arrived(fetched, proven));
    if (covered !== undefined) await recorder.completed(covered);
    return { parts: arrived, isCut };
  }

  /** As the download host does: the client cannot be asked again. */
  private async insist<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (attempt === MOST_ATTEMPTS) throw error;
        await this.world.sleep(250 * 2 ** attempt);
      }
    }
  }

  private refused(token: string, error: unknown): Visit | undefined {
    const code = (error as { readonly code?: string }).code;
    if (code === undefined) return undefined;
    const known = this.files.get(token);
    const hadAll = known?.parts.size === PARTS;
    if (known === undefined) {
      this.files.set(token, { order: '', index: 0, generation: 0, parts: new Set(), refusals: [{ code, hadAll }] });
    } else known.refusals.push({ code, hadAll });
    return { code };
  }
}

interface Sent {
  readonly parts: readonly number[];
  readonly arrived: readonly number[];
  readonly isCut: boolean;
}

/** Which parts the host takes for arrived: those whose end it saw; a planted bug may see more. */
const provenBy = (transfers: DownloadEntry['transfers'], sent: Sent): readonly number[] => {
  const { proves } = transfers as { readonly proves?: (sent: Sent) => readonly number[] };
  return proves?.(sent) ?? sent.arrived;
};
