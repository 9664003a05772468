import { startService } from '@tollgate/service';
import { AuthorizationModule, entities, migrations } from './app.module.js';
import { authorizationConfig } from './config.js';

await startService({
  name: 'authorization',
  isPrompt: true,
  module: AuthorizationModule,
  config: authorizationConfig,
  entities,
  migrations,
});
