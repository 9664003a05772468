import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { create, decode, encode, OpenExportRequestSchema, OpenExportResponseSchema, requests } from '@tollgate/contracts';
import { type Bus, openBus } from '@tollgate/messaging';

/** Stands for reporting: says where a file is, and hands it out. */
export class ReportServer {
  answer: (response: ServerResponse) => void = (response) => response.writeHead(503).end();
  readonly asked: string[] = [];

  private constructor(
    private readonly bus: Bus,
    private readonly server: Server,
  ) {}

  static async start(natsUrl: string): Promise<ReportServer> {
    const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
    const bus = await openBus({ servers: natsUrl, service: 'reporting', log: silent });
    const server = createServer((_request, response) => reports.answer(response));
    const reports = new ReportServer(bus, server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/exports/1`;
    bus.connection.subscribe(requests.openExport, {
      callback: (_, message) => {
        reports.asked.push(decode(OpenExportRequestSchema, message.string()).format);
        message.respond(encode(OpenExportResponseSchema, create(OpenExportResponseSchema, { url, entries: 1 })));
      },
    });
    await bus.connection.flush();
    return reports;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await this.bus.close();
  }
}
