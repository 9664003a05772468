import { startService } from '@tollgate/service';
import { AppModule } from './app.module.js';
import { configSchema } from './config.js';

await startService({ name: 'tax-shipping', isPrompt: true, module: AppModule, config: configSchema });
