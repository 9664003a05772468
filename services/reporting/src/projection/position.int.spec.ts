import { ReportedPositionRequestSchema, ReportedPositionResponseSchema, requests } from '@tollgate/contracts';
import { eventually } from '@tollgate/testing';
import { TestStack } from '../testing/test-stack.js';

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.start();
});
afterAll(() => stack?.stop());

const positionOf = async (): Promise<bigint> =>
  (await stack.requests.request(requests.reportedPosition, ReportedPositionRequestSchema, ReportedPositionResponseSchema, {}))
    .position;

describe('how far reports follow the log', () => {
  it('is told: nothing of an empty log, and the newest event once it is reported', async () => {
    await stack.serve();
    expect(await positionOf()).toBe(0n);
    await stack.writer.write();
    const [newest] = await stack.rows<{ position: string }>('SELECT max(position) AS position FROM order_log.events');
    await eventually('it to be reported', async () => (await positionOf()) === BigInt(newest?.position ?? 0));
  });
});
