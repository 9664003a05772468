import { mkdirSync } from 'node:fs';
import type { Command } from './process-group.ts';
import { type Probe, probeHttp } from './readiness.ts';

export interface MinioSettings {
  readonly program: string;
  readonly dataDir: string;
  readonly port: number;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Reached on the loopback interface and through the S3 protocol only: no console, no call for updates. */
export const minioCommand = ({ program, dataDir, port, accessKey, secretKey }: MinioSettings): Command => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return {
    file: program,
    args: ['server', dataDir, '--address', `127.0.0.1:${port}`, '--quiet'],
    env: {
      MINIO_ROOT_USER: accessKey,
      MINIO_ROOT_PASSWORD: secretKey,
      MINIO_BROWSER: 'off',
      MINIO_UPDATE: 'off',
      MINIO_CALLHOME_ENABLE: 'off',
    },
  };
};

export const minioUrl = ({ port }: Pick<MinioSettings, 'port'>): string => `http://127.0.0.1:${port}`;
export const minioHealthUrl = ({ port }: Pick<MinioSettings, 'port'>): string => `${minioUrl({ port })}/minio/health/ready`;

/** Any answer shows that it turns: a 503 says that it is busy, and it would be busier after a restart. Source: minio
 *  cmd/healthcheck-handler.go, LivenessCheckHandler. */
export const probeMinio = ({ port }: Pick<MinioSettings, 'port'>, timeoutMs: number): Promise<Probe> =>
  probeHttp(`${minioUrl({ port })}/minio/health/live`, timeoutMs, () => true);
