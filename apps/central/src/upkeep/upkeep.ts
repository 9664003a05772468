/** How the installation is: `GET /central/api/upkeep`. */
export interface Upkeep {
  readonly services: readonly ServiceState[];
  /** Null: it does not answer. */
  readonly bus: {
    readonly messages: number;
    readonly bytes: number;
    /** Null: no limit. */
    readonly maxBytes: number | null;
    readonly consumers: readonly Consumer[];
  } | null;
  readonly log: { readonly position: number; readonly relayBehind: number } | null;
  readonly reporting: { readonly position: number; readonly behind: number | null } | null;
}

export interface ServiceState {
  readonly service: string;
  readonly isAnswering: boolean;
  /** Null: not known. */
  readonly parkedCount: number | null;
  readonly hasMore: boolean;
  readonly parked: readonly ParkedEvent[];
}

export interface ParkedEvent {
  readonly event: string;
  readonly type: string;
  readonly order: string | null;
  readonly error: string;
  readonly parkedAt: string;
}

export interface Consumer {
  readonly service: string;
  readonly pending: number;
  readonly unacknowledged: number;
  readonly redelivered: number;
}

export interface Redriven {
  readonly service: string;
  readonly handled: number;
  readonly failed: readonly { readonly event: string; readonly type: string; readonly error: string }[];
  readonly left: number;
}

/** Something that somebody should look at. */
export interface Finding {
  readonly kind:
    | 'parked'
    | 'silent'
    | 'consumerBehind'
    | 'busSilent'
    | 'busFull'
    | 'logUnknown'
    | 'relayBehind'
    | 'reportingSilent'
    | 'reportingBehind';
  readonly service?: string;
  readonly count?: number;
}

/** A busy store is a few hundred events behind for a moment. Positions have gaps, and count them. */
const muchBehind = 1_000;
const nearlyFull = 0.8;

const ofServices = (services: readonly ServiceState[]): readonly Finding[] =>
  services.flatMap(({ service, isAnswering, parkedCount }): readonly Finding[] => {
    if (!isAnswering) return [{ kind: 'silent', service }];
    return (parkedCount ?? 0) > 0 ? [{ kind: 'parked', service, count: parkedCount ?? 0 }] : [];
  });

const ofBus = (bus: Upkeep['bus']): readonly Finding[] => {
  if (bus === null) return [{ kind: 'busSilent' }];
  const share = fullness(bus);
  return [
    ...bus.consumers
      .filter(({ pending }) => pending > muchBehind)
      .map(({ service, pending }) => ({ kind: 'consumerBehind', service, count: pending }) as const),
    ...(share !== undefined && share >= nearlyFull ? [{ kind: 'busFull', count: Math.floor(share * 100) } as const] : []),
  ];
};

const ofLog = ({ log, reporting }: Upkeep): readonly Finding[] => [
  ...(log === null ? [{ kind: 'logUnknown' } as const] : []),
  ...((log?.relayBehind ?? 0) > muchBehind ? [{ kind: 'relayBehind', count: log?.relayBehind ?? 0 } as const] : []),
  ...(reporting === null ? [{ kind: 'reportingSilent' } as const] : []),
  ...((reporting?.behind ?? 0) > muchBehind ? [{ kind: 'reportingBehind', count: reporting?.behind ?? 0 } as const] : []),
];

/** What is not as it should be; [] where all is well. What is not known is not well. */
export const findingsOf = (upkeep: Upkeep): readonly Finding[] => [
  ...ofServices(upkeep.services),
  ...ofBus(upkeep.bus),
  ...ofLog(upkeep),
];

/** 0 to 1; undefined where there is no limit. */
export const fullness = ({
  bytes,
  maxBytes,
}: {
  readonly bytes: number;
  readonly maxBytes: number | null;
}): number | undefined => (maxBytes === null || maxBytes === 0 ? undefined : bytes / maxBytes);

/** Reports are built anew instead. Source: `redriveParked` of the API. */
export const isRedriven = ({ service, isAnswering, parkedCount }: ServiceState): boolean =>
  service !== 'reporting' && isAnswering && (parkedCount ?? 0) > 0;
