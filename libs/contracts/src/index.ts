export type { DescMessage, MessageInitShape, MessageShape } from '@bufbuild/protobuf';
export * from './catalogue.js';
export { create, decode, encode } from './codec.js';
export * from './envelope.js';
export * from './generated/messages.js';
export * from './ids.js';
export * from './public-data.js';
export * from './subjects.js';
export type { EventJson, Upcaster, Upcasters } from './upcasters/index.js';
