import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inject } from 'vitest'
import { demoCode } from '#db/seed/demo-code.ts'
import { seedDemo } from '#db/seed/seed-demo.ts'
import { openBlobs } from '#server/blobs.ts'
import { hashProof } from '#server/staff/sign-in.ts'
import { supervise } from '#server/supervise.ts'
import { copyOf, freshDatabase, madeOnce, type TestDatabase } from '../server/database.ts'

export const SETUP_TOKEN = 'token of the journeys'

/** The two processes as they run in production, over a database of their own. */
export type Sites = {
  publicUrl: string
  officeUrl: string
  database: TestDatabase
  dataDir: string
  /** Every line that the processes wrote to their output. */
  output: string[]
  /** The code of a demo tip. */
  codeOf: (key: string) => Promise<string>
  stop: () => Promise<void>
}

const at = (file: string): string => fileURLToPath(new URL(`../../server/${file}`, import.meta.url))

/** Starts both processes; with `demo` the demo's desks, people and tips are there, otherwise the office waits for its founding. */
export async function startSites({ demo, env = {} }: { demo: boolean; env?: Record<string, string> }): Promise<Sites> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lushao-sites-'))
  const database = demo ? await demoDatabase(dataDir) : await freshDatabase(inject('templateUrl'))
  const output: string[] = []
  const settings = {
    ...process.env,
    DATA_DIR: dataDir,
    PUBLIC_DATABASE_URL: database.publicUrl,
    OFFICE_DATABASE_URL: database.officeUrl,
    PUBLIC_PORT: '0',
    OFFICE_PORT: '0',
    DEMO: demo ? 'yes' : 'no',
    SETUP_TOKEN,
    SUPERVISED: 'yes',
    ...env,
  }
  const processes = ['public.ts', 'office.ts'].map((file) => supervise(at(file), settings, (line) => output.push(line)))
  const [publicUrl = '', officeUrl = ''] = await Promise.all(processes.map((each) => each.ready))
  return {
    publicUrl,
    officeUrl,
    database,
    dataDir,
    output,
    async codeOf(key) {
      const [site] = await database.owner`select site_id from site`
      return demoCode(String(site?.['site_id']), key)
    },
    async stop() {
      await Promise.all(processes.map((each) => each.stop()))
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** A copy of the demo, which is sealed once a run: that takes longer than many a journey. */
async function demoDatabase(dataDir: string): Promise<TestDatabase> {
  const { name, dir } = inject('demo')
  const ownerUrl = await madeOnce(inject('templateUrl'), name, (url) => fill(url, dir))
  await cp(dir, join(dataDir, 'blobs'), { recursive: true })
  return copyOf(ownerUrl)
}

/** Fills the demo, unless that was done. */
async function fill(ownerUrl: string, blobDir: string): Promise<void> {
  const blobs = await openBlobs(blobDir)
  const putPiece: Parameters<typeof seedDemo>[0]['putPiece'] = (file, seq, bytes) =>
    blobs.put(
      file,
      seq,
      (async function* () {
        yield bytes
      })(),
    )
  await seedDemo({ ownerUrl, hashProof, putPiece, now: new Date(), onProgress: () => {} })
}
