import { type FileEntitlement, isFile, orders } from '@tollgate/order';
import { bookEntitlement, bookFile, downloadsGranted, orderPlaced } from '@tollgate/testing';
import { downloadPage, problemPage, sizeText } from './page.js';
import { pageHeaders } from './page-headers.client.js';

const delivery = orders.fold([
  orderPlaced(),
  downloadsGranted({
    entitlements: [{ ...bookEntitlement, form: { case: 'file', value: { ...bookFile, name: '<b>"book" & more</b>.epub' } } }],
  }),
])?.delivery;
const entitlement = delivery?.entitlements.find(isFile) as FileEntitlement;

describe('downloadPage', () => {
  const of = { delivery: { expiresAt: '2026-11-26T12:00:00.000Z' }, token: 'TOKEN' };
  const page = downloadPage(entitlement, { ...of, isAsking: false });

  it('tells what the file is and until when it can be fetched', () => {
    expect(page).toContain('1.0 MB');
    expect(page).toContain('November 26, 2026, 12:00 UTC');
    expect(page).toContain('<form class="download" method="get" action="/d/TOKEN/file">');
    expect(page).toContain('<button type="submit">Download</button></form>');
  });

  it('S16: shows a name as text, whatever it contains', () => {
    expect(page).not.toContain('<b>');
    expect(page).toContain('&lt;b&gt;&quot;book&quot; &amp; more&lt;/b&gt;.epub');
  });

  it('D7: asks whether the file has arrived where only the customer can tell, and says so to its script', () => {
    const asking = downloadPage(entitlement, { ...of, isAsking: true });
    expect(page).not.toContain('/received');
    expect(asking).toContain('<form method="post" action="/d/TOKEN/received">');
    expect([page, asking].map((text) => /data-state="([^"]*)"/.exec(text)?.[1])).toEqual(['0', '0 asking']);
  });

  it('runs no script but its own and shows nothing of where the file is kept', () => {
    expect(page.split('<script>')).toHaveLength(2);
    expect(pageHeaders['Content-Security-Policy']).toContain("script-src 'sha256-");
    expect(pageHeaders['Content-Security-Policy']).not.toContain('unsafe');
    expect(page).not.toContain('mer_demo');
  });
});

describe('problemPage', () => {
  it('names the code that scripts get', () =>
    expect(problemPage('link_expired', 'req_1')).toContain('<code>link_expired</code>'));
  it('asks nobody to try again what will never be taken', () => {
    expect(problemPage('method_not_allowed', 'req_1')).toContain('does not take a request of that kind, now or later');
    for (const code of ['method_not_allowed', 'precondition_failed', 'range_not_satisfiable'])
      expect(problemPage(code, 'req_1')).not.toMatch(/try again/);
  });
  it('has words for what it does not know', () => expect(problemPage('internal_error', 'req_1')).toContain('That did not work'));
});

describe('sizeText', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1_000, '1.0 KB'],
    [5_368_709_120, '5.4 GB'],
  ])('shows %d as %s', (size, text) => expect(sizeText(size)).toBe(text));
});
