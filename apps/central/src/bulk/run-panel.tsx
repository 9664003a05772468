import { Button, Progress } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { ApiProblem } from '../api/problem.js';
import { Money } from '../ui/money.js';
import { useProblemText } from '../ui/problem-notice.js';
import type { Tone } from '../ui/status-tone.js';
import ui from '../ui/ui.module.css';
import classes from './bulk.module.css';
import { type BulkRun, countOf, type OrderState, type RunOrder, settledIn } from './bulk-run.js';
import type { BulkRunner } from './bulk-runner.js';

interface RunPanelProps {
  readonly run: BulkRun;
  readonly runner: BulkRunner;
}

/** How far a run has come, and what became of each order. */
export const RunPanel = ({ run, runner }: RunPanelProps) => {
  const t = useTranslations('bulk');
  const total = run.orders.length;
  const settled = settledIn(run);
  const failed = countOf(run, 'failed');
  return (
    <section className={classes.run} aria-label={t(`title_${run.kind}`)}>
      <div className={classes.runHead}>
        <div>
          <strong>{t(`title_${run.kind}`)}</strong>
          <div role="status" className={classes.told}>
            {t(`state_${run.state}`, { settled, total })}
          </div>
        </div>
        <div className={classes.actions}>
          {run.state === 'paused' || (run.state === 'ended' && failed > 0) ? (
            <Button size="sm" onClick={runner.resume}>
              {run.state === 'paused' ? t('goOn') : t('again', { count: failed })}
            </Button>
          ) : null}
          {run.state === 'ended' ? (
            <Button size="sm" variant="default" onClick={runner.dismiss}>
              {t('dismiss')}
            </Button>
          ) : (
            <Button
              size="sm"
              variant="default"
              disabled={countOf(run, 'waiting') === 0 && run.state === 'running'}
              onClick={runner.cancel}
            >
              {t('cancel')}
            </Button>
          )}
        </div>
      </div>
      <Progress
        value={(100 * settled) / total}
        size="sm"
        aria-label={t(`state_${run.state}`, { settled, total })}
        animated={run.state === 'running'}
        {...(countOf(run, 'done', 'underWay') === total ? { color: 'green.8' } : {})}
      />
      <Results run={run} />
    </section>
  );
};

/** What asks for somebody's eyes comes first. */
const shown = ['failed', 'refused', 'underWay', 'canceled', 'done', 'sent', 'waiting'] as const satisfies readonly OrderState[];
const tones: Readonly<Record<OrderState, Tone>> = {
  failed: 'bad',
  refused: 'bad',
  underWay: 'info',
  canceled: 'calm',
  done: 'good',
  sent: 'info',
  waiting: 'calm',
};
const firstShown = 5;

const Results = ({ run }: { readonly run: BulkRun }) => {
  const t = useTranslations('bulk');
  const [isWhole, setWhole] = useState(false);
  const counts = shown.map((state) => ({ state, count: countOf(run, state) })).filter(({ count }) => count > 0);
  const ordered = shown.flatMap((state) => run.orders.filter((order) => order.state === state));
  const told = isWhole ? ordered : ordered.filter(({ state }) => state === 'failed' || state === 'refused').slice(0, firstShown);
  return (
    <>
      <div className={classes.counts}>
        {counts.map(({ state, count }) => (
          <span key={state} className={ui.badge} data-tone={tones[state]}>
            {t(state, { count })}
          </span>
        ))}
        <Button variant="subtle" size="compact-xs" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {t(isWhole ? 'fewer' : 'each')}
        </Button>
      </div>
      {told.length === 0 ? null : (
        <ul className={classes.results}>
          {told.map((order) => (
            <ResultItem key={order.id} order={order} />
          ))}
        </ul>
      )}
    </>
  );
};

const ResultItem = ({ order }: { readonly order: RunOrder }) => {
  const t = useTranslations('bulk');
  const text = useProblemText();
  const { id, name, amount, currency, state, code, detail } = order;
  const why =
    code === undefined ? undefined : text(new ApiProblem({ status: 409, code, ...(detail === undefined ? {} : { detail }) }));
  return (
    <li className={classes.result}>
      <Link href={`/orders/${id}`} className={classes.name}>
        {name}
      </Link>
      <Money minor={amount} currency={currency} />
      <span className={ui.badge} data-tone={tones[state]}>
        {t(`is_${state}`)}
      </span>
      {why === undefined ? null : <span className={classes.why}>{why}</span>}
    </li>
  );
};
