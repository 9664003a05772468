import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A data key, wrapped by a vault key. */
@Entity('data_keys')
export class DataKeyEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { name: 'wrapped_by' })
  wrappedBy!: string;

  @Column('bytea')
  wrapped!: Buffer;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

/** A card as the merchant's customer gave it, but the CVC: that one never touches a disk. When it was stored its id
 *  says. */
@Entity('cards')
@Check('cards_mode_check', "mode IN ('test', 'live')")
@Index('one_order_cards', ['id'], { where: 'NOT is_reusable' })
@Index('held_cards', ['id'], { where: "open_credits <> '{}'" })
export class CardEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  merchant!: string;

  @Column('text')
  mode!: string;

  @Column('bool', { name: 'is_reusable' })
  isReusable!: boolean;

  @Column('bool', { name: 'is_used', default: false })
  isUsed!: boolean;

  @Column('text', { name: 'cvc_holder', nullable: true })
  cvcHolder!: string | null;

  @Column('uuid', { name: 'key_id' })
  keyId!: string;

  @Column('bytea')
  sealed!: Buffer;

  /** Orders of credits that may have to tell the card again: until they are settled it is not deleted. */
  @Column('uuid', { name: 'open_credits', array: true, default: [] })
  openCredits!: string[];
}
