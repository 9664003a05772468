import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventsDocument } from '../scripts/events-document.ts';

const root = join(import.meta.dirname, '..');
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const services = readdirSync(join(root, 'services')).sort();
const isSource = (path: string): boolean => /^(services|apps|libs)\/[^/]+\/src\/.*\.tsx?$/.test(path);
const isTest = (path: string): boolean => /\.(spec|contract)\.ts$/.test(path) || path.includes('/testing/');
const sources = tracked.filter(isSource);
const code = tracked.filter((path) => /\.(tsx?|js|mjs)$/.test(path) && !path.includes('/src/generated/'));
const roles =
  /\.(controller|consumer|responder|listener|handler|repository|client|store|module|guard|interceptor|filter|pipe|entity|migration)\.ts$/;
/** A decision, a rule, the form of an input or a table: no role in its name. */
const isDecision = (path: string): boolean => /^services\/[^/]+\/src\/.+\//.test(path) && !roles.test(path) && !isTest(path);
const isPure = (path: string): boolean =>
  (isDecision(path) || /^libs\/(contracts|errors|money|order|iso8583|report-tables|web-pages)\/src\//.test(path)) &&
  !isTest(path) &&
  path !== 'libs/errors/src/clock.ts';

/** What offends in `paths`, by name, so that a failure says where. */
const offenders = (paths: readonly string[], offends: (text: string, path: string) => boolean): readonly string[] =>
  paths.filter((path) => offends(read(path), path));

/** The folders with too many files; specs do not count. */
const crowded = (paths: readonly string[]): readonly string[] => {
  const counted = paths.filter((path) => !isTest(path));
  const folders = Map.groupBy(counted, (path) => path.slice(0, path.lastIndexOf('/')));
  return [...folders].filter(([, files]) => files.length > 15).map(([folder, files]) => `${folder}: ${files.length}`);
};

/** The code without its comments: a rule is broken by what runs, not by what is said. */
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$|\s\/\/ .*$/gm, '');

/** What a re-wrap of comments leaves behind: the end of one after a stray slash. */
const strayEnd = / \/ \*\//;
/** Biome breaks the code; a text, a pattern or a statement of SQL may be longer than a line, a comment may not. */
const isLongComment = (line: string): boolean => line.length > 150 && /^\s*(\/\*\*?|\*|\/\/)\s/.test(line);

const impure = /\basync\b|\bawait\b|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|from 'node:|\bconsole\./;

