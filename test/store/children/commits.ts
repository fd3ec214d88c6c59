/** Opens the store in the folder it is given and writes until it is killed; prints the number of each acknowledged write. */
import { openStore } from '../../../src/store/open-store.ts';
import { changeOf, retention, start, textOf, toPerson } from '../given.ts';

const [folder] = process.argv.slice(2);
try {
  const store = await openStore({ folder: folder ?? '', retention, now: () => start });
  process.stdout.write('open\n');
  for (let n = 1; ; n += 1) {
    const person = `telegram:${n % 7}`;
    const texts = [textOf(`text ${n}`, start)];
    const errands = [toPerson(store, person, `post ${n}`)];
    await store.commit(changeOf(store, person, start, { inbox: `key ${n}`, texts, errands }));
    process.stdout.write(`${n}\n`);
  }
} catch (error) {
  process.stdout.write(`refused: ${error instanceof Error ? error.message : 'unknown'}\n`);
  process.exitCode = 1;
}
