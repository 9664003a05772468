import pc from 'picocolors';

/** What a person at the terminal sees: a line for each step that is done, one moving line for what is going on. */
export interface Console {
  line(text: string): void;
  done(name: string, text: string): void;
  problem(text: string): void;
  /** What is being waited for under that name; undefined when it is over. */
  waiting(name: string, step: string | undefined): void;
  close(): void;
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 120;
/** Where nothing can be rewritten (a log file), a long step reports this often. */
const plainIntervalMs = 15_000;

interface Step {
  readonly since: number;
  readonly saidAt: number;
  readonly text: string;
}

export const createConsole = (out: NodeJS.WriteStream): Console => {
  const steps = new Map<string, Step>();
  const show = out.isTTY ? spinner(out, steps) : reporter(out, steps);
  out.on('error', () => undefined); // a full disk, or a reader that is gone: the stack goes on
  const timer = setInterval(show, frameMs);
  timer.unref();
  const print = (text: string) => {
    clear(out);
    out.write(`${text}\n`);
  };
  return {
    line: print,
    done: (name, text) => print(`${pc.green('✓')} ${name.padEnd(16)} ${text}`),
    problem: (text) => print(`${pc.red('!')} ${text}`),
    waiting: (name, text) => {
      const { since, saidAt } = steps.get(name) ?? { since: Date.now(), saidAt: Date.now() };
      if (text === undefined) steps.delete(name);
      else steps.set(name, { text, since, saidAt });
    },
    close: () => {
      clearInterval(timer);
      clear(out);
    },
  };
};

/** On a terminal: one line, rewritten, and left alone while there is nothing to say: a person may be typing there. */
const spinner = (out: NodeJS.WriteStream, steps: ReadonlyMap<string, Step>) => {
  let frame = 0;
  let isShown = false;
  return () => {
    const text = [...steps].map(([name, step]) => `${name} ${step.text} (${elapsed(step)})`).join(' · ');
    if (isShown) clear(out);
    isShown = text !== '';
    frame = (frame + 1) % frames.length;
    if (isShown) out.write(`${pc.cyan(frames[frame] ?? '')} ${text.slice(0, out.columns - 3)}`);
  };
};

/** Elsewhere: a line now and then for what takes long. */
const reporter = (out: NodeJS.WriteStream, steps: Map<string, Step>) => () => {
  for (const [name, step] of steps) {
    if (Date.now() - step.saidAt < plainIntervalMs) continue;
    steps.set(name, { ...step, saidAt: Date.now() });
    out.write(`… ${name}: ${step.text} (${elapsed(step)})\n`);
  }
};

const elapsed = ({ since }: Step): string => `${Math.round((Date.now() - since) / 1_000)} s`;

const clear = (out: NodeJS.WriteStream): void => {
  if (out.isTTY) out.write('\r\x1b[K');
};
