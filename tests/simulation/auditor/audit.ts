import type { Client } from '../actors/client.ts';
import type { Customers } from '../actors/customer.ts';
import type { Merchant } from '../actors/merchant.ts';
import type { System } from '../services/system.ts';

export interface Violation {
  readonly rule: string;
  readonly order: string;
  readonly detail: string;
}

export interface Evidence {
  readonly system: System;
  readonly client: Client;
  readonly merchant: Merchant;
  readonly customers: Customers;
}

export const audit = ({ system }: Evidence): readonly Violation[] =>
  system.parked.map(({ order, service, type, error }) => ({ rule: 'I16', order, detail: `${service} parked ${type}: ${error}` }));
