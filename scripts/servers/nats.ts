import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFile } from './paths.ts';
import type { Command } from './process-group.ts';
import { answersHttp, type Probe, probeHttp } from './readiness.ts';

export interface NatsSettings {
  readonly program: string;
  readonly dataDir: string;
  readonly port: number;
  readonly monitorPort: number;
  readonly token: string;
}

/** JetStream may write its files late (its default): the record is the order event log, and the stream can be filled
 *  again from it. A client that says nothing for 15 s is gone, rather than after its default of some minutes: requests and events go to it, as to
 *  one of several replicas, for as long. */
const configuration = ({ dataDir, port, monitorPort, token }: NatsSettings): string => `listen: "127.0.0.1:${port}"
http: "127.0.0.1:${monitorPort}"
authorization { token: "${token}" }
ping_interval: "5s"
ping_max: 2
jetstream {
  store_dir: ${JSON.stringify(dataDir)}
  max_mem: 256M
  max_file: 8G
}
`;

/** Names the command, and sees to it that the file it reads is there: before every start, as somebody may have removed it. On a full disk the
 *  file that is right already is left alone. */
export const natsCommand = (settings: NatsSettings): Command => {
  mkdirSync(settings.dataDir, { recursive: true, mode: 0o700 });
  const file = join(settings.dataDir, 'nats.conf');
  const text = configuration(settings);
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writePrivateFile(file, text);
  return { file: settings.program, args: ['--config', file] };
};

export const natsUrl = ({ port, token }: Pick<NatsSettings, 'port' | 'token'>): string => `nats://${token}@127.0.0.1:${port}`;

/** Answers 200 once JetStream has recovered its streams and takes requests. */
export const natsHealthUrl = ({ monitorPort }: Pick<NatsSettings, 'monitorPort'>): string =>
  `http://127.0.0.1:${monitorPort}/healthz`;

/** What /healthz says until connections are taken, which they are once everything is recovered: 8 GB take their time.
 *  Source: nats-server 2.15.2 server/monitor.go, healthz; all that is wrong afterwards is a 503. */
const recovering = 500;

/** nats-server 2.15.2 may lock itself up when a write finds no room: whatever asks for JetStream waits for ever then, while
 *  the server itself answers. */
export const probeNats = async ({ monitorPort }: Pick<NatsSettings, 'monitorPort'>): Promise<Probe> => {
  const shown = await probeHttp(natsHealthUrl({ monitorPort }), 3_000, (status) => status === 200 || status === recovering);
  if (shown.is !== 'silent' || !(await answersHttp(`http://127.0.0.1:${monitorPort}/varz`))) return shown;
  return { is: 'ill', why: 'JetStream does not answer, the server does' };
};
