import { applyStatement } from './apply-statement.js';
import { projections } from './projections.js';

const tables = projections.map(({ table }) => table);
const text = applyStatement(tables, '3_1');

describe('the statement that applies a page', () => {
  it('has a value for every column of every table, after its own five', () => {
    const columns = tables.reduce((count, { types }) => count + Object.keys(types).length, 0);
    const places = [...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number));
    expect(new Set(places).size).toBe(5 + columns);
    expect(Math.max(...places)).toBe(5 + columns);
  });

  it('adds to sums, replaces an order, and leaves what it is of', () => {
    expect(text).toContain('captured_minor = t.captured_minor + excluded.captured_minor');
    expect(text).toContain('status = excluded.status');
    expect(text).not.toContain('t.status');
    expect(text.match(/ON CONFLICT DO NOTHING/g)).toHaveLength(tables.filter(({ onConflict }) => onConflict === 'keep').length);
  });

  it('writes into the tables of its own generation', () => {
    expect(text.match(/INSERT INTO \w+/g)).toEqual(tables.map(({ name }) => `INSERT INTO ${name}_3_1`));
  });

  it('I9: writes nothing where the generation is not where the page began', () => {
    expect(text).toContain('WHERE generation = $1 AND cursor = $2 RETURNING generation');
    expect(text.match(/SELECT row\.\* FROM moved/g)).toHaveLength(tables.length);
  });
});
