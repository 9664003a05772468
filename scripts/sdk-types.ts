// The SDK's types and its table of calls, made of the merchant API's document: `libs/sdk/src/generated/api.ts`.

/** What the API's schemas use of JSON Schema. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
}
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const widest = 120;

const wrapped = (text: string): readonly string[] => text.match(new RegExp(`\\S.{0,${widest}}(?=\\s|$)|\\S+`, 'g')) ?? [];

/** A doc comment, broken into lines. */
const comment = (text: string | undefined, indent: string): string => {
  if (!text) return '';
  const lines = wrapped(text.replaceAll('*/', '*\\/').replaceAll(/\s+/g, ' '));
  return `${indent}/** ${lines.join(`\n${indent} *  `)} */\n`;
};

const nameOf = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`);
const literal = (value: unknown): string => (typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : String(value));

const scalars: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
};

const objectOf = ({ properties = {}, required = [], additionalProperties }: Schema, indent: string): string => {
  const members = Object.entries(properties).map(([name, schema]) => {
    const mark = required.includes(name) ? '' : '?';
    const orUndefined = mark === '' ? '' : ' | undefined';
    const type = typeOf(schema, `${indent}  `);
    return `${comment(schema.description, `${indent}  `)}${indent}  readonly ${nameOf(name)}${mark}: ${type}${orUndefined};\n`;
  });
  if (members.length > 0) return `{\n${members.join('')}${indent}}`;
  const rest = typeof additionalProperties === 'object' ? typeOf(additionalProperties, indent) : 'unknown';
  return `Readonly<Record<string, ${rest}>>`;
};

const arrayOf = (items: Schema | undefined, indent: string): string => {
  const item = items === undefined ? 'unknown' : typeOf(items, indent);
  return `readonly ${/[ |]/.test(item) && !item.startsWith('{') ? `(${item})` : item}[]`;
};

const ofType = (type: string, schema: Schema, indent: string): string => {
  if (type === 'object') return objectOf(schema, indent);
  return type === 'array' ? arrayOf(schema.items, indent) : (scalars[type] ?? 'unknown');
};

/** The TypeScript type of what a schema lets through. */
export const typeOf = (schema: Schema, indent = ''): string => {
  const { $ref, const: constant, enum: values, anyOf, oneOf = anyOf, allOf, type } = schema;
  if ($ref !== undefined) return $ref.slice($ref.lastIndexOf('/') + 1);
  if (constant !== undefined) return literal(constant);
  if (values !== undefined) return values.map(literal).join(' | ');
  if (oneOf !== undefined) return [...new Set(oneOf.map((one) => typeOf(one, indent)))].join(' | ');
  if (allOf !== undefined) return allOf.map((one) => typeOf(one, indent)).join(' & ');
  if (type === undefined) return schema.properties === undefined ? 'unknown' : objectOf(schema, indent);
  const types = typeof type === 'string' ? [type] : type;
  return types.map((one) => ofType(one, schema, indent)).join(' | ');
};

const schemaText = ([name, schema]: readonly [string, Schema]): string => {
  const isObject = schema.type === 'object' && Object.keys(schema.properties ?? {}).length > 0;
  const text = typeOf(schema);
  return `${comment(schema.description, '')}${isObject ? `export interface ${name} ${text}` : `export type ${name} = ${text};`}\n`;
};

const isFile = (content: Content): boolean => Object.values(content)[0]?.schema?.type === 'string';

const bodyOf = ({ requestBody }: Operation): string => {
  if (requestBody === undefined) return 'undefined';
  if (isFile(requestBody.content)) return 'Uint8Array';
  return typeOf(Object.values(requestBody.content)[0]?.schema ?? {}, '    ');
};

/** What is answered to a call that succeeds; `undefined` where there is no body, a file where it is no JSON. */
const answerOf = ({ responses }: Operation): string => {
  const good = Object.entries(responses).filter(([status]) => status.startsWith('2'));
  const types = good.map(([status, { content }]) => {
    const schema = content?.['application/json']?.schema;
    if (schema !== undefined) return typeOf(schema, '    ');
    return status === '204' ? 'undefined' : 'Uint8Array';
  });
  return [...new Set(types)].join(' | ');
};

const parametersOf = ({ parameters = [] }: Operation, place: string): string => {
  const own = parameters.filter((parameter) => parameter.in === place);
  if (own.length === 0) return 'undefined';
  const members = own.map(({ name, required = false }) =>
    required ? `readonly ${nameOf(name)}: Text` : `readonly ${nameOf(name)}?: Text | undefined`,
  );
  return `{ ${members.join('; ')} }`;
};

const operationText = (operation: Operation): string =>
  `${comment(operation.summary, '  ')}  readonly ${operation.operationId}: {
    readonly path: ${parametersOf(operation, 'path')};
    readonly query: ${parametersOf(operation, 'query')};
    readonly body: ${bodyOf(operation)};
    readonly answer: ${answerOf(operation)};
  };
`;

/** The whole file. */
export const sdkTypes = ({ paths, components }: ApiDocument): string => {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const calls = operations.map(({ path, method, operation }) => `  ${operation.operationId}: '${method} ${path}',\n`);
  return `// Made by \`npm run generate\` of the merchant API's OpenAPI document.

/** A value of a path or query. */
export type Text = string | number;

${Object.entries(components.schemas).map(schemaText).join('\n')}
/** What each call takes and answers, by its \`operationId\`. */
export interface Operations {
${operations.map(({ operation }) => operationText(operation)).join('')}}

/** Where each call goes. */
export const routes = {
${calls.join('')}} as const satisfies Readonly<Record<keyof Operations, string>>;
`;
};
