/** A plugin of buf: writes `catalogue.ts` beside the generated messages, with every event of the log and what its
 *  contract says of it.
 *  So a new event, stream or kind of subject is said once, in `proto/`, and needs no line of code in
 *  `libs/contracts`. */
import { createRegistry, getOption, hasOption } from '@bufbuild/protobuf';
import { createEcmaScriptPlugin, runNodeJs } from '@bufbuild/protoplugin';

const eventsIn = (schema) => {
  const extension = createRegistry(...schema.files).getExtension('tollgate.log.v1.event');
  if (extension === undefined) throw new Error('tollgate/log/v1/log.proto is not among the files');
  return schema.files
    .flatMap((file) => file.messages.map((message) => ({ file, message })))
    .filter(({ message }) => hasOption(message, extension))
    .map(({ file, message }) => ({ file, name: message.name, option: getOption(message, extension) }));
};

const moduleOf = (file) => `./${file.name}_pb.js`;
const quoted = (text) => `'${text}'`;
const union = (names) => [...new Set(names)].map(quoted).join(' | ');

const kindLine = ({ name, option: { subject, streams, outcome, schema } }) => {
  const owners = streams.map((stream) => `{ name: ${quoted(stream.name)}, owner: ${quoted(stream.owner)} }`).join(', ');
  return `  ${name}: { type: '${name}', subject: '${subject}', streams: [${owners}], isOutcome: ${outcome}, schema: ${schema} },`;
};

/** `messages.ts`: every message of the contracts, for the library's index. */
const generateMessages = (schema) => {
  const out = schema.generateFile('messages.ts');
  out.print('// Generated from proto/ by scripts/protoc-gen-catalogue.js; do not edit.');
  for (const file of schema.files.filter(({ name }) => !name.startsWith('google/')))
    out.print(`export * from '${moduleOf(file)}';`);
};

const generateTs = (schema) => {
  const events = eventsIn(schema);
  const out = schema.generateFile('catalogue.ts');
  out.print('// Generated from proto/ by scripts/protoc-gen-catalogue.js; do not edit.');
  for (const file of new Set(events.map((event) => event.file))) {
    const names = events.filter((event) => event.file === file).map(({ name }) => `${name}Schema`);
    out.print(`import { ${names.join(', ')} } from '${moduleOf(file)}';`);
  }
  out.print(`export type SubjectKind = ${union(events.map(({ option }) => option.subject))};`);
  out.print(`export type Stream = ${union(events.flatMap(({ option }) => option.streams.map(({ name }) => name)))};`);
  out.print('export const eventSchemas = {');
  for (const { name } of events) out.print(`  ${name}: ${name}Schema,`);
  out.print('} as const;');
  out.print('export const eventKinds = {');
  for (const event of events) out.print(kindLine(event));
  out.print('} as const;');
  generateMessages(schema);
};

runNodeJs(createEcmaScriptPlugin({ name: 'protoc-gen-catalogue', version: 'v1', generateTs }));
