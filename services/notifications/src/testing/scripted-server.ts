import { type AddressInfo, createServer, type Socket } from 'node:net';

type Step = 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'message';

/** What a server answers instead of 250 (354 to DATA): by command, once for each entry, then it is agreeable again. 'hang up' closes the
 *  connection, 'silence' answers nothing. `message` stands for the final dot. */
export type Script = Partial<Record<Step, string[]>> & {
  /** How many connections it takes at once; all unless given. */
  readonly connections?: number;
  /** Answers at RCPT for the recipients of one domain, before those for all; the last one stays. */
  readonly to?: Readonly<Record<string, string[]>>;
};

export interface ScriptedServer {
  readonly url: string;
  /** The messages it answered 250 to. */
  readonly taken: string[];
  readonly connectionCount: () => number;
  /** Ends every connection, as a server does with silent ones. */
  hangUp(): void;
  stop(): Promise<void>;
}

const agreeable: Readonly<Record<string, string>> = { EHLO: '250 hello', DATA: '354 go on' };

/** A mail server that says what a test wants it to say. One command a line, no extensions. */
export const startScriptedServer = async (script: Script = {}): Promise<ScriptedServer> => {
  const sockets = new Set<Socket>();
  const taken: string[] = [];
  let connections = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    connections += 1;
    if (sockets.size > (script.connections ?? Infinity)) {
      socket.end('421 too many connections\r\n');
      return;
    }
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    const answer = (command: Step, otherwise: string, line = ''): string => {
      const domain = script.to?.[/^RCPT TO:<.*@(.*)>/i.exec(line)?.[1] ?? ''] ?? [];
      const said = (domain.length > 1 ? domain.shift() : domain[0]) ?? script[command]?.shift() ?? otherwise;
      if (said === 'hang up') socket.destroy();
      else if (said !== 'silence') socket.write(`${said}\r\n`);
      return said;
    };
    let text = '';
    let isMessage = false;
    const readMessage = (): boolean => {
      const end = text.indexOf('\r\n.\r\n');
      if (end < 0) return false;
      const message = text.slice(0, end + 2);
      text = text.slice(end + 5);
      isMessage = false;
      if (answer('message', '250 taken').startsWith('2')) taken.push(message);
      return true;
    };
    const readCommand = (): boolean => {
      const end = text.indexOf('\r\n');
      if (end < 0) return false;
      const command = text.slice(0, 4).toUpperCase() as Step;
      const said = answer(command, agreeable[command] ?? '250 fine', text.slice(0, end));
      text = text.slice(end + 2);
      isMessage = command === 'DATA' && said.startsWith('3');
      return true;
    };
    socket.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      while (isMessage ? readMessage() : readCommand());
    });
    socket.write('220 scripted\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    connectionCount: () => connections,
    hangUp,
    stop: () => {
      hangUp();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};
