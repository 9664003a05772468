import { z } from 'zod';
import { Route, schemaUri } from './route.js';

const answer = z.object({ a: z.string() }).meta({ id: 'RouteSpecAnswer' });

describe('the decorator of a route', () => {
  it('is refused where a schema has no id to be found by in the document', () => {
    const nameless = z.object({ b: z.string() });
    expect(() => Route({ id: 'x', right: 'signed_in', summary: 'x', answers: { 200: ['x', nameless] } })).toThrow(/has an id/);
    expect(() => Route({ id: 'x', right: 'signed_in', summary: 'x', body: nameless, answers: { 200: ['x', answer] } })).toThrow(
      /has an id/,
    );
  });

  it('is made of a description whose schemas have one', () =>
    expect(typeof Route({ id: 'x', right: 'signed_in', summary: 'x', body: answer, answers: { 200: ['x', answer] } })).toBe(
      'function',
    ));

  it('refers to a schema by its place in the document', () => expect(schemaUri('Order')).toBe('#/components/schemas/Order'));
});
