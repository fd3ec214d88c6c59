// First step of `npm start` and `npm test`. Plain JavaScript, so that even an old Node can run it and say what to do.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 0)) {
  console.error(
    [
      `Lampa needs Node 24 or newer; this is Node ${process.versions.node}.`,
      'On Linux (x64, arm64) and Windows (x64), `npm ci` brings a fitting Node along as an optional package:',
      'run `npm ci` again without --omit=optional, then `npm start`.',
      'Elsewhere, install Node 24 from https://nodejs.org and try again.',
    ].join('\n'),
  );
  process.exit(1);
}
