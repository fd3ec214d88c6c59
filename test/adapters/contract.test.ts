import { PassThrough } from 'node:stream';
import { createMemory } from '../../adapters/memory/memory.ts';
import { deskAddress, personAddress } from '../../adapters/terminal/addresses.ts';
import { createTerminal } from '../../adapters/terminal/terminal.ts';
import { keepsThePortContract } from './contract.ts';

keepsThePortContract('the memory platform', async () => {
  const memory = createMemory('memory', () => 1000);
  const person = memory.person('p');
  return {
    port: memory.port,
    person: person.address,
    desk: memory.desk,
    bring: async () => {
      await person.says('ahoj');
      await person.sends('voice');
      await memory.worker('Jana').says('/take');
    },
  };
});

keepsThePortContract('the terminal', async () => {
  const input = new PassThrough();
  const ended = Promise.withResolvers<void>();
  const port = createTerminal({
    input,
    output: new PassThrough().resume(),
    person: 'p',
    settled: async () => undefined,
    color: false,
    interactive: false,
    now: () => 1000,
    run: 'r1',
    onEnd: ended.resolve,
  });
  return {
    port,
    person: personAddress('p'),
    desk: deskAddress,
    bring: () => {
      input.end('ahoj\n:voice\n@/take\n');
      return ended.promise;
    },
  };
});
