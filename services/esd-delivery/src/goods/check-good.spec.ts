import { DomainError } from '@tollgate/errors';
import { checkFileName, checkGood } from './check-good.js';

const codeOf = (check: () => void): string | undefined => {
  try {
    check();
    return undefined;
  } catch (error) {
    return error instanceof DomainError ? error.code : 'other';
  }
};
const good = { sku: 'EBOOK-1', kind: 'digital', description: 'The Book', delivery: '' };

describe('checkGood', () => {
  it.each([
    [{}, undefined],
    [{ kind: 'physical', description: '' }, undefined],
    [{ sku: '' }, 'invalid_sku'],
    [{ sku: 'a b' }, 'invalid_sku'],
    [{ sku: '../x' }, 'invalid_sku'],
    [{ sku: 'x'.repeat(65) }, 'invalid_sku'],
    [{ kind: 'service' }, 'invalid_kind'],
    [{ delivery: 'latest' }, undefined],
    [{ delivery: 'newest' }, 'invalid_delivery'],
    [{ description: 'two\nlines' }, 'invalid_description'],
    [{ description: 'x'.repeat(501) }, 'invalid_description'],
  ])('answers %j with %s', (change, code) => expect(codeOf(() => checkGood({ ...good, ...change }))).toBe(code));
});

describe('checkFileName', () => {
  it.each([
    ['book.epub', undefined],
    ['Ünïcode – 本.epub', undefined],
    ['', 'invalid_file_name'],
    ['a//b', 'invalid_file_name'],
    ['../b', 'invalid_file_name'],
    ['..', 'invalid_file_name'],
    ['a\r\nb', 'invalid_file_name'],
    ['photo\u202egpj.exe', 'invalid_file_name'],
    ['x'.repeat(256), 'invalid_file_name'],
  ])('answers %j with %s', (name, code) => expect(codeOf(() => checkFileName(name))).toBe(code));
});
