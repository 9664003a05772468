import { startTraceViewer } from './trace-viewer.js';

const viewer = await startTraceViewer(Number(process.env.TOLLGATE_TRACES_PORT ?? 7418), process.env.TOLLGATE_LISTEN_HOST);
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void viewer.stop().then(() => process.exit(0)));
console.log(JSON.stringify({ level: 'info', msg: 'trace viewer is open', page: viewer.url }));
