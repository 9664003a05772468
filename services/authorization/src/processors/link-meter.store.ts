import type { Metrics } from '@tollgate/service';
import type { LinkMeter } from './iso8583/link/link-meter.js';

const answerBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 6];

/** The metrics of an acquirer's link. Whether it is up is told of every processor alike, see `ProcessorsModule`. */
export const linkMeter = (metrics: Metrics): LinkMeter => {
  const inFlight = metrics.gauge('acquirer_in_flight', 'Messages that wait for the acquirer’s answer');
  const answers = metrics.histogram('acquirer_answer_seconds', 'From a message to its answer', answerBuckets);
  const unmatched = metrics.counter('acquirer_unmatched_total', 'Answers to nothing that we wait for');
  const unreadable = metrics.counter('acquirer_unreadable_total', 'Frames that hold no message');
  const late = metrics.counter('acquirer_late_approvals_total', 'Approvals of requests that were given up');
  return {
    up: () => undefined,
    inFlight: (count) => inFlight.set(count),
    answerMs: (durationMs) => answers.observe(durationMs / 1_000),
    unmatched: () => unmatched.inc(),
    unreadable: () => unreadable.inc(),
    lateApprovals: () => late.inc(),
  };
};
