import type { Parameters } from './parameters.ts';
import { Refusal } from './refusal.ts';

/**
 * What goes wrong with a request. `refuse` answers without doing it; `reset-before` closes the connection before it is
 * done, `reset-after` when it is done; `hang` never answers and does nothing, `hang-after` does it and never answers.
 */
export type Fault =
  | { readonly kind: 'refuse'; readonly refusal: Refusal }
  | { readonly kind: 'reset-before' | 'reset-after' | 'hang' | 'hang-after' };

/** Which requests a fault befalls. What is left out is not asked for. */
export interface Aim {
  readonly method?: string;
  readonly chat?: number;
  readonly topic?: number;
  readonly where?: (method: string, parameters: Parameters) => boolean;
  /** So many requests; 1 when left out, `Infinity` until called off. */
  readonly times?: number;
}

export interface OrderedFault {
  /** How many requests it has befallen. */
  count(): number;
  callOff(): void;
}

export interface Faults {
  order(fault: Fault, aim?: Aim): OrderedFault;
  /** The fault of this request, if any; it is used up by one. */
  next(method: string, parameters: Parameters): Fault | null;
}

export const serverError = (code = 502, text = 'Bad Gateway'): Fault => ({
  kind: 'refuse',
  refusal: new Refusal(code, text),
});

export const createFaults = (): Faults => {
  const ordered: { readonly fault: Fault; readonly aim: Aim; left: number; count: number }[] = [];
  const meets = (aim: Aim, method: string, parameters: Parameters): boolean =>
    (aim.method === undefined || aim.method.toLowerCase() === method.toLowerCase()) &&
    (aim.chat === undefined || aim.chat === parameters.integer('chat_id')) &&
    (aim.topic === undefined || aim.topic === parameters.integer('message_thread_id')) &&
    (aim.where === undefined || aim.where(method, parameters));
  return {
    order: (fault, aim = {}) => {
      const one = { fault, aim, left: aim.times ?? 1, count: 0 };
      ordered.push(one);
      return {
        count: () => one.count,
        callOff: () => {
          one.left = 0;
        },
      };
    },
    next: (method, parameters) => {
      const one = ordered.find(({ aim, left }) => left > 0 && meets(aim, method, parameters));
      if (one === undefined) return null;
      one.left -= 1;
      one.count += 1;
      return one.fault;
    },
  };
};
