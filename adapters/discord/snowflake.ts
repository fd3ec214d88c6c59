/** Discord counts from the first second of 2015; its ids hold the time at which they were made. */
const epoch = 1_420_070_400_000;

/** Milliseconds since 1970 at which an id was made. */
export const timeOf = (id: string): number => Number(BigInt(id) >> 22n) + epoch;

/** The smallest id of that time: what is older comes before it. */
export const idAt = (time: number): string => String(BigInt(Math.max(0, Math.floor(time) - epoch)) << 22n);

export const isId = (id: unknown): id is string => typeof id === 'string' && /^\d{1,20}$/.test(id);
