export { type MailCatcher, type MailCatcherSettings, startMailCatcher } from './mail-catcher.js';
