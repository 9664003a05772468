import { startMinio, startVersitygw } from '@tollgate/testing';
import { objectsContract } from './objects.contract.js';

describe('the store of files', () => {
  objectsContract('on MinIO', startMinio);
  objectsContract('on versitygw', startVersitygw);
});
