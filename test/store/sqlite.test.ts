import { caseContract } from './case-contract.ts';
import { storeContract } from './contract.ts';
import { outboxContract } from './outbox-contract.ts';
import { sqlitePlace } from './place.ts';

storeContract('SQLite', () => sqlitePlace());
caseContract('SQLite', () => sqlitePlace());
outboxContract('SQLite', () => sqlitePlace());
