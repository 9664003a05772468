import { toPublicId } from '@tollgate/contracts';
import type { UpdateNotice } from './update-notice.entity.js';

/** A notice as the merchant sees it. */
export const describeNotice = ({ id, files, looked, told, createdAt, endedAt }: UpdateNotice) => ({
  id: toPublicId('upn', id),
  files: files.map(({ name, size, sha256, version }) => ({ name, size, sha256, version })),
  status: endedAt === null ? 'under_way' : 'done',
  looked,
  told,
  createdAt: createdAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
});
