import { defineConfig } from 'vitest/config';

/** Everything once, and the stories once more on each messenger, over its real client and a server of our own. */
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: 'all', include: ['test/**/*.test.ts'], provide: { platform: 'memory' } },
      },
      {
        extends: true,
        test: {
          name: 'telegram',
          include: ['test/stories/*.test.ts', 'test/properties/whole.test.ts'],
          provide: { platform: 'telegram' },
        },
      },
    ],
  },
});
