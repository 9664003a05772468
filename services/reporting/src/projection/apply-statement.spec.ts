import { applyStatement } from './apply-statement.js';
import { projections } from './projections.js';

const tables = projections.flatMap((one) => one.tables);
const text = applyStatement(tables);

describe('the statement that applies a page', () => {
  it('has a value for every column of every table, after its own five', () => {
    const columns = tables.reduce((count, { types }) => count + Object.keys(types).length, 0);
    const places = [...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number));
    expect(new Set(places).size).toBe(5 + columns);
    expect(Math.max(...places)).toBe(5 + columns);
  });

  it('adds to a day, and replaces an order', () => {
    expect(text).toContain('captured_minor = t.captured_minor + excluded.captured_minor');
    expect(text).toContain('status = excluded.status');
    expect(text).not.toContain('t.status');
  });

  it('I9: writes nothing where the generation is not where the page began', () => {
    expect(text).toContain('WHERE generation = $1 AND cursor = $2 RETURNING generation');
    expect(text.match(/SELECT moved\.generation, row\.\* FROM moved/g)).toHaveLength(tables.length);
  });
});
