import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import type { Measured } from './measure-memory.ts'

const MOST_GROWTH_MIB = 60
/** A small nursery makes V8 collect early: we want to see what is held, not the garbage it has not come round to. */
const FLAGS = ['--max-semi-space-size=1']

test('sealing and opening a file of 200 MiB keeps memory flat', { timeout: 120_000 }, async () => {
  const script = fileURLToPath(new URL('measure-memory.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [...FLAGS, script, '200'])
  const measured = JSON.parse(stdout) as Measured
  console.log(
    `200 MiB: sealing grew the process by ${measured.sealGrewMib} MiB in ${measured.sealSeconds} s, ` +
      `sealing and opening by ${measured.openGrewMib} MiB in ${measured.bothSeconds} s`,
  )
  expect(measured.sealGrewMib).toBeLessThan(MOST_GROWTH_MIB)
  expect(measured.openGrewMib).toBeLessThan(MOST_GROWTH_MIB)
})
