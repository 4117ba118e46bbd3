import { createBuilder } from 'vite'

/**
 * Builds the site in the working directory and leaves. `vite build` itself would wait half a minute for the message
 * compiler's database, which closes only when it is collected.
 */
const builder = await createBuilder({ logLevel: 'warn' })
await builder.buildApp()
process.exit(0)
