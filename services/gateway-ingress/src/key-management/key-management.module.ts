import { Module } from '@nestjs/common';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { IssuedKeys } from './issued-keys.repository.js';
import { KeysController } from './keys.controller.js';
import { ManageKeys } from './manage-keys.handler.js';

@Module({ imports: [AccessRecordModule], controllers: [KeysController], providers: [IssuedKeys, ManageKeys] })
export class KeyManagementModule {}
