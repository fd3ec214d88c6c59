// Loaded into the program before its own code: breaks it on a signal in the way that it is told, with words in the error.
const words = process.env.PROVE_WORDS ?? '';
// A report of memory that ran out tells the environment whatever is asked; the program takes its secrets out of it, too.
delete process.env.PROVE_WORDS;
const failing = () =>
  Object.assign(new Error(`Call to 'sendMessage' failed! (${words})`), { payload: { text: words } });
process.on('SIGUSR2', () => {
  if (process.env.PROVE_CRASH === 'reject') void Promise.reject(failing());
  if (process.env.PROVE_CRASH === 'throw') {
    setImmediate(() => {
      throw failing();
    });
  }
  if (process.env.PROVE_CRASH === 'memory') {
    const all = [];
    for (;;) all.push(new Array(10_000).fill(words));
  }
});
