import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { NotesController } from './notes.controller.js';
import { Notes } from './notes.handler.js';

@Module({ imports: [OrdersModule], controllers: [NotesController], providers: [Notes] })
export class NotesModule {}
