import type { z } from 'zod';
import { badParameter } from './api-failure.js';

type Branch = Map<string, Branch | string>;

/** Reads a form-encoded body or query whose names nest by brackets: `card[number]=…&expand[0]=…`. Numbers as keys,
 *  counted from 0, make a list. Throws the API's failure for names that cannot be read. */
export const parseForm = (text: string): unknown => {
  const root: Branch = new Map();
  for (const [name, value] of new URLSearchParams(text)) put(root, pathOf(name), value);
  return plain(root);
};

/** A form that is as the route wants it; a failure names the first parameter that is not. */
export const readForm = <T extends z.ZodType>(schema: T, text: string): z.output<T> => {
  const result = schema.safeParse(parseForm(text));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const [first = '', ...rest] = [...(issue?.path ?? []), ...keys].map(String);
  const param = first + rest.map((key) => `[${key}]`).join('');
  const code = keys.length > 0 ? 'parameter_unknown' : 'parameter_invalid';
  throw badParameter(param, `${code}: ${param}`, code);
};

const pathOf = (name: string): readonly string[] => {
  const [, first, rest] = /^([^[\]]+)((?:\[[^[\]]+\])*)$/.exec(name) ?? [];
  if (first === undefined) throw badParameter('', 'A parameter name cannot be read', 'parameter_unknown');
  return [first, ...(rest ?? '').split(/[[\]]+/).filter(Boolean)];
};

const put = (root: Branch, path: readonly string[], value: string): void => {
  let branch = root;
  for (const key of path.slice(0, -1)) {
    const next = branch.get(key) ?? new Map();
    if (typeof next === 'string') throw badParameter(path.join('.'), 'A parameter is both a value and a list of values');
    branch.set(key, next);
    branch = next;
  }
  branch.set(path.at(-1) ?? '', value);
};

const plain = (branch: Branch | string): unknown => {
  if (typeof branch === 'string') return branch;
  const isList = branch.size > 0 && [...branch.keys()].every((key, index) => key === String(index));
  return isList ? [...branch.values()].map(plain) : Object.fromEntries([...branch].map(([key, value]) => [key, plain(value)]));
};
