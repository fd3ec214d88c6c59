import { Refusal } from './refusal.ts';

/**
 * What goes wrong with a request. `refuse` answers without doing it, `refuse-after` does it and then says that it failed;
 * `reset-before` closes the connection before it is done, `reset-after` when it is done; `hang` never answers and does
 * nothing, `hang-after` does it and never answers; `limit` answers 429.
 */
export type Fault =
  | { readonly kind: 'refuse' | 'refuse-after'; readonly refusal: Refusal }
  | { readonly kind: 'reset-before' | 'reset-after' | 'hang' | 'hang-after' }
  | {
      readonly kind: 'limit';
      readonly seconds: number;
      readonly scope: 'user' | 'shared' | 'global';
    };

/** Which requests a fault befalls. What is left out is not asked for. */
export interface Aim {
  readonly method?: string;
  /** As `POST /channels/:channel/messages` is registered: the part after the method. */
  readonly route?: string;
  /** The first id in the path: of a channel, server, interaction. */
  readonly id?: string;
  readonly where?: (params: Readonly<Record<string, string>>) => boolean;
  /** So many requests; 1 when left out, `Infinity` until called off. */
  readonly times?: number;
}

export interface OrderedFault {
  /** How many requests it has befallen. */
  count(): number;
  callOff(): void;
  /** The connections that hang on it break, as when somebody's patience is over. */
  letGo(): void;
}

export interface Faults {
  order(fault: Fault, aim?: Aim): OrderedFault;
  /** The fault of this request, if any; it is used up by one. */
  next(method: string, route: string, params: Readonly<Record<string, string>>): Fault | null;
  /** A request hangs on this fault; `breakOff` ends it. */
  hangs(fault: Fault, breakOff: () => void): void;
}

export const serverError = (after = false, status = 502): Fault => ({
  kind: after ? 'refuse-after' : 'refuse',
  refusal: new Refusal(status, 0, `${status}: Bad Gateway`),
});

export const createFaults = (): Faults => {
  const ordered: { readonly fault: Fault; readonly aim: Aim; left: number; count: number }[] = [];
  const hanging = new Map<Fault, (() => void)[]>();
  return {
    order: (fault, aim = {}) => {
      const one = { fault, aim, left: aim.times ?? 1, count: 0 };
      ordered.push(one);
      return {
        count: () => one.count,
        callOff: () => {
          one.left = 0;
        },
        letGo: () => {
          for (const breakOff of hanging.get(fault) ?? []) breakOff();
          hanging.delete(fault);
        },
      };
    },
    next: (method, route, params) => {
      const [id] = Object.values(params);
      const one = ordered.find(
        ({ aim, left }) =>
          left > 0 &&
          (aim.method ?? method) === method &&
          (aim.route ?? route) === route &&
          (aim.id ?? id) === id &&
          (aim.where?.(params) ?? true),
      );
      if (one === undefined) return null;
      one.left -= 1;
      one.count += 1;
      return one.fault;
    },
    hangs: (fault, breakOff) => {
      hanging.set(fault, [...(hanging.get(fault) ?? []), breakOff]);
    },
  };
};
