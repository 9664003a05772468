import { spawn } from 'node:child_process';
import { extname, join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { TransientError } from '@tollgate/errors';

const program = join(import.meta.dirname, `typeset.listener${extname(import.meta.filename)}`);

/** Longer than the largest document takes on a busy machine. */
const TIMEOUT_MS = 120_000;

const endOf = (child: ReturnType<typeof spawn>): Promise<number | null> =>
  new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));

/** What a document is made of: its template in Typst, and what that shows as data. */
export interface Manuscript {
  readonly template: string;
  readonly document: object;
  readonly writtenAt: string;
}

/** The document, typeset in a process of its own. Throws TransientError when that took too long or was killed. */
export const typeset = async ({ template, document, writtenAt }: Manuscript): Promise<Buffer> => {
  const child = spawn(process.execPath, [program], { stdio: 'pipe', timeout: TIMEOUT_MS, killSignal: 'SIGKILL', env: {} });
  const ended = endOf(child);
  // What the child's end says more about is not thrown twice.
  child.stdin.on('error', () => undefined);
  child.stdin.end(JSON.stringify({ template, data: JSON.stringify(document), writtenAt }));
  const [pdf, errors, code] = await Promise.all([buffer(child.stdout), text(child.stderr), ended]);
  if (code === null) throw new TransientError('a document was not typeset in time');
  if (code !== 0) throw new Error(`a document cannot be typeset: ${errors.slice(0, 2_000)}`);
  return pdf;
};
