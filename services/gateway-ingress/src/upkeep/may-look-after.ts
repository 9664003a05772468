import { type Right, type Role, rightsOf } from '../roles/roles.data.js';

/** The installation is no store's. Whoever owns a store, or develops for one, looks after it for all. */
const lookAfter: ReadonlySet<Role> = new Set(['owner', 'developer']);

/** The stores (`mer_…`) whose role gives a person this right over the installation; [] for who has it nowhere. */
export const storesGiving = (
  roles: ReadonlyMap<string, Role>,
  right: Extract<Right, `operations:${string}`>,
): readonly string[] => [...roles].filter(([, role]) => lookAfter.has(role) && rightsOf(role).has(right)).map(([store]) => store);
