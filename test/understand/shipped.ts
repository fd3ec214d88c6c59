import { shippedLessons } from '../../src/understand/load.ts';
import { createUnderstand } from '../../src/understand/understand.ts';

/** The understanding as it is shipped: real examples, real model, real rules; no gazetteer. */
export const shipped = () =>
  createUnderstand({
    from: shippedLessons,
    model: 'data/model/understanding.bin',
    rules: 'data/knowledge/risk-rules',
    findPlace: () => null,
  });
