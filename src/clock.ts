/** Time as everything here sees it: handed in, so that tests can turn it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back after so many milliseconds; the returned function calls it off. */
  after(milliseconds: number, call: () => void): () => void;
}

/** The longest wait that a Node timer can hold; longer waits are taken in parts by whoever waits. */
export const longestWait = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, call) => {
    const timer = setTimeout(call, Math.min(Math.max(0, milliseconds), longestWait));
    return () => clearTimeout(timer);
  },
};
