import { startService } from '@tollgate/service';
import { AppModule } from './app.module.js';
import { configSchema } from './config.js';

await startService({ name: 'notifications', module: AppModule, config: configSchema });
