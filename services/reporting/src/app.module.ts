import { Module } from '@nestjs/common';
import { CellEventsHandler } from './cells/cell-events.handler.js';
import { CellsResponder } from './cells/cells.responder.js';
import { EventPlaces } from './cells/event-places.repository.js';
import { CustomersRepository } from './customers/customers.repository.js';
import { CustomersResponder } from './customers/customers.responder.js';
import { PackCustomersHandler } from './customers/packed/pack-customers.handler.js';
import { PackDays } from './customers/packed/pack-days.repository.js';
import { PackedCustomersRepository } from './customers/packed/packed-customers.repository.js';
import { ExportListener } from './exports/exports.listener.js';
import { ExportsResponder } from './exports/exports.responder.js';
import { LogReach } from './exports/log-reach.repository.js';
import { WriteExportHandler } from './exports/write-export.handler.js';
import { BreakdownRepository } from './figures/breakdown.repository.js';
import { FiguresRepository } from './figures/figures.repository.js';
import { FiguresResponder } from './figures/figures.responder.js';
import { JournalRepository } from './journal/journal.repository.js';
import { OrdersRepository } from './orders/orders.repository.js';
import { OrdersResponder } from './orders/orders.responder.js';
import { KnownThenHandler } from './past/known-then.handler.js';
import { FollowLogHandler } from './projection/follow-log.handler.js';
import { Generations } from './projection/generations.repository.js';
import { PositionResponder } from './projection/position.responder.js';
import { ReadCustomers } from './reads/read-customers.handler.js';
import { ReadFigures } from './reads/read-figures.handler.js';
import { ReadSettlement } from './reads/read-settlement.handler.js';
import { FillHandler } from './rebuild/fill.handler.js';
import { FillTables } from './rebuild/fill-tables.repository.js';
import { LogCountRepository } from './rebuild/log-count.repository.js';
import { RebuildHandler } from './rebuild/rebuild.handler.js';
import { RebuildRepository } from './rebuild/rebuild.repository.js';
import { RebuildResponder } from './rebuild/rebuild.responder.js';
import { ReadReport } from './report-files/read-report.handler.js';
import { WriteReport } from './report-files/write-report.handler.js';
import { SalesResponder } from './sales/sales.responder.js';
import { SettlementRepository } from './settlement/settlement.repository.js';
import { SettlementResponder } from './settlement/settlement.responder.js';

@Module({
  controllers: [
    OrdersResponder,
    SalesResponder,
    FiguresResponder,
    SettlementResponder,
    CustomersResponder,
    CellsResponder,
    RebuildResponder,
    ExportsResponder,
    PositionResponder,
  ],
  providers: [
    OrdersRepository,
    FiguresRepository,
    BreakdownRepository,
    SettlementRepository,
    CustomersRepository,
    PackedCustomersRepository,
    PackDays,
    PackCustomersHandler,
    EventPlaces,
    CellEventsHandler,
    KnownThenHandler,
    Generations,
    LogCountRepository,
    FillTables,
    FillHandler,
    RebuildHandler,
    RebuildRepository,
    FollowLogHandler,
    JournalRepository,
    ReadFigures,
    ReadSettlement,
    ReadCustomers,
    ReadReport,
    WriteReport,
    LogReach,
    WriteExportHandler,
    ExportListener,
  ],
})
export class AppModule {}
