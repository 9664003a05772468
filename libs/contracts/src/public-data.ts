import { type DescField, type DescMessage, getOption } from '@bufbuild/protobuf';
import { eventSchemas } from './catalogue.js';
import type { RecordedEvent } from './envelope.js';
import { is_public as isPublic } from './generated/tollgate/log/v1/log_pb.js';

type Json = Readonly<Record<string, unknown>>;

interface PublicField {
  readonly name: string;
  readonly message: DescMessage | undefined;
}

const plans = new Map<string, readonly PublicField[]>();

const messageOf = (field: DescField): DescMessage | undefined =>
  field.fieldKind === 'message' || field.fieldKind === 'list' ? field.message : undefined;

const publicFieldsOf = (desc: DescMessage): readonly PublicField[] => {
  const known = plans.get(desc.typeName);
  if (known) return known;
  const plan = desc.fields
    .filter((field) => getOption(field, isPublic))
    .map((field) => ({ name: field.jsonName, message: messageOf(field) }));
  plans.set(desc.typeName, plan);
  return plan;
};

const shown = (desc: DescMessage, json: Json): Json =>
  Object.fromEntries(
    publicFieldsOf(desc)
      .filter(({ name }) => json[name] !== undefined)
      .map(({ name, message }) => [name, shownValue(message, json[name])]),
  );

const shownValue = (message: DescMessage | undefined, value: unknown): unknown => {
  if (message === undefined) return value;
  return Array.isArray(value) ? value.map((one) => shown(message, one as Json)) : shown(message, value as Json);
};

/** What a merchant may see of an event's data, as JSON: the fields that its contract marks as public, and nothing else. What a later
 *  release added is not shown, as nothing says that it may be. */
export const publicDataOf = ({ type, dataText }: Pick<RecordedEvent, 'type' | 'dataText'>): Json =>
  shown(eventSchemas[type], JSON.parse(dataText) as Json);
