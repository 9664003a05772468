/** The part of OTLP's JSON that is read here. Source: opentelemetry-proto, `ExportTraceServiceRequest`, JSON mapping. */

export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly service: string;
  readonly startMs: number;
  readonly durationMs: number;
  readonly isError: boolean;
  readonly attributes: Readonly<Record<string, string>>;
}

interface OtlpAttribute {
  readonly key: string;
  readonly value?: Readonly<Record<string, unknown>>;
}

interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes?: readonly OtlpAttribute[];
  readonly status?: { readonly code?: number };
}

export interface OtlpRequest {
  readonly resourceSpans?: readonly {
    readonly resource?: { readonly attributes?: readonly OtlpAttribute[] };
    readonly scopeSpans?: readonly { readonly spans?: readonly OtlpSpan[] }[];
  }[];
}

const statusError = 2; // Source: opentelemetry-proto, Status.StatusCode.STATUS_CODE_ERROR

export const spansOf = (request: OtlpRequest): readonly Span[] =>
  (request.resourceSpans ?? []).flatMap(({ resource, scopeSpans }) => {
    const service = attributesOf(resource?.attributes)['service.name'] ?? 'unknown';
    return (scopeSpans ?? []).flatMap(({ spans }) => (spans ?? []).map((span) => spanOf(span, service)));
  });

const spanOf = (span: OtlpSpan, service: string): Span => {
  const start = BigInt(span.startTimeUnixNano);
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId ?? '',
    name: span.name,
    service,
    startMs: Number(start / 1_000n) / 1_000,
    durationMs: Number(BigInt(span.endTimeUnixNano) - start) / 1_000_000,
    isError: span.status?.code === statusError,
    attributes: attributesOf(span.attributes),
  };
};

/** A value's JSON names its type (`stringValue`, `intValue`, …); people only want to read it. */
const attributesOf = (attributes: readonly OtlpAttribute[] = []): Readonly<Record<string, string>> =>
  Object.fromEntries(
    attributes.map(({ key, value = {} }) => {
      const [plain] = Object.values(value);
      return [key, typeof plain === 'object' ? JSON.stringify(plain) : String(plain ?? '')];
    }),
  );
