// First step of `npm start` and `npm test`. Plain JavaScript, so that even an old Node can run it and say what to do.
const oldest = 24;
if (Number(process.versions.node.split('.')[0]) < oldest) {
  console.error(
    [
      `Lampa needs Node ${oldest} or newer; this is Node ${process.versions.node}.`,
      'On Linux (x64, arm64) and Windows (x64), `npm ci` brings a fitting Node along as an optional package:',
      'run `npm ci` again without --omit=optional, then `npm start`.',
      `Elsewhere, install Node ${oldest} from https://nodejs.org and try again.`,
    ].join('\n'),
  );
  process.exit(1);
}
