import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { rootDir } from '../scripts/servers/paths.ts';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly summary: string; readonly runbook: string };
}

const folder = join(rootDir, 'deploy/alerts');
const rulesIn = (file: string): readonly Rule[] =>
  (parse(readFileSync(join(folder, file), 'utf8')).groups as readonly { readonly rules: readonly Rule[] }[]).flatMap(
    ({ rules }) => rules,
  );
const rules = readdirSync(folder).flatMap((file) =>
  rulesIn(file).map((rule) => ({ service: file.replace('.yml', ''), ...rule })),
);
const runbook = readFileSync(join(rootDir, 'docs/runbook.md'), 'utf8');

const sourceOf = (service: string): string =>
  [join(rootDir, 'services', service, 'src'), join(rootDir, 'libs/service/src')]
    .flatMap((src) => readdirSync(src, { recursive: true, encoding: 'utf8' }).map((file) => join(src, file)))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

describe.each(rules)('the alert $alert', ({ service, alert, expr, annotations }) => {
  it('goes by figures that its service has', () => {
    const figures = [...expr.matchAll(/tollgate_(\w+)/g)].map(([, name = '']) => name);
    expect(figures).not.toEqual([]);
    const source = sourceOf(service);
    expect(figures.filter((name) => !source.includes(`'${name}'`))).toEqual([]);
  });
  it('says what is wrong, and what to do', () => {
    expect(annotations.summary).toMatch(/\.$/);
    expect(annotations.runbook).toBe(`docs/runbook.md#${alert.toLowerCase()}`);
    expect(runbook).toContain(`\n## ${alert}\n`);
  });
});
