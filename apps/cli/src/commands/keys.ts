import { setTimeout as sleep } from 'node:timers/promises';
import {
  ListKeysRequestSchema,
  type ListKeysResponse,
  ListKeysResponseSchema,
  RotateKeysRequestSchema,
  type RotateKeysResponse,
  RotateKeysResponseSchema,
  requests,
  type VaultKey,
} from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import Table from 'cli-table3';
import { answerOf, openRequests } from '../bus.js';
import { type Progress, progressBar } from '../progress.js';

const POLL_MS = 200;
/** So long a restart of the service, or of the bus, may take while keys rotate. */
const MAX_SILENCE_MS = 60_000;

export interface RotationParts {
  /** Asks authorization to go on, and how far it is. */
  readonly rotate: () => Promise<RotateKeysResponse>;
  readonly progress: Pick<Progress, 'update'>;
  readonly wait: (ms: number) => Promise<unknown>;
}

/** Asks until no data key is left that can be wrapped anew. Each time any replica may answer, and one that stopped
 *  meanwhile is made good for by the next. Throws TransientError when nobody answered for a minute. */
export const rotateUntilDone = async ({ rotate, progress, wait }: RotationParts): Promise<RotateKeysResponse> => {
  for (let silentMs = 0; ; await wait(POLL_MS)) {
    try {
      const answer = await rotate();
      silentMs = 0;
      progress.update(answer.dataKeyCount - answer.remainingCount, answer.dataKeyCount);
      if (answer.remainingCount <= answer.unreadableCount) return answer;
    } catch (error) {
      silentMs += POLL_MS;
      if (!(error instanceof TransientError) || silentMs > MAX_SILENCE_MS) throw error;
    }
  }
};

/** What the operator reads in the end, and the exit code: 1 when data keys are left under an old vault key. */
export const rotationReport = (end: RotateKeysResponse): { readonly text: string; readonly exitCode: number } => {
  const wrapped = end.dataKeyCount - end.remainingCount;
  const done = `${wrapped} of ${end.dataKeyCount} data keys are wrapped by vault key ${end.currentKey}`;
  if (end.remainingCount > 0) {
    return {
      exitCode: 1,
      text: `✗ ${done}; ${end.remainingCount} cannot be unwrapped: their vault key is not configured, or the row was damaged
  (authorization's log names it). Their cards cannot be used. Add the missing key file to
  TOLLGATE_VAULT_KEY_FILES_OLD of every authorization, and run this again. "tollgate keys list" shows which key it is.`,
    };
  }
  return {
    exitCode: 0,
    text: `✓ ${done}
  Next: take the old key files out of TOLLGATE_VAULT_KEY_FILES_OLD and restart every authorization; cards sealed to a key
  derived from an old vault key are sealed again by themselves. Keep the old files, offline, for as long as a backup is
  kept that was made before now: its cards open under them alone.`,
  };
};

/** `tollgate keys rotate`: authorization wraps all data keys under its current vault key, while orders go on. */
export const keysRotateCommand = async (): Promise<number> => {
  const bus = await openRequests();
  const progress = progressBar('wrapping keys anew', 0);
  const rotate = () => bus.ask.request(requests.rotateKeys, RotateKeysRequestSchema, RotateKeysResponseSchema, {});
  try {
    await answerOf('authorization', rotate);
    const end = await answerOf('authorization', () => rotateUntilDone({ rotate, progress, wait: sleep }));
    const report = rotationReport(end);
    progress.stop();
    console.log(report.text);
    return report.exitCode;
  } finally {
    progress.stop();
    await bus.close();
  }
};

type Keys = Pick<ListKeysResponse, 'vaultKeys' | 'sealingKeys'>;

const stateOf = ({ isCurrent, isConfigured }: VaultKey): string => {
  if (isCurrent) return 'current';
  return isConfigured ? 'unwraps' : 'MISSING';
};

/** The keys as a table, and what to do when data keys are wrapped by an old one. Exit code 1 when cards need a key
 *  that is not configured. */
export const keysReport = ({ vaultKeys, sealingKeys }: Keys): { readonly text: string; readonly exitCode: number } => {
  const table = new Table({ head: ['key', 'name', 'state', 'data keys'], style: { head: [], border: [] } });
  for (const key of vaultKeys) table.push(['vault', key.name, stateOf(key), { content: key.dataKeyCount, hAlign: 'right' }]);
  for (const [index, name] of sealingKeys.entries()) table.push(['sealing', name, index === 0 ? 'current' : 'opens', '']);
  const isStale = vaultKeys.some(({ isCurrent, dataKeyCount }) => !isCurrent && dataKeyCount > 0);
  const next = isStale ? '\n\ndata keys are wrapped by an old vault key: tollgate keys rotate' : '';
  const isWhole = vaultKeys.every(({ isConfigured }) => isConfigured);
  return { text: `${table.toString()}${next}`, exitCode: isWhole ? 0 : 1 };
};

/** `tollgate keys list`: the keys at work, by name. */
export const keysListCommand = async (): Promise<number> => {
  const bus = await openRequests();
  try {
    const list = () => bus.ask.request(requests.listKeys, ListKeysRequestSchema, ListKeysResponseSchema, {});
    const report = keysReport(await answerOf('authorization', list));
    console.log(report.text);
    return report.exitCode;
  } finally {
    await bus.close();
  }
};
