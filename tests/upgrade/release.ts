/** Two releases side by side in one process: this one, and a newer one that is made out of it. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { changes } from './changes.ts';

const root = join(import.meta.dirname, '../..');
const bin = join(root, 'node_modules/.bin');
/** The libraries that know the contracts; all others are the same in both releases. */
const libraries = ['contracts', 'order', 'order-log', 'messaging'];

interface BusOfRelease {
  readonly connection: object;
  publishEvent(event: object): Promise<void>;
  publishOutcome(event: object): void;
  onOutcome(listener: (order: string, type: string) => void): void;
  close(): Promise<void>;
}

interface StrategyOfRelease {
  addHandler(pattern: string, handler: (event: never) => Promise<void>, isEventHandler: boolean): void;
  listen(callback: (error?: unknown) => void): void;
  close(): Promise<void>;
}

/** What the drill uses of `@tollgate/messaging`, which is loaded when it runs. */
interface Messaging {
  openBus(options: object): Promise<BusOfRelease>;
  readonly JetStreamStrategy: new (options: object) => StrategyOfRelease;
  readonly ParkedEvents: new (sql: object) => object;
}

/** The libraries as a process of one release has them. */
export interface Release {
  readonly contracts: typeof import('@tollgate/contracts');
  readonly order: typeof import('@tollgate/order');
  readonly orderLog: typeof import('@tollgate/order-log');
  readonly messaging: Messaging;
}

/** Loads the release whose working copy this is. */
export const loadRelease = async (folder: string): Promise<Release> => {
  const [contracts, order, orderLog, messaging] = await Promise.all(
    libraries.map((name) => import(join(folder, 'libs', name, 'src/index.ts'))),
  );
  return { contracts, order, orderLog, messaging };
};

/** The release at hand: to the newer one, the old one. */
export const loadThisRelease = (): Promise<Release> => loadRelease(root);

/** What the release at hand wrote of each type of event, by `<type>.<schema>`. */
export const goldens = (): readonly { readonly type: string; readonly schema: number; readonly text: string }[] => {
  const folder = join(root, 'libs/contracts/golden');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const [type = '', schema = ''] = file.split('.');
      return { type, schema: Number(schema), text: readFileSync(join(folder, file), 'utf8').trim() };
    });
};

const isProduction = (path: string): boolean => !/\/(testing|generated|dist)(\/|$)|\.(spec|contract)\.ts$/.test(path);

/** All packages of the working copy, but the newer release's own in the place of ours. */
const linkPackages = (folder: string): void => {
  const scope = join(folder, 'node_modules/@tollgate');
  mkdirSync(scope, { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== '@tollgate') symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  for (const name of readdirSync(join(root, 'libs')))
    symlinkSync(join(libraries.includes(name) ? folder : root, 'libs', name), join(scope, name));
};

/** A working copy of the newer release in a temporary folder: our sources with the changes of `changes.ts`, its contracts generated from
 *  its own `proto/` by the same generator. Answers the folder; whoever asked removes it. */
export const makeNewerRelease = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-newer-release-'));
  for (const name of ['proto', 'buf.yaml', 'buf.gen.yaml', 'scripts/protoc-gen-catalogue.js', 'package.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const name of libraries) {
    cpSync(join(root, 'libs', name, 'src'), join(folder, 'libs', name, 'src'), { recursive: true, filter: isProduction });
    cpSync(join(root, 'libs', name, 'package.json'), join(folder, 'libs', name, 'package.json'));
  }
  linkPackages(folder);
  for (const { file, from, to } of changes) {
    const text = readFileSync(join(folder, file), 'utf8');
    if (!text.includes(from)) throw new Error(`${file} no longer says: ${from}`);
    writeFileSync(
      join(folder, file),
      text.replace(from, () => to),
    );
  }
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
  const { status, stderr } = spawnSync(join(bin, 'buf'), ['generate'], { cwd: folder, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the newer contracts could not be generated: ${stderr}`);
  return folder;
};
