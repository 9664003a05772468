import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@tollgate/errors';
import { CLOCK, CONFIG } from '@tollgate/service';
import type { z } from 'zod';
import type { Config } from '../config.js';
import { attachedLogo } from '../logos/logo.js';
import { senderOf } from '../mails/letter.js';
import { OperatorMails } from '../operator-mails/operator-mails.handler.js';
import { domainOf } from '../smtp/mail-address.js';
import type { testMailSchema } from './draft.schema.js';
import { WriteDraft } from './write-draft.handler.js';

/** Who waits for a test mail has asked for another one by then. */
const GOOD_FOR_MS = 3_600_000;

/** Sends drafts to who designs them, as their customers would get them. */
@Injectable()
export class TestMails {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly drafts: WriteDraft,
    private readonly mails: OperatorMails,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Resolves once it is owed. Throws what `WriteDraft.write` throws. */
  async send({ id, draft, email }: z.infer<typeof testMailSchema>): Promise<void> {
    const mailDomain = domainOf(this.config.mailFrom);
    const { contents: written, settings, logo } = await this.drafts.write(draft, (one) => attachedLogo(one, mailDomain));
    const { attachments, ...contents } = written; // keys of a draft are nobody's
    const letter = { ...contents, subject: `[Test] ${contents.subject}`, ...senderOf(settings) };
    const shown = logo && { merchant: draft.merchant, sha256: logo.sha256 };
    const until = new Date(this.clock.now().getTime() + GOOD_FOR_MS).toISOString();
    await this.mails.owe(id, { kind: 'receipt_test', email, until }, { email, letter, logo: shown });
  }
}
