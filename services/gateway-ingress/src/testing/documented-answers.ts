import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { apiDocuments } from '../docs/api-documents.js';
import { openApiDocument } from '../docs/openapi.js';

interface GivenAnswer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly json: unknown;
}

interface DocumentedResponse {
  readonly content?: Readonly<Record<string, { readonly schema?: { readonly $ref?: string } }>>;
}

interface DocumentedCall {
  /** The name of its document. */
  readonly api: string;
  readonly path: string;
  readonly pattern: RegExp;
  readonly parameterCount: number;
  readonly methods: Methods;
}

type Methods = Readonly<Record<string, { readonly responses: Readonly<Record<string, DocumentedResponse>> }>>;

const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);

/** What an API's own document says of what it answered: what a test is answered is what is documented, to the last member. */
export class DocumentedAnswers {
  private readonly ajv = new Ajv2020({ strict: false, validateFormats: false });
  private readonly calls: readonly DocumentedCall[];

  constructor(app: INestApplication) {
    const documents = Object.entries(apiDocuments(openApiDocument(app))) as [string, OpenAPIObject][];
    for (const [name, { components }] of documents) this.ajv.addSchema({ $id: name, components });
    this.calls = documents
      .flatMap(([api, { paths }]) => Object.entries(paths).map(([path, methods]) => callOf(api, path, methods as Methods)))
      .sort((a, b) => a.parameterCount - b.parameterCount);
  }

  /** Throws where an answer was given that the document does not tell, or other than it tells. Paths that are in no document are nobody's promise;
   *  a 500 is a defect, which tests make on purpose. */
  check(method: string, address: string, { status, headers, json }: GivenAnswer): void {
    const [path = ''] = address.split('?');
    const call = this.calls.find(({ pattern, methods }) => pattern.test(path) && method.toLowerCase() in methods);
    if (call === undefined || status === 500) return;
    const what = `${method} ${call.path} answered ${status}`;
    const response = call.methods[method.toLowerCase()]?.responses[status];
    if (response === undefined) throw new Error(`${what}, which its description does not tell`);
    const [type = ''] = String(headers['content-type']).split(';');
    const reference = response.content?.[type]?.schema?.$ref;
    if (json === undefined || reference === undefined) return;
    const isDescribed = this.ajv.getSchema(`${call.api}${reference}`);
    if (isDescribed === undefined) throw new Error(`${what}, whose schema ${reference} is nowhere`);
    if (!isDescribed(json))
      throw new Error(
        `${what} other than described: ${this.ajv.errorsText(isDescribed.errors)} ${JSON.stringify(isDescribed.errors?.[0]?.params)}`,
      );
  }
}

const callOf = (api: string, path: string, methods: Methods): DocumentedCall => ({
  api,
  path,
  pattern: patternOf(path),
  parameterCount: path.split('{').length,
  methods,
});
