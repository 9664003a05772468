import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { sdkTypes } from '../scripts/sdk-types.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ts$/.test(name) && !/\.spec\.ts$/.test(name))
    .map((name) => `${folder}/${name}`);
const importsIn = (path: string): readonly string[] => [...read(path).matchAll(/from '([^']+)'/g)].map(([, name = '']) => name);

describe('the SDK', () => {
  it('has the types of the merchant API as it is', () => {
    const args = ['--disable-warning=ExperimentalWarning', join(root, 'scripts/generate-sdk.ts'), '--check'];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
    expect([status, stderr]).toEqual([0, '']);
  });

  it('depends on nothing but Node itself', () => {
    expect(JSON.parse(read('libs/sdk/package.json'))).not.toHaveProperty('dependencies');
    const foreign = filesIn('libs/sdk/src')
      .flatMap(importsIn)
      .filter((name) => !name.startsWith('.') && !builtinModules.includes(name.replace(/^node:/, '')));
    expect(foreign).toEqual([]);
  });
});

describe('the shop', () => {
  it('is an outside program: of the gateway it has the SDK alone', () => {
    const ours = filesIn('apps/storefront/src')
      .flatMap(importsIn)
      .filter((name) => name.startsWith('@tollgate/'));
    expect([...new Set(ours)]).toEqual(['@tollgate/sdk']);
    expect(
      Object.keys(JSON.parse(read('apps/storefront/package.json')).dependencies).filter((name) => /tollgate/.test(name)),
    ).toEqual(['@tollgate/sdk']);
  });
});

describe('the types of a document', () => {
  const text = sdkTypes({
    paths: {
      '/v1/mugs/{id}': {
        put: {
          operationId: 'putMug',
          summary: 'Puts a mug',
          parameters: [
            { name: 'id', in: 'path', required: true },
            { name: 'dry-run', in: 'query' },
          ],
          requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Mug' } } } },
          responses: {
            201: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Mug' } } } },
            204: {},
            404: {},
          },
        },
      },
    },
    components: {
      schemas: {
        Mug: {
          type: 'object',
          required: ['color', 'owners'],
          properties: {
            color: { enum: ['red', "king's"], description: 'Of the glaze */' },
            owners: { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'null' }] } },
            note: { type: ['string', 'null'] },
          },
        },
        Labels: { type: 'object', additionalProperties: { type: 'integer' } },
      },
    },
  });

  it('tell what must be there, what may be, and what is null', () =>
    expect(text).toContain(`export interface Mug {
  /** Of the glaze *\\/ */
  readonly color: 'red' | 'king\\'s';
  readonly owners: readonly (string | null)[];
  readonly note?: string | null | undefined;
}`));

  it('tell a record', () => expect(text).toContain('export type Labels = Readonly<Record<string, number>>;'));

  it('tell what a call takes and answers, and where it goes', () => {
    expect(text).toContain(`  readonly putMug: {
    readonly path: { readonly id: Text };
    readonly query: { readonly 'dry-run'?: Text | undefined };
    readonly body: Mug;
    readonly answer: Mug | undefined;
  };`);
    expect(text).toContain("  putMug: 'PUT /v1/mugs/{id}',");
  });
});
