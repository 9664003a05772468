import { type AddressInfo, createServer, type Socket } from 'node:net';

type Step = 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'message';

/** What a server answers instead of 250 (354 to DATA): by command, once for each entry, then it is agreeable again. 'hang up' closes the
 *  connection, 'silence' answers nothing, 'later: …' answers when `sayLater` is called. `message` stands for the final dot. */
export type Script = Partial<Record<Step, string[]>> & {
  /** How many connections it takes at once; all unless given. */
  readonly connections?: number;
  /** Offers PIPELINING (RFC 2920), as most servers do: sender, recipient and DATA come at once. */
  readonly isPipelining?: boolean;
  /** Answers at RCPT for the recipients of one domain, before those for all; the last one stays. */
  readonly to?: Readonly<Record<string, string[]>>;
};

export interface ScriptedServer {
  readonly url: string;
  /** The messages it answered 250 to. */
  readonly taken: string[];
  readonly connectionCount: () => number;
  /** How often a recipient was named. */
  readonly recipientCount: () => number;
  sayLater(): void;
  /** Ends every connection, as a server does with silent ones. */
  hangUp(): void;
  stop(): Promise<void>;
}

const agreeable: Readonly<Record<string, string>> = { DATA: '354 go on', message: '250 taken' };

/** What a test sees of its server. */
class Seen {
  readonly taken: string[] = [];
  readonly later: (() => void)[] = [];
  connections = 0;
  recipients = 0;

  constructor(readonly script: Script) {}

  /** What is to be said to a line; the next entry of the script is used up. */
  next(step: Step, line: string): string {
    if (step === 'RCPT') this.recipients += 1;
    const domain = this.script.to?.[/^RCPT TO:<.*@(.*)>/i.exec(line)?.[1] ?? ''] ?? [];
    const ofDomain = domain.length > 1 ? domain.shift() : domain[0];
    return ofDomain ?? this.script[step]?.shift() ?? this.agreeable(step);
  }

  private agreeable(step: Step): string {
    if (step === 'EHLO' && this.script.isPipelining === true) return '250-hello\r\n250 PIPELINING';
    return agreeable[step] ?? '250 fine';
  }
}

/** One connection: reads commands, one a line, and messages. */
class Conversation {
  private text = '';
  private isMessage = false;

  constructor(
    private readonly socket: Socket,
    private readonly seen: Seen,
  ) {}

  read(chunk: string): void {
    this.text += chunk;
    while (this.isMessage ? this.readMessage() : this.readCommand());
  }

  private readMessage(): boolean {
    const end = this.text.indexOf('\r\n.\r\n');
    if (end < 0) return false;
    const message = this.text.slice(0, end + 2);
    this.text = this.text.slice(end + 5);
    this.isMessage = false;
    if (this.answer('message', '').startsWith('2')) this.seen.taken.push(message);
    return true;
  }

  private readCommand(): boolean {
    const end = this.text.indexOf('\r\n');
    if (end < 0) return false;
    const line = this.text.slice(0, end);
    this.text = this.text.slice(end + 2);
    const command = line.slice(0, 4).toUpperCase() as Step;
    this.isMessage = this.answer(command, line).startsWith('3') && command === 'DATA';
    return true;
  }

  private answer(step: Step, line: string): string {
    const said = this.seen.next(step, line);
    const [, postponed] = /^later: (.*)$/.exec(said) ?? [];
    const say = () => this.socket.write(`${postponed ?? said}\r\n`);
    if (postponed !== undefined) this.seen.later.push(say);
    else if (said === 'hang up') this.socket.destroy();
    else if (said !== 'silence') say();
    return postponed ?? said;
  }
}

/** A mail server that says what a test wants it to say. One command a line; no extensions unless told. */
export const startScriptedServer = async (script: Script = {}, port = 0): Promise<ScriptedServer> => {
  const sockets = new Set<Socket>();
  const seen = new Seen(script);
  const server = createServer((socket) => {
    sockets.add(socket);
    seen.connections += 1;
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    if (sockets.size > (script.connections ?? Infinity)) {
      socket.end('421 too many connections\r\n');
      return;
    }
    const conversation = new Conversation(socket, seen);
    socket.setEncoding('utf8').on('data', (chunk) => conversation.read(String(chunk)));
    socket.write('220 scripted\r\n');
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken: seen.taken,
    connectionCount: () => seen.connections,
    recipientCount: () => seen.recipients,
    sayLater: () => {
      for (const say of seen.later.splice(0)) say();
    },
    hangUp,
    stop: () => {
      hangUp();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};
