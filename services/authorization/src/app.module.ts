import { Module } from '@nestjs/common';
import { ORDER_LOG } from '@tollgate/service';
import { SettingsModule } from '@tollgate/settings';
import { DueWork1763900200000 } from './database/1763900200000-due-work.migration.js';
import { PaymentModule } from './operations/payment.module.js';
import { creditSettings } from './settings/credit-settings.schema.js';
import { processorSettings } from './settings/processor-settings.schema.js';
import { vaultEntities, vaultMigrations } from './vault/vault.module.js';

export const entities = vaultEntities;
export const migrations = [...vaultMigrations, DueWork1763900200000];

@Module({ imports: [SettingsModule.of({ areas: [processorSettings, creditSettings], orderLog: ORDER_LOG }), PaymentModule] })
export class AuthorizationModule {}
