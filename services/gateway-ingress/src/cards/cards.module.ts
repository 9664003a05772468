import { Module } from '@nestjs/common';
import { CardVault } from './card-vault.client.js';

@Module({ providers: [CardVault], exports: [CardVault] })
export class CardsModule {}
