/** A message of server-sent events; without data it says only where to go on from. */
export interface ServerSentMessage {
  readonly id: string | undefined;
  readonly data: string | undefined;
}

const fieldOf = (lines: readonly string[], name: string): string | undefined => {
  const found = lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).replace(/^ /, ''));
  return found.length === 0 ? undefined : found.join('\n');
};

/** The whole messages in a text, and what is left of it. Source: WHATWG HTML, "Interpreting an event stream", as far as Tollgate writes it. */
export const messagesIn = (text: string): { readonly messages: readonly ServerSentMessage[]; readonly rest: string } => {
  const blocks = text.split('\n\n');
  const rest = blocks.pop() ?? '';
  const messages = blocks
    .map((block) => block.split('\n'))
    .map((lines) => ({ id: fieldOf(lines, 'id'), data: fieldOf(lines, 'data') }));
  return { messages: messages.filter(({ id, data }) => id !== undefined || data !== undefined), rest };
};
