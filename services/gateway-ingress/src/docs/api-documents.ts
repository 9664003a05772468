import type { OpenAPIObject } from '@nestjs/swagger';

type Json = Readonly<Record<string, unknown>>;
type Paths = OpenAPIObject['paths'];

/** The two APIs that the service's routes make: merchants' servers use one, Tollgate Central the other. */
export interface ApiDocuments {
  readonly merchant: OpenAPIObject;
  readonly central: OpenAPIObject;
}

const centralPath = '/central/';
const session = { type: 'apiKey', in: 'cookie', name: '__Host-tollgate-session' } as const;
const centralDescription =
  'What Tollgate Central’s pages ask, by the session of somebody who has signed in. `x-right` is what their role in the store must have, `x-also-right` what it must have besides. Every request but ' +
  'GET sends the session’s `csrfToken` as `x-csrf-token`. Below `/central/api/stores/{store}/{mode}` are the calls of the merchant API with the same requests and answers.';

/** The document of all routes as the documents of the two APIs, each with the schemas that it refers to. */
export const apiDocuments = (document: OpenAPIObject): ApiDocuments => {
  const isCentral = ([path]: [string, unknown]): boolean => path.startsWith(centralPath);
  const paths = Object.entries(document.paths);
  const merchant = Object.fromEntries(paths.filter((path) => !isCentral(path)).map(withoutRights)) as Paths;
  const central = Object.fromEntries(paths.filter(isCentral).map(bySession)) as Paths;
  const info = { ...document.info, title: 'Tollgate Central', description: centralDescription };
  const { schemas = {}, ...components } = document.components ?? {};
  return {
    merchant: { ...document, paths: merchant, components: { ...components, schemas: usedBy(merchant, schemas) } },
    central: {
      ...document,
      info,
      paths: central,
      components: { securitySchemes: { session }, schemas: usedBy(central, schemas) },
    } as OpenAPIObject,
  };
};

const mapped =
  (change: (operation: Json) => Json) =>
  ([path, operations]: [string, unknown]): [string, Json] => [
    path,
    Object.fromEntries(Object.entries(operations as Record<string, Json>).map(([method, one]) => [method, change(one)])),
  ];

/** Keys have all rights. */
const withoutRights = mapped(({ 'x-right': _right, 'x-also-right': _alsoRight, ...operation }) => operation);

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});
const forbidden = problem('The role does not have the right, the CSRF token is missing, or live orders ask for a second factor');
const noStore = problem('There is no such store for who asks');

const bySession = ([path, operations]: [string, unknown]): [string, Json] =>
  mapped((operation) => ({
    ...operation,
    security: [{ session: [] }],
    responses: { ...(path.includes('{store}') ? { 404: noStore } : {}), ...(operation.responses as Json), 403: forbidden },
  }))([path, operations]);

const reference = '#/components/schemas/';

const referencesIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    name === '$ref' && typeof part === 'string' ? [part.slice(reference.length)] : referencesIn(part),
  );
};

/** The schemas that are referred to, and those that they refer to. */
const usedBy = (paths: Paths, schemas: Json): never => {
  const used = new Set<string>();
  const add = (value: unknown): void => {
    for (const name of referencesIn(value)) {
      if (used.has(name)) continue;
      used.add(name);
      add(schemas[name]);
    }
  };
  add(paths);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name))) as never;
};
