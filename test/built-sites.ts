import { buildSites } from '../web/build.ts'

/** The journeys run against the built sites, as in production. */
export default async function setup(): Promise<void> {
  await buildSites()
}
