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

/** Somebody of a store in a role, made of an account of their own and signed in with both factors. */
export const memberOf = async (
  gateway: TestGateway,
  role: string,
  store = gateway.merchant,
): Promise<TestPerson & { readonly email: string }> => {
  const email = `${role}.${Math.random().toString(36).slice(2)}@demo.example`;
  await gateway.query(`INSERT INTO gateway_ingress.merchants (id, name) VALUES ('${store}', '${store}') ON CONFLICT DO NOTHING`);
  await gateway.query(
    `WITH made AS (INSERT INTO gateway_ingress.users (id, email, name, language, password_hash)
       SELECT gen_random_uuid(), '${email}', 'A ${role}', 'en', password_hash FROM gateway_ingress.users WHERE email = '${gateway.owner.email}' RETURNING id)
     INSERT INTO gateway_ingress.memberships (user_id, merchant_id, role) SELECT id, '${store}', '${role}' FROM made`,
  );
  const person = Object.assign(new TestPerson(gateway), { email });
  await person.signIn({ email, password: gateway.owner.password });
  await gateway.query('UPDATE gateway_ingress.sessions SET has_second_factor = true');
  return person;
};
