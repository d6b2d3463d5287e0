#!/usr/bin/env node
// Checks the Node version with syntax that any Node understands, then loads the bundle.
const [major, minor] = process.versions.node.split('.').map(Number)
if (!(major >= 24 || (major === 22 && minor >= 13) || (major === 20 && minor >= 19))) {
  console.error(
    `usage-audit needs Node 20.19+, 22.13+ or 24+; this is ${process.versions.node}. Install a supported version and start again.`,
  )
  process.exit(78)
}
import('../dist/main.js').catch((error) => {
  if (error?.code !== 'ERR_MODULE_NOT_FOUND' || !String(error.message).includes('dist')) throw error
  console.error('usage-audit is not built yet: run `npm start` once, or `npm run build`.')
  process.exit(78)
})
