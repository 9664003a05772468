import type { TestAnswer, TestGateway, TestRequest } from './gateway.js';

/** Somebody at a browser: keeps its cookie, and sends the CSRF token of its page. */
export class TestPerson {
  cookie = '';
  csrfToken = '';

  constructor(private readonly gateway: TestGateway) {}

  /** `path` below `/central/api/`. */
  async send(method: string, path: string, { body, headers, port }: TestRequest = {}): Promise<TestAnswer> {
    const own = {
      ...(this.cookie === '' ? {} : { cookie: this.cookie }),
      ...(this.csrfToken === '' ? {} : { 'x-csrf-token': this.csrfToken }),
    };
    const place = port === undefined ? {} : { port };
    const answer = await this.gateway.send(method, `/central/api/${path}`, {
      body,
      headers: { ...own, ...headers },
      key: '',
      ...place,
    });
    const [set] = [answer.headers['set-cookie'] ?? []].flat();
    if (set !== undefined) this.cookie = set.includes('Max-Age=0') ? '' : (set.split(';')[0] ?? '');
    return answer;
  }

  /** With the password alone; the answer to it. */
  async signIn({ email, password } = this.gateway.owner): Promise<TestAnswer> {
    const answer = await this.send('POST', 'session', { body: { email, password } });
    if (answer.json?.step === 'done') await this.look();
    return answer;
  }

  /** Asks for the session, as its page does. */
  async look(): Promise<TestAnswer> {
    const answer = await this.send('GET', 'session');
    this.csrfToken = answer.json?.csrfToken ?? '';
    return answer;
  }
}
