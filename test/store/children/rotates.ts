/** Rotates the master key of the store in the folder it is given; prints a line after each part. */
import { masterSource } from '../../../src/store/master-source.ts';
import { rotateMasterKey } from '../../../src/store/rotate.ts';
import { start } from '../given.ts';

const [folder = ''] = process.argv.slice(2);
const source = masterSource(folder, null);
const { keys } = await rotateMasterKey({
  folder,
  source,
  now: start,
  onPart: (wrapped) => process.stdout.write(`${wrapped}\n`),
});
process.stdout.write(`done ${keys}\n`);
