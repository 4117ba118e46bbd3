import { readConfig } from '#server/config.ts'
import { officeApp } from '#server/office.ts'

/** The office as a process of its own, without site and jobs, for tests that end it without a warning. Says its address once it listens. */
const app = await officeApp(readConfig(process.env), () => {}, { withSite: false, withJobs: false })
process.stdout.write(`${await app.listen({ host: '127.0.0.1', port: 0 })}\n`)
