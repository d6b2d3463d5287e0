import { resolve } from 'node:path'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The web, into files that the server gives out as they lie there: no script in the page, nothing inside a style. */
export default defineConfig({
  root: 'src/web',
  configFile: false,
  plugins: [react(), tailwind()],
  resolve: { alias: { zod: resolve('src/web/no-schemas.ts') } },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: false,
    manifest: 'manifest.json',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome120', 'edge120', 'firefox121', 'safari17'],
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      onwarn: (warning, warn) => {
        if (warning.code === 'IMPORT_IS_UNDEFINED') throw new Error(warning.message)
        warn(warning)
      },
    },
  },
})
