/** Part of `npm run generate`: the document of events, read off the code. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventsDocument } from './events-document.ts';

const path = join(import.meta.dirname, '../docs/events.md');
writeFileSync(path, eventsDocument());
console.log('wrote docs/events.md');
