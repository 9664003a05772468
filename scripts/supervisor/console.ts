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

export const createConsole = (out: NodeJS.WriteStream): Console => {
  const steps = new Map<string, { text: string; since: number; saidAt: number }>();
  let frame = 0;
  const seconds = (since: number) => `${Math.round((Date.now() - since) / 1_000)} s`;
  const clear = () => out.isTTY && out.write('\r\x1b[K');
  const print = (text: string) => {
    clear();
    out.write(`${text}\n`);
  };
  const tick = () => {
    frame++;
    if (out.isTTY) {
      const text = [...steps].map(([name, step]) => `${name} ${step.text} (${seconds(step.since)})`).join(' · ');
      clear();
      if (text !== '') out.write(`${pc.cyan(frames[frame % frames.length] ?? '')} ${text.slice(0, (out.columns ?? 80) - 3)}`);
      return;
    }
    for (const [name, step] of steps) {
      if (Date.now() - step.saidAt < plainIntervalMs) continue;
      step.saidAt = Date.now();
      print(`… ${name}: ${step.text} (${seconds(step.since)})`);
    }
  };
  const timer = setInterval(tick, frameMs);
  timer.unref();
  return {
    line: print,
    done: (name, text) => print(`${pc.green('✓')} ${name.padEnd(16)} ${text}`),
    problem: (text) => print(`${pc.red('!')} ${text}`),
    waiting: (name, text) => {
      if (text === undefined) return void steps.delete(name);
      const known = steps.get(name);
      steps.set(name, { text, since: known?.since ?? Date.now(), saidAt: known?.saidAt ?? Date.now() });
    },
    close: () => {
      clearInterval(timer);
      clear();
    },
  };
};
