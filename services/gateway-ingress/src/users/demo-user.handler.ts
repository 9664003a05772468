import { readFileSync } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '@tollgate/service';
import { normalEmail } from '../addresses/normal-email.js';
import type { Config } from '../config.js';
import { Passwords } from './passwords.handler.js';
import { Users } from './users.repository.js';

const DEMO_STORE = 'Demo Shop';

/** Somebody who owns the demo merchant's store, so that there is a way into Central from the start. */
@Injectable()
export class DemoUser {
  constructor(
    private readonly users: Users,
    private readonly passwords: Passwords,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Once the merchant is there; nothing where the environment names none. Safe to repeat, also by several replicas at once. */
  async ensure(): Promise<void> {
    const {
      TOLLGATE_DEMO_MERCHANT_ID: merchant,
      TOLLGATE_DEMO_USER_EMAIL: email,
      TOLLGATE_DEMO_USER_PASSWORD_FILE: file,
    } = this.config;
    if (!merchant || !email || !file) return;
    await this.users.nameStore(merchant, DEMO_STORE);
    const address = normalEmail(email);
    const known = await this.users.findByEmail(address);
    const passwordHash = known?.passwordHash ?? (await this.passwords.hash(readFileSync(file, 'utf8').trim()));
    await this.users.ensureOwner({ email: address, name: 'Demo Owner', language: 'en', passwordHash }, merchant);
  }
}
