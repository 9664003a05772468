import { request } from '../api/client.js';
import { problemOf } from '../api/problem.js';
import { noticeSessionEnd, queryClient } from '../api/query-client.js';
import { type Session, sessionKey } from '../api/session.js';
import { type CurrentStore, onStoreLeft } from '../shell/store-context.js';
import type { PlannedOrder } from './bulk-plan.js';
import { type BulkRun, requestOf } from './bulk-run.js';
import { type BulkRunner, createRunner } from './bulk-runner.js';
import type { Reply } from './verdict.js';

/** Of this tab: another one knows nothing of it. */
const prefix = 'tollgate-bulk/';
const runners = new Map<string, BulkRunner>();

const runIn = (text: string | null): BulkRun | undefined => {
  try {
    return text === null ? undefined : (JSON.parse(text) as BulkRun);
  } catch {
    return undefined;
  }
};

/** A full store costs what a reload would show, not the run. */
const write = (name: string, run: BulkRun | undefined): void => {
  try {
    if (run === undefined) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, JSON.stringify(run));
  } catch {
    // see above
  }
};

/** The token of this person's session: the gateway takes no other person's command by it. */
const tokenOf = (user: string): string | undefined => {
  const session = queryClient.getQueryData<Session | null>(sessionKey);
  return session?.user.id === user && session.isOver !== true ? session.csrfToken : undefined;
};

const sendBy =
  ({ session, path }: CurrentStore) =>
  async (run: BulkRun, order: PlannedOrder): Promise<Reply> => {
    const { path: rest, body, key } = requestOf(run, order);
    const token = tokenOf(session.user.id);
    if (token === undefined) return { problem: { status: 401, code: 'not_signed_in' } };
    try {
      return await request(path(rest), { method: 'POST', body, headers: { 'idempotency-key': key, 'x-csrf-token': token } });
    } catch (error) {
      noticeSessionEnd(error);
      return { problem: problemOf(error) };
    }
  };

/** The runs of this person in this store and mode. */
export const runnerOf = (current: CurrentStore): BulkRunner => {
  const { session, store, mode } = current;
  const name = `${prefix}${session.user.id}/${store.id}/${mode}`;
  const known = runners.get(name);
  if (known !== undefined) return known;
  const runner: BulkRunner = createRunner({
    read: () => runIn(sessionStorage.getItem(name)),
    // One that was forgotten leaves nothing behind, whatever is answered later.
    write: (run) => (runners.get(name) === runner ? write(name, run) : undefined),
    send: sendBy(current),
    pause: (ms) => new Promise((done) => setTimeout(done, ms)),
    newId: () => crypto.randomUUID(),
  });
  runners.set(name, runner);
  return runner;
};

const stopRuns = (): void => {
  for (const runner of runners.values()) runner.stop();
};
onStoreLeft(stopRuns);

/** Nothing more of them is sent: whoever signs in next at this browser sees none, and goes on with none. */
export const forgetRuns = (): void => {
  stopRuns();
  runners.clear();
  for (const name of Object.keys(sessionStorage)) if (name.startsWith(prefix)) sessionStorage.removeItem(name);
};
