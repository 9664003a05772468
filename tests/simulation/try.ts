import { installVirtualTime, realNowMs } from './world/virtual-time.ts';
installVirtualTime();
const { runSeed } = await import('./run-seed.ts');
const [from = '1', count = '1', trace = ''] = process.argv.slice(2);
for (let s = +from; s < +from + +count; s++) {
  const t0 = realNowMs();
  const r = await runSeed(s);
  if (trace) console.log(r.trace.join('\n'));
  console.log(s, r.digest, r.orders, r.events, r.trace.length, (realNowMs() - t0).toFixed(0) + 'ms', r.violations.slice(0, 6));
}
