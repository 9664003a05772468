import { Injectable } from '@nestjs/common';
import { DomainError } from '@tollgate/errors';
import { reportTitle, type StoreRow, type Table, wordsOf } from '@tollgate/report-tables';
import { momentsOf } from '../exports/plan-export.js';
import { ReadCustomers } from '../reads/read-customers.handler.js';
import { ReadFigures } from '../reads/read-figures.handler.js';
import { ReadSettlement } from '../reads/read-settlement.handler.js';
import { bucketOf, mostRows, type PlannedReport } from './plan-report.js';
import { type ReportContent, rowCount, sortedBy } from './report-content.js';
import { breakdownsOf, isBreakdown, type RowsOf, reportTable } from './report-kinds.js';
import { breakdownRows, byCurrency, customerRows, figuresRows, groupRows, settlementRows, storeRows } from './report-rows.js';

/** As many as on Central's page. */
const MOST_CUSTOMERS = 100;
const STORES_AT_A_TIME = 8;

/** Reads what a file of a report tells: what Central's page of it shows. */
@Injectable()
export class ReadReport {
  constructor(
    private readonly figures: ReadFigures,
    private readonly settlements: ReadSettlement,
    private readonly customers: ReadCustomers,
  ) {}

  /** Throws DomainError `unknown_column`, `too_many_lines`, `invalid_period`, `moment_too_busy`, and TransientError. */
  async content(planned: PlannedReport): Promise<ReportContent> {
    const { report, language, from, to, sort } = planned;
    const words = wordsOf(language);
    const names = new Map(planned.stores.map(({ merchant, name }) => [merchant, name]));
    const telling = { days: { from, to }, words, tag: language, storeName: (id: string) => names.get(id) ?? id };
    const tableOf = (rows: RowsOf): Table => sortedBy(reportTable(report, rows, telling), sort);
    const { columns } = tableOf({ currency: '' });
    const sections = (await this.rows(planned)).map((rows) => ({ currency: rows.currency, table: tableOf(rows) }));
    const { column, total } = words.reports;
    const named: Readonly<Record<string, string>> = column;
    const content = {
      title: reportTitle(report, words),
      columns,
      heads: [...columns.map(({ name }) => named[name] ?? name), column.currency],
      total,
      sections,
    };
    if (rowCount(content) > mostRows[planned.format]) throw new DomainError('too_many_lines', 'to');
    return content;
  }

  private rows(planned: PlannedReport): Promise<readonly RowsOf[]> {
    const { report } = planned;
    if (isBreakdown(report)) return this.breakdown(planned, breakdownsOf[report]);
    switch (report) {
      case 'settlement':
        return this.settlement(planned);
      case 'customers':
      case 'customer-kinds':
        return this.customersOf(planned);
      case 'stores':
        return this.stores(planned);
      default:
        return this.series(planned);
    }
  }

  private async series(planned: PlannedReport): Promise<readonly RowsOf[]> {
    const { currencies = [] } = await this.figures.figures({ ...asked(planned), bucket: bucketOf(planned) });
    return figuresRows(currencies);
  }

  private async breakdown(planned: PlannedReport, by: string): Promise<readonly RowsOf[]> {
    const { rows = [], isCut } = await this.figures.breakdown({ ...asked(planned), by }, mostRows[planned.format]);
    if (isCut) throw new DomainError('too_many_lines', 'to');
    return byCurrency(breakdownRows(rows)).map(([currency, breakdown]) => ({ currency, breakdown }));
  }

  private async settlement(planned: PlannedReport): Promise<readonly RowsOf[]> {
    const { rows = [] } = await this.settlements.settlement({ ...asked(planned), bucket: bucketOf(planned) });
    return byCurrency(settlementRows(rows)).map(([currency, settlement]) => ({ currency, settlement }));
  }

  private async customersOf(planned: PlannedReport): Promise<readonly RowsOf[]> {
    const { rows = [], groups = [] } = await this.customers.customersOf({ ...asked(planned), limit: MOST_CUSTOMERS });
    if (planned.report === 'customer-kinds')
      return byCurrency(groupRows(groups)).map(([currency, own]) => ({ currency, groups: own }));
    return byCurrency(customerRows(rows, planned.customers)).map(([currency, customers]) => ({ currency, customers }));
  }

  /** Each store's days are its own. */
  private async stores(planned: PlannedReport): Promise<readonly RowsOf[]> {
    const all: StoreRow[] = [];
    for (let first = 0; first < planned.stores.length; first += STORES_AT_A_TIME) {
      const slice = planned.stores.slice(first, first + STORES_AT_A_TIME).map(async ({ merchant, timeZone }) => {
        const { currencies = [] } = await this.figures.figures({
          ...asked({ ...planned, merchant, timeZone }),
          bucket: 'period',
        });
        return storeRows(merchant, currencies);
      });
      all.push(...(await Promise.all(slice)).flat());
    }
    return byCurrency(all).map(([currency, stores]) => ({ currency, stores }));
  }
}

const asked = (planned: PlannedReport) => {
  const { merchant, mode, timeZone, currency, at } = planned;
  return { merchant, mode, timeZone, currency, at, ...momentsOf(planned) };
};
