/**
 * Starts the server. Only Node's own modules are imported before its version is known to be right: the store's
 * binary would end an older Node without a word.
 */
const wanted = 24;
const major = Number(process.versions.node.split('.')[0]);
if (major < wanted) {
  console.error(
    `Talkoot needs Node ${wanted} or newer, and this is ${process.version}. Start it with npm start, which brings it along.`,
  );
  process.exit(1);
}
// What runs here runs as in production: React and Apollo check more, and slower, when nobody says so.
process.env['NODE_ENV'] ??= 'production';
const { start } = await import('./start.ts');
await start(process.argv.slice(2));
export {};
