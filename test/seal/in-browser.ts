import { argon2idBytes, canDerive } from '#seal/argon2.ts'
import { deriveInWorker } from '#seal/derive-in-worker.ts'
import { checkVectors, type Found } from './check-vectors.ts'
import json from './vectors.json' with { type: 'json' }
import type { Vectors } from './vectors-form.ts'

/** What the page of the vector journey says about itself. */
export type InBrowser = Found & { canDerive: boolean; worker: string; evalWorks: boolean }

declare global {
  var vectorsChecked: Promise<InBrowser>
}

globalThis.vectorsChecked = checked()

async function checked(): Promise<InBrowser> {
  const rest = { canDerive: canDerive(), worker: await workerSays(), evalWorks: evalWorks() }
  // Where there is no WebAssembly there is nothing to derive: the journey wants to see the worker say so.
  const found = rest.canDerive ? await checkVectors(json as Vectors, deriveInWorker) : { checked: 0, differences: [] }
  return { ...found, ...rest }
}

/** `same` when the worker derives what the page itself does; otherwise what it failed with. */
async function workerSays(): Promise<string> {
  try {
    const saltBytes = new Uint8Array(32)
    const [inWorker, here] = [await deriveInWorker('1', saltBytes), await argon2idBytes('1', saltBytes)]
    return inWorker.join() === here.join() ? 'same' : 'different'
  } catch (error) {
    return String(error)
  }
}

function evalWorks(): boolean {
  try {
    // oxlint-disable-next-line typescript/no-implied-eval -- the very thing that the policy has to forbid
    return new Function('return true')() === true
  } catch {
    return false
  }
}
