import type { Tollgate } from '@tollgate/sdk';

const freshMs = 60_000;

/** Whether the gateway has pages to pay on, asked at most once a minute. */
export class PaymentPages {
  private known: { readonly areOffered: boolean; readonly askedAt: number } | undefined;

  constructor(private readonly tollgate: Tollgate) {}

  async areOffered(): Promise<boolean> {
    if (this.known !== undefined && Date.now() - this.known.askedAt < freshMs) return this.known.areOffered;
    // A gateway that cannot be asked takes no payment either way: what was known holds.
    const areOffered = await this.tollgate.checkoutSessions.areOffered().catch(() => this.known?.areOffered ?? false);
    this.known = { areOffered, askedAt: Date.now() };
    return areOffered;
  }
}
