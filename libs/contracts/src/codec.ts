import { create, type DescField, type DescMessage, type MessageShape, ScalarType } from '@bufbuild/protobuf';

/** Turns one value into its ProtoJSON form, or back. */
type Convert = (value: unknown) => unknown;
type Plain = Record<string, unknown>;

interface FieldPlan {
  readonly name: string;
  readonly jsonName: string;
  /** The oneof the field belongs to; its value lies in { case, value } under this name. */
  readonly oneof: string | undefined;
  readonly isRepeated: boolean;
  readonly isMap: boolean;
  readonly zero: unknown;
  readonly toJson: Convert | undefined;
  readonly fromJson: Convert | undefined;
}

const plans = new Map<string, readonly FieldPlan[]>();

const scalarZero = (scalar: ScalarType): unknown => {
  if (scalar === ScalarType.STRING) return '';
  if (scalar === ScalarType.BOOL) return false;
  return scalar === ScalarType.INT64 ? 0n : 0;
};

const bigintOf: Convert = (value) => {
  if (typeof value === 'string' || typeof value === 'number') return BigInt(value);
  throw new TypeError('an int64 is a decimal string in ProtoJSON');
};

/** Only what our contracts use; a new kind of field is refused when the process starts, not when the first event comes. */
const convertersOf = (field: DescField): Pick<FieldPlan, 'zero' | 'toJson' | 'fromJson'> => {
  const { message } = field;
  if (message) {
    return {
      zero: undefined,
      toJson: (value) => toPlain(message, value as Plain),
      fromJson: (value) => fromPlain(message, value as Plain),
    };
  }
  const { scalar } = field;
  if (scalar === ScalarType.INT64) return { zero: 0n, toJson: (value) => String(value), fromJson: bigintOf };
  if (scalar === ScalarType.STRING || scalar === ScalarType.BOOL || scalar === ScalarType.INT32) {
    return { zero: scalarZero(scalar), toJson: undefined, fromJson: undefined };
  }
  throw new Error(`${field.parent.typeName}.${field.name}: the codec has no such kind of field yet`);
};

const planOf = (desc: DescMessage): readonly FieldPlan[] => {
  const known = plans.get(desc.typeName);
  if (known) return known;
  const plan = desc.fields.map((field) => ({
    name: field.localName,
    jsonName: field.jsonName,
    oneof: field.oneof?.localName,
    isRepeated: field.fieldKind === 'list',
    isMap: field.fieldKind === 'map',
    ...convertersOf(field),
  }));
  plans.set(desc.typeName, plan);
  return plan;
};

const fieldValue = (field: FieldPlan, message: Plain): unknown => {
  if (field.oneof === undefined) return message[field.name];
  const chosen = message[field.oneof] as { case?: string; value?: unknown } | undefined;
  return chosen?.case === field.name ? chosen.value : undefined;
};

const isDefault = (field: FieldPlan, value: unknown): boolean => {
  if (value === undefined) return true;
  if (field.isRepeated) return (value as unknown[]).length === 0;
  if (field.isMap) return Object.keys(value as object).length === 0;
  return field.oneof === undefined && value === field.zero;
};

const toPlain = (desc: DescMessage, message: Plain): Plain => {
  const out: Plain = {};
  for (const field of planOf(desc)) {
    const value = fieldValue(field, message);
    if (isDefault(field, value)) continue;
    if (field.toJson === undefined) out[field.jsonName] = value;
    else out[field.jsonName] = field.isRepeated ? (value as unknown[]).map(field.toJson) : field.toJson(value);
  }
  return out;
};

const emptyOf = (field: FieldPlan): unknown => {
  if (field.isRepeated) return [];
  return field.isMap ? {} : field.zero;
};

const readValue = ({ fromJson, isRepeated }: FieldPlan, value: unknown): unknown => {
  if (value === undefined || fromJson === undefined) return value;
  return isRepeated ? (value as unknown[]).map(fromJson) : fromJson(value);
};

const setValue = (out: Plain, field: FieldPlan, read: unknown): void => {
  if (field.oneof === undefined) out[field.name] = read === undefined ? emptyOf(field) : read;
  else if (read !== undefined) out[field.oneof] = { case: field.name, value: read };
  else out[field.oneof] ??= { case: undefined };
};

const fromPlain = (desc: DescMessage, json: Plain): Plain => {
  const out: Plain = { $typeName: desc.typeName };
  for (const field of planOf(desc)) setValue(out, field, readValue(field, json[field.jsonName]));
  return out;
};

/** The message as ProtoJSON text: int64 as strings, fields at their default left out.
 *  Same text as protobuf-es' toJsonString (a test compares them), from a plan made once per message type: it is on every order's path. */
export const encode = <D extends DescMessage>(desc: D, message: MessageShape<D>): string =>
  JSON.stringify(toPlain(desc, message as unknown as Plain));

/** The message in a ProtoJSON text; unknown fields are passed over, as they may come from a later release.
 *  The text itself is kept by whoever holds it, so they survive. Throws SyntaxError or TypeError on what is no such text. */
export const decode = <D extends DescMessage>(desc: D, text: string): MessageShape<D> =>
  fromPlain(desc, JSON.parse(text) as Plain) as MessageShape<D>;

export { create };
