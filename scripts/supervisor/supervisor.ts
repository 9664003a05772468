import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { createDatabase, migrateOrderLog, provisionRoles } from '../servers/database.ts';
import { isPortFree, ownerOfPort } from '../servers/ports.ts';
import { database } from '../servers/postgres.ts';
import { removeDemo, writeDemo } from './demo/demo-file.ts';
import { MerchantClient } from './demo/https-request.ts';
import { seed } from './demo/seed.ts';
import { watchDisks } from './processes/disk-watch.ts';
import { lastLines } from './processes/last-lines.ts';
import type { PidFiles } from './processes/pid-files.ts';
import { planFor } from './processes/plans.ts';
import { SupervisedProcess, type Watcher } from './processes/supervised-process.ts';
import type { Stack } from './stack/runtime.ts';
import { type ProcessName, type Row, table } from './table.ts';
import type { Console } from './terminal/console.ts';
import { crashText } from './terminal/crash-text.ts';

/** The order in which processes end: first those that use others, then those that are used. */
const closingOrder = (row: Row): number =>
  row.kind === 'service' ? 0 : row.kind === 'app' ? 1 : ['minio', 'nats', 'postgres'].indexOf(row.name) + 2;

/** Starts the rows of the table, keeps them alive, and stops them. */
export class Supervisor {
  private readonly stack: Stack;
  private readonly console: Console;
  private readonly pidFiles: PidFiles;
  private readonly processes = new Map<ProcessName, SupervisedProcess>();
  private readonly rows: readonly Row[];
  private isReady = false;
  private isStopping = false;
  private endDiskWatch: () => void = () => undefined;
  private readonly failing = new Set<string>();

  constructor(stack: Stack, console: Console, pidFiles: PidFiles) {
    this.stack = stack;
    this.console = console;
    this.pidFiles = pidFiles;
    this.rows = table.filter((row) => !isOutside(row, stack));
  }

  /** Resolves when everything is ready and seeded; `demo.json` is there then. Throws what kept one of them from
   *  starting. */
  async start(): Promise<void> {
    removeDemo(this.stack.dataDir);
    await this.refuseTakenPorts();
    mkdirSync(join(this.stack.dataDir, 'logs'), { recursive: true, mode: 0o700 });
    this.endDiskWatch = this.watchDisks();
    const started = new Map<ProcessName, Promise<void>>();
    if (this.stack.settings.postgresUrl !== undefined) started.set('postgres', this.prepareDatabase());
    // The rows stand in such an order that what a row needs comes before it.
    for (const row of this.rows) {
      const needed = Promise.all(row.needs.map((name) => started.get(name)));
      started.set(row.name, this.startRow(row, needed));
    }
    await Promise.all(started.values());
    this.console.waiting('demo merchant', 'seeding');
    const { apiUrl, secrets } = this.stack;
    await seed(new MerchantClient({ apiUrl, apiKey: secrets.apiKey, caFile: this.stack.tlsFile('ca.pem') }));
    this.console.waiting('demo merchant', undefined);
    this.isReady = true;
    this.publishPids();
  }

  /** Stops everything that runs; at once when `isHasty`. Nothing is left when it resolves. */
  async stop(isHasty = false): Promise<void> {
    this.isStopping = true;
    this.endDiskWatch();
    this.attempt('demo.json cannot be removed', () => removeDemo(this.stack.dataDir));
    const phases = Map.groupBy(this.rows, closingOrder);
    for (const [, rows] of [...phases].sort(([a], [b]) => a - b)) {
      await Promise.all(rows.map((row) => this.stopRow(row, isHasty)));
    }
  }

  private async startRow(row: Row, needed: Promise<unknown>): Promise<void> {
    rotateLog(join(this.stack.dataDir, 'logs', `${row.name}.log`));
    const progress = (step: string) => this.console.waiting(row.name, step);
    const [plan] = await Promise.all([planFor(row, this.stack, progress), needed]);
    if (this.isStopping) return;
    progress('starting');
    const supervised = new SupervisedProcess(plan, this.watcher(row));
    this.processes.set(row.name, supervised);
    await supervised.start();
    if (row.name === 'postgres') await this.prepareDatabase();
    this.console.waiting(row.name, undefined);
  }

