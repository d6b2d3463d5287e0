// Makes a clone ready: packages installed for this Node, dist/ built. Does nothing when nothing changed.
//   node scripts/set-up.js            packages only
//   node scripts/set-up.js --build    and dist/
//   node scripts/set-up.js --test     and the programs that tests need
// This file is written so that any Node understands it, to be able to say that another is needed.
const [major, minor] = process.versions.node.split('.').map(Number)
if (!(major >= 24 || (major === 22 && minor >= 13) || (major === 20 && minor >= 19))) {
  console.error(
    `usage-audit needs Node 20.19+, 22.13+ or 24+; this is ${process.versions.node}. Install a supported version and start again.`,
  )
  process.exit(78)
}
void import('./set-up/all.js').then(({ setUp }) => setUp(process.argv.slice(2)))
