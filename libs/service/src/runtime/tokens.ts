/** What a constructor asks for where no class names it: `@Inject(CONFIG) private readonly config: Config`. */
export const CONFIG = Symbol('CONFIG');
export const ORDER_LOG = Symbol('ORDER_LOG');
export const LOG = Symbol('LOG');
export const CLOCK = Symbol('CLOCK');