  private async stopRow(row: Row, isHasty: boolean): Promise<void> {
    await this.processes.get(row.name)?.stop(isHasty);
    this.attempt(`the pid file of ${row.name} cannot be removed`, () => this.pidFiles.remove(row.name));
  }

  /** Roles, schemas and the order event log's tables: what must be there before a service connects. */
  private async prepareDatabase(): Promise<void> {
    const { postgresUrl, secrets } = this.stack;
    const maintenance = new URL(postgresUrl);
    const name = maintenance.pathname.slice(1) || database;
    maintenance.pathname = '/postgres';
    await createDatabase(maintenance.toString(), name);
    await provisionRoles(postgresUrl, secrets.rolePasswords);
    await migrateOrderLog(postgresUrl);
  }

  private watcher(row: Row): Watcher {
    return {
      spawned: (name, pid) => this.attempt(`the id of ${name} cannot be kept`, () => this.pidFiles.write(name, pid)),
      ready: (name, life, tookMs) => {
        const took = `${(tookMs / 1_000).toFixed(1)} s`;
        const where = row.ports.map((port) => this.stack.port(port)).join(', ');
        this.console.done(
          name,
          life === 1
            ? `ready after ${took.padEnd(7)} port ${where}`
            : `is back after ${took}, pid ${this.processes.get(row.name)?.pid}`,
        );
        this.publishPids();
      },
      crashed: (name, crash) => {
        const text = crashText({ name, ...crash, lastLines: () => lastLines(crash.logFile, 6) });
        if (text !== undefined) this.console.problem(text);
      },
    };
  }

  private watchDisks(): () => void {
    const { dataDir } = this.stack;
    // PostgreSQL's folder may be a link to another disk, and each of the three a mount of its own.
    const folders = [dataDir, ...['postgres', 'nats', 'minio'].map((name) => join(dataDir, name))];
    return watchDisks(folders, {
      full: (text) =>
        this.console.problem(`${text}: what cannot be kept is refused (503). Free some room; all else happens by itself.`),
      freed: (folder) => {
        this.console.line(`The disk of ${folder} has room again.`);
        this.keepIds();
      },
    });
  }

  /** Writes what could not be written while the disk was full. */
  private keepIds(): void {
    for (const [name, { pid }] of this.processes)
      if (pid !== undefined) this.attempt(`the id of ${name} cannot be kept`, () => this.pidFiles.write(name, pid));
    this.publishPids();
  }

  private publishPids(): void {
    if (!this.isReady || this.isStopping) return;
    const pids = [...this.processes].flatMap(([name, { pid }]) => (pid === undefined ? [] : [[name, pid] as const]));
    this.attempt('demo.json cannot be written', () => writeDemo(this.stack, Object.fromEntries(pids)));
  }

  /** A full disk must not end what starts everything again (X2): what could not be written is told once, and written
   *  when there is room again. */
  private attempt(problem: string, write: () => void): void {
    try {
      write();
      this.failing.delete(problem);
    } catch (error) {
      if (!this.failing.has(problem))
        this.console.problem(`${problem}: ${error instanceof Error ? error.message : String(error)}`);
      this.failing.add(problem);
    }
  }

  private async refuseTakenPorts(): Promise<void> {
    const taken: string[] = [];
    for (const row of this.rows) {
      for (const name of row.ports) {
        const port = this.stack.port(name);
        if (!(await isPortFree(port))) taken.push(`port ${port}, which ${row.name} needs, is taken by ${ownerOfPort(port)}`);
      }
    }
    if (taken.length === 0) return;
    const shown = [...taken.slice(0, 3), ...(taken.length > 3 ? [`and ${taken.length - 3} more`] : [])].join('\n  ');
    throw new Error(`${shown}\n  Stop it, or choose other ports: TOLLGATE_PORT_BASE=8400 npm start`);
  }
}

const isOutside = ({ name }: Row, { settings }: Stack): boolean =>
  (name === 'postgres' && settings.postgresUrl !== undefined) ||
  (name === 'nats' && settings.natsUrl !== undefined) ||
  (name === 'minio' && settings.s3Url !== undefined) ||
  (name === 'acquirer' && settings.acquirer !== undefined) ||
  (name === 'stripe' && settings.stripe !== undefined);

/** The log of the last run is kept, those before it are not. */
const rotateLog = (file: string): void => {
  if (existsSync(file)) renameSync(file, `${file}.1`);
};
