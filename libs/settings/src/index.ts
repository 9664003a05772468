export { type SettingsAnswer, type SettingsCheck, SettingsHandler, type SettingsHandlerOptions } from './settings.handler.js';
export { SettingsModule } from './settings.module.js';
export { settingsResponder } from './settings.responder.js';
export { SettingsStore, type SettingsStoreOptions } from './settings.store.js';
export { type CurrentSettings, parseSettings, type SettingsArea } from './settings-area.js';
export { busHints, type SettingsHints, type SettingsScope } from './settings-hints.js';
export { settingsInForce } from './settings-in-force.js';
export { scopeOf } from './settings-scope.js';