describe('the layout', () => {
  it('has the seven services', () =>
    expect(services).toEqual([
      'authorization',
      'esd-delivery',
      'fraud',
      'gateway-ingress',
      'notifications',
      'reporting',
      'tax-shipping',
    ]));

  it.each(services)('%s is a set of capabilities, one folder each, and nothing else lies in src/', (service) => {
    const src = join(root, 'services', service, 'src');
    const entries = readdirSync(src, { withFileTypes: true });
    const allowed = /^(main|app\.module|config)(\.spec)?\.ts$/;
    expect(entries.filter((entry) => entry.isFile() && !allowed.test(entry.name)).map(({ name }) => name)).toEqual([]);
    const layers = /^(domain|adapters|consumers|data|infrastructure|services?|controllers)$/;
    expect(entries.filter(({ name }) => layers.test(name)).map(({ name }) => name)).toEqual([]);
    for (const name of ['src/main.ts', 'src/app.module.ts', 'src/config.ts', 'README.md']) {
      expect([name, existsSync(join(root, 'services', service, name))]).toEqual([name, true]);
    }
  });

  it('keeps a folder within a dozen files or so: a larger one is two capabilities', () =>
    expect(crowded(tracked.filter((path) => isSource(path) || /^scripts\/.*\.(ts|js)$/.test(path)))).toEqual([]));

  it.each(services)('%s begins in at most 15 lines', (service) =>
    expect(read(`services/${service}/src/main.ts`).trim().split('\n').length).toBeLessThanOrEqual(15),
  );

  it.each(services)('%s tells in its README what it listens to, appends, owns, answers and how it runs alone', (service) => {
    const headings = read(`services/${service}/README.md`)
      .split('\n')
      .filter((line) => line.startsWith('## '));
    expect(headings).toEqual(['## Listens to', '## Appends', '## Owns', '## Answers', '## Run it alone']);
  });

  it('lets each library be used through its index only', () => {
    for (const lib of readdirSync(join(root, 'libs'))) {
      expect(Object.keys(JSON.parse(read(`libs/${lib}/package.json`)).exports)).toEqual(['.']);
      expect(existsSync(join(root, 'libs', lib, 'src/index.ts'))).toBe(true);
    }
  });

  it('keeps every file within 300 lines', () => expect(offenders(code, (text) => text.split('\n').length > 301)).toEqual([]));

  it('keeps its comments whole, and within 150 characters a line', () => {
    const typed = tracked.filter((path) => /^(libs|services|apps)\/.*\.tsx?$/.test(path));
    expect(offenders(typed, (text) => strayEnd.test(text))).toEqual([]);
    expect(offenders(typed, (text) => text.split('\n').some(isLongComment))).toEqual([]);
  });

  it('has no folder for odds and ends', () =>
    expect(tracked.filter((path) => /(^|\/)(utils?|common|helpers?|misc|shared|managers?)(\/|\.ts$|-)/i.test(path))).toEqual([]));

  it('names files in kebab-case', () =>
    expect(sources.filter((path) => !/^[a-z0-9-]+(\.[a-z0-9]+)*\.tsx?$/.test(path.split('/').at(-1) ?? ''))).toEqual([]));

  it('keeps decisions pure: no clock, chance, wait, process or file in them', () =>
    expect(offenders(sources.filter(isPure), (text) => impure.test(withoutComments(text)))).toEqual([]));

  it('has a spec for every decision: beside it, or one that imports it', () => {
    const specs = tracked.filter((path) => /\.spec\.ts$/.test(path));
    const imported = new Set(
      specs.flatMap((path) => [...read(path).matchAll(/from '\.[^']*\/([\w.-]+)\.js'/g)].map(([, name]) => name)),
    );
    const isTold = (path: string): boolean => imported.has(path.split('/').at(-1)?.replace(/\.ts$/, ''));
    const lonely = sources.filter((path) => isDecision(path) && !/\.(schema|data)\.ts$/.test(path) && !isTold(path));
    expect(lonely.filter((path) => /\bexport (const \w+ = (<[^>]*>)?\(|function)/.test(read(path)))).toEqual([]);
  });

  it('takes time and chance from what is injected, and nowhere else', () => {
    const allowed = /^libs\/(errors\/src\/clock|crypto\/src\/(random|new-id|fresh-bytes))\.ts$|^apps\/|\/bench\//;
    const direct = sources.filter(
      (path) => /^(services|libs)\//.test(path) && !isTest(path) && !allowed.test(path) && !path.startsWith('libs/testing/'),
    );
    expect(offenders(direct, (text) => /\bDate\.now\(\)|\bnew Date\(\)|\bMath\.random\(\)/.test(withoutComments(text)))).toEqual(
      [],
    );
  });

  it('uses the words of the trade: no house, doors, rooms or walls', () => {
    const metaphor =
      /\b(house|doors?|shelf|post office|pigeonhole)\b(?! number)|\b(a|the|each|every|own|seven) (rooms?|walls?)\b/i;
    const texts = tracked.filter(
      (path) =>
        /\.(tsx?|js|md|proto|yml)$|Containerfile$/.test(path) && !/vendor|CHANGELOG|tests\/tidy\.spec\.ts|LICENSE/.test(path),
    );
    expect(offenders(texts, (text) => metaphor.test(text))).toEqual([]);
  });

  it('has no to-do without an issue number, no skipped and no lonely test', () => {
    expect(offenders(code, (text, path) => path !== 'tests/tidy.spec.ts' && /\b(TODO|FIXME)\b(?!\(#\d+\))/.test(text))).toEqual(
      [],
    );
    expect(
      offenders(
        code,
        (text, path) => path !== 'tests/tidy.spec.ts' && /\b(it|describe|test)\.(skip|only|todo)\b|\bx(it|describe)\(/.test(text),
      ),
    ).toEqual([]);
  });

  it('says in docs/events.md what is so', () => expect(read('docs/events.md')).toBe(eventsDocument()));

  it('numbers its decisions without gap', () => {
    const numbers = readdirSync(join(root, 'docs/adr')).map((name) => Number(name.slice(0, 4)));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it('keeps registry addresses out of the lockfile', () => expect(read('package-lock.json')).not.toContain('"resolved": "http'));
});

describe('the rule against impurity', () => {
  it.each([
    'const a = Date.now();',
    'const a = async () => 1;',
    "import { readFileSync } from 'node:fs';",
    'Math.random();',
    'process.env.A;',
  ])('catches %s', (line) => expect(impure.test(withoutComments(line))).toBe(true));

  it('lets a comment speak of the clock', () =>
    expect(impure.test(withoutComments('// no Date.now here\nconst a = 1;'))).toBe(false));
});

describe('the rule about full folders', () => {
  const files = (count: number, end: string): readonly string[] =>
    Array.from({ length: count }, (_, index) => `libs/a/src/b/f${index}${end}`);

  it('catches the sixteenth file', () => expect(crowded(files(16, '.ts'))).toEqual(['libs/a/src/b: 16']));

  it('lets fifteen files lie beside their specs', () =>
    expect(crowded([...files(15, '.ts'), ...files(15, '.spec.ts')])).toEqual([]));
});

describe('the rule about comments', () => {
  it('catches what a re-wrap leaves behind', () => expect(strayEnd.test('/** One statement. / */')).toBe(true));

  it('lets a comment of one line end', () => expect(strayEnd.test('/** One statement. */')).toBe(false));

  it.each(['/** ', ' *  ', '  // '])('catches a line that begins with "%s" and is too long', (begin) =>
    expect(isLongComment(begin.padEnd(151, 'a'))).toBe(true),
  );

  it('lets a text be as long as it is', () => expect(isLongComment(`const a = '${'a'.repeat(200)}';`)).toBe(false));
});
