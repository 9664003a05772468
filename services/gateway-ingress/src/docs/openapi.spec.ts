import { openApiDocument } from './openapi.js';
import { operations } from './operations.js';

// biome-ignore lint/suspicious/noExplicitAny: a document of any depth
const document = JSON.parse(JSON.stringify(openApiDocument())) as any;

const references = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => (name === '$ref' ? [String(part)] : references(part)));
};

describe('the API’s description', () => {
  it('is OpenAPI 3.1 and tells of every call', () => {
    expect(document.openapi).toBe('3.1.0');
    for (const { path, method, id } of operations) expect(document.paths[path][method].operationId).toBe(id);
  });

  it('refers to nothing that is not there', () => {
    const names = new Set(Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`));
    const missing = references(document).filter((reference) => !names.has(reference));
    expect(missing).toEqual([]);
  });

  it('says what an order must have, from the schema that checks it', () => {
    const { required, properties, additionalProperties } = document.components.schemas.OrderRequest;
    expect(required).toEqual(['type', 'currency', 'items', 'billingAddress', 'customer', 'payment']);
    expect(properties.type.enum).toEqual(['sale', 'preauth']);
    expect(additionalProperties).toBe(false);
  });

  it('promises a problem document wherever something can go wrong', () => {
    for (const { path, method } of operations) {
      const responses: Record<string, { content: object }> = document.paths[path][method].responses;
      const bad = Object.entries(responses).filter(([status]) => Number(status) >= 400);
      expect(bad.map(([status]) => status)).toEqual(expect.arrayContaining(['401', '429', '503']));
      for (const [, { content }] of bad) expect(Object.keys(content)).toEqual(['application/problem+json']);
    }
  });
});
