import { startService } from '@tollgate/service';
import { serviceOptions } from './app.module.js';

await startService(serviceOptions);
