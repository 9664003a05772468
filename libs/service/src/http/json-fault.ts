const blank = /[ \t\n\r]*/y;
const token =
  /[{}[\],:]|(?:true|false|null)|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;

/** What may come next: a value; a name; the colon behind it; what follows a value. `first…`: or the end of what was just opened. */
type Expected = 'value' | 'firstValue' | 'firstName' | 'name' | 'colon' | 'next';

/** Where a walk through the text stands: what is open, innermost last, and what may come. */
interface Place {
  readonly open: string[];
  expected: Expected;
}

const isValue = (expected: Expected): boolean => expected === 'value' || expected === 'firstValue';

/** Whether the token may stand here; the place is behind it then. */
const isTaken = (text: string, at: Place): boolean => {
  if (text === '{' || text === '[') return isOpened(text, at);
  if (text === '}' || text === ']') return isClosed(text, at);
  if (text === ',') return isSeparator(at);
  if (text === ':') return isMoved(at, at.expected === 'colon', 'value');
  if (isValue(at.expected)) return isMoved(at, true, 'next');
  return isMoved(at, (at.expected === 'name' || at.expected === 'firstName') && text.startsWith('"'), 'colon');
};

const isMoved = (at: Place, isFit: boolean, expected: Expected): boolean => {
  if (isFit) at.expected = expected;
  return isFit;
};

const isOpened = (text: string, at: Place): boolean => {
  const isFit = isMoved(at, isValue(at.expected), text === '{' ? 'firstName' : 'firstValue');
  if (isFit) at.open.push(text);
  return isFit;
};

const isClosed = (text: string, at: Place): boolean => {
  const [opening, first] = text === '}' ? ['{', 'firstName'] : ['[', 'firstValue'];
  const isFit = at.open.at(-1) === opening && (at.expected === 'next' || at.expected === first);
  if (isFit) at.open.pop();
  return isMoved(at, isFit, 'next');
};

const isSeparator = (at: Place): boolean => {
  const innermost = at.open.at(-1);
  return isMoved(at, at.expected === 'next' && innermost !== undefined, innermost === '{' ? 'name' : 'value');
};

/** The index of the first character with which a text is no JSON any more, its length where it ends too early: `JSON.parse` does not tell it
 *  of most mistakes, and quotes the text, in which a card's number may stand. The text is known to be no JSON. Source: RFC 8259. */
export const jsonFault = (text: string): number => {
  const at: Place = { open: [], expected: 'value' };
  let index = 0;
  for (;;) {
    blank.lastIndex = index;
    blank.test(text);
    const start = blank.lastIndex;
    token.lastIndex = start;
    const found = token.exec(text)?.[0];
    if (found === undefined || !isTaken(found, at)) return start;
    index = start + found.length;
  }
};
