// Whether merchants' servers heard of everything that they asked for, by what came and by the log. Pure.

/** A webhook that came. */
export interface Received {
  /** The merchant whose address it came to. */
  readonly endpoint: string;
  /** The header `webhook-id`. */
  readonly id: string;
  /** What its body tells: the event (`evt_…`), its type, its order (`ord_…`), and which of the order's events it is. */
  readonly event: string;
  readonly type: string;
  readonly order: string;
  readonly sequence: number;
  readonly digest: string;
  readonly isSigned: boolean;
  /** Moments count what came and what was taken. Undefined: it was refused, or nobody answered. */
  readonly cameAt: number;
  readonly takenAt: number | undefined;
}

/** An event of an order, as the log has it. */
export interface Happened {
  /** `evt_…` */
  readonly id: string;
  readonly merchant: string;
  readonly type: string;
  /** `ord_…` */
  readonly order: string;
  readonly sequence: number;
}

export interface Wanted {
  readonly merchant: string;
  /** None: all types. */
  readonly events: readonly string[];
  readonly isOrdered: boolean;
}

export interface WebhookJudgement {
  readonly wanted: number;
  readonly came: number;
  readonly missing: readonly string[];
  /** Each rule that was broken, in words. */
  readonly broken: readonly string[];
}

const known = <T>(values: readonly (T | undefined)[]): readonly T[] => values.filter((value) => value !== undefined);

const isWanted =
  ({ merchant, events }: Wanted) =>
  (event: Happened): boolean =>
    event.merchant === merchant && (events.length === 0 || events.includes(event.type));

const wrongIn = (come: Received, event: Happened | undefined): string | undefined => {
  const name = `a webhook ${come.id} to ${come.endpoint}`;
  if (!come.isSigned) return `${name} is not signed as its endpoint signs`;
  if (come.id !== come.event) return `${name} tells of ${come.event}`;
  if (event === undefined) return `${name} is of no event that was asked for there`;
  const isTrue = event.type === come.type && event.order === come.order;
  if (!isTrue) return `${name} says ${come.type} of ${come.order}, where the log says ${event.type} of ${event.order}`;
  return event.sequence === come.sequence
    ? undefined
    : `${name} is number ${come.sequence}, where the log says ${event.sequence}`;
};

const otherBodies = (received: readonly Received[]): readonly string[] =>
  [...Map.groupBy(received, ({ id }) => id)]
    .filter(([, all]) => new Set(all.map(({ digest }) => digest)).size > 1)
    .map(([id]) => `a webhook ${id} came with other bytes than before`);

/** Of an ordered endpoint: what came before all that lies before it in its order was taken. */
const overtaken = (received: readonly Received[]): readonly string[] =>
  [...Map.groupBy(received, ({ order }) => order).values()].flatMap((all) => {
    const takenAt = new Map<number, number>();
    for (const { sequence, takenAt: at } of all) if (at !== undefined && !takenAt.has(sequence)) takenAt.set(sequence, at);
    const isEarly = ({ sequence, cameAt }: Received): boolean =>
      Array.from({ length: sequence - 1 }, (_, index) => takenAt.get(index + 1) ?? Number.POSITIVE_INFINITY).some(
        (at) => at > cameAt,
      );
    return known([all.find(isEarly)]).map(
      ({ id, order }) => `a webhook ${id} came before what lies before it in ${order} was taken`,
    );
  });

/** What one endpoint was sent. */
const judgeEndpoint = (wish: Wanted, received: readonly Received[], happened: readonly Happened[]): WebhookJudgement => {
  const wanted = happened.filter(isWanted(wish));
  const byId = new Map(wanted.map((event) => [event.id, event]));
  const taken = new Set(received.filter(({ takenAt }) => takenAt !== undefined).map(({ id }) => id));
  return {
    wanted: wanted.length,
    came: received.length,
    missing: wanted.filter(({ id }) => !taken.has(id)).map(({ id, type, order }) => `${id} (${type} of ${order})`),
    broken: [
      ...known(received.map((come) => wrongIn(come, byId.get(come.id)))),
      ...otherBodies(received),
      ...(wish.isOrdered ? overtaken(received) : []),
    ],
  };
};

/** `happened`: all events of orders since the endpoints are open. */
export const judgeWebhooks = (
  wishes: readonly Wanted[],
  received: readonly Received[],
  happened: readonly Happened[],
): WebhookJudgement => {
  const merchants = new Set(wishes.map(({ merchant }) => merchant));
  const all = wishes.map((wish) =>
    judgeEndpoint(
      wish,
      received.filter(({ endpoint }) => endpoint === wish.merchant),
      happened,
    ),
  );
  const strays = received.filter(({ endpoint }) => !merchants.has(endpoint));
  return {
    wanted: all.reduce((sum, { wanted }) => sum + wanted, 0),
    came: received.length,
    missing: all.flatMap(({ missing }) => missing),
    broken: [...all.flatMap(({ broken }) => broken), ...strays.map(({ id }) => `a webhook ${id} came to an address of nobody`)],
  };
};
