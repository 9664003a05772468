const quote = 34;
const backslash = 92;
const colon = 58;

/** The index of the closing quote of the string that opens at `start`, of a text that is well formed. */
const endOfString = (text: string, start: number): number => {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
};

const isEscaped = (text: string, index: number): boolean => {
  let first = index;
  while (text.charCodeAt(first - 1) === backslash) first -= 1;
  return (index - first) % 2 === 1;
};

/** How many members the objects of a JSON text have as it is written: each has one colon outside of strings. */
const writtenMembers = (text: string): number => {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === quote) index = endOfString(text, index);
    else if (code === colon) count += 1;
  }
  return count;
};

const sum = (values: readonly unknown[]): number => values.reduce<number>((total, value) => total + keptMembers(value), 0);

const keptMembers = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return sum(value);
  const members = Object.values(value);
  return members.length + sum(members);
};

/** The tokens that tell where a name stands: a string before a colon, and what opens and closes. */
const tokens = /("(?:[^"\\]|\\.)*")(\s*:)?|[{}[\]]/g;

const repeatedName = (text: string): string | undefined => {
  const open: Set<string>[] = [];
  for (const [token, string, isName] of text.matchAll(tokens)) {
    if (string === undefined) openOrClose(open, token);
    else if (isName !== undefined && !isFirst(open, JSON.parse(string) as string)) return JSON.parse(string) as string;
  }
  return undefined;
};

const openOrClose = (open: Set<string>[], token: string): void => {
  if (token === '{' || token === '[') open.push(new Set());
  else open.pop();
};

/** Whether the innermost object that is open has the name for the first time; it has it from here on. */
const isFirst = (open: readonly Set<string>[], name: string): boolean => {
  const names = open.at(-1);
  const { size = 0 } = names ?? {};
  return (names?.add(name).size ?? 0) > size;
};

/** The first name that an object of a JSON text has twice; undefined where none has. `JSON.parse` keeps the last of them alone, so that the
 *  parsed value has fewer members than the text: counting finds that out at a few microseconds, and only then is the name looked for. The
 *  text is well formed, and `value` is what it says. Source: RFC 8259 §4, which leaves open what such a text means. */
export const duplicateName = (text: string, value: unknown): string | undefined =>
  writtenMembers(text) === keptMembers(value) ? undefined : repeatedName(text);

const unkept = '__proto__';
/** What a text with that name contains: it, or one of its letters as an escape. */
const traceOfUnkept = /__proto__|\\u00[567]/;

/** Whether an object of a JSON text has a member of a name that objects do not keep: copied, as a schema copies it, such a member is lost
 *  without a word, or becomes what the copy inherits from. */
export const hasUnkeptName = (text: string): boolean => {
  if (!traceOfUnkept.test(text)) return false;
  let isFound = false;
  JSON.parse(text, (name, value: unknown) => {
    isFound ||= name === unkept;
    return value;
  });
  return isFound;
};
