import type { Contact } from './schema.ts';

/** Whether a person can call, text or write there; a contact with an e-mail address or a page only is no help in a crisis. */
export const isReachable = ({ phones, sms, chat }: Pick<Contact, 'phones' | 'sms' | 'chat'>): boolean =>
  phones.length > 0 || sms !== null || chat !== null;
