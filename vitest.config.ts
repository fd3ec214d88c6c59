import { defineConfig } from 'vitest/config';

type Messenger = 'telegram' | 'discord';

/** The stories once more: persons on one messenger and workers on another, over the real clients and servers of our own. */
const played = (name: string, people: Messenger, desk: Messenger) => ({
  extends: true as const,
  test: {
    name,
    include: ['test/stories/*.test.ts', 'test/properties/whole.test.ts'],
    exclude: ['test/stories/pairs.test.ts'],
    provide: { people, desk },
    // What was read and learnt is loaded once for all stories.
    isolate: false,
  },
});

/** Everything once, with the stories in memory; and the stories on all pairs of messengers. */
export default defineConfig({
  test: {
    // One for each core; the default leaves one idle, which of two is half.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: ['test/**/*.test.ts'],
          provide: { people: 'memory', desk: 'memory' },
        },
      },
      played('telegram', 'telegram', 'telegram'),
      played('discord', 'discord', 'discord'),
      played('telegram-discord', 'telegram', 'discord'),
      played('discord-telegram', 'discord', 'telegram'),
    ],
  },
});
