import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

export type Supervised = {
  /** The address, once it listens. */
  ready: Promise<string>
  /** The process at this moment. */
  pid: () => number | undefined
  stop: () => Promise<void>
}

const RESTART_MS = 500
const PATIENCE = 20

/**
 * Keeps one of our processes running: one that dies begins again. Only one that never became ready is given up, after
 * PATIENCE deaths. `ready` gives its address; every other line of its output goes to `onLine`.
 */
export function supervise(file: string, env: NodeJS.ProcessEnv, onLine: (line: string) => void): Supervised {
  let child: ChildProcess | null = null
  let isStopping = false
  let isProven = false
  let deaths = 0
  const ready = new Promise<string>((resolve, reject) => {
    const prove = (address: string): void => {
      isProven = true
      resolve(address)
    }
    const begin = (): void => {
      child = spawn(process.execPath, [file], { env, stdio: ['pipe', 'pipe', 'inherit'] })
      if (child.stdout !== null)
        createInterface({ input: child.stdout }).on('line', (line) => readyAddress(line, prove) || onLine(line))
      child.once('exit', () => {
        if (isStopping) return
        deaths += 1
        if (!isProven && deaths >= PATIENCE) reject(new Error(`${file} does not stay up`))
        else setTimeout(begin, RESTART_MS)
      })
    }
    begin()
  })
  return {
    ready,
    pid: () => child?.pid,
    stop: () =>
      new Promise((resolve) => {
        isStopping = true
        if (child === null || child.exitCode !== null || child.signalCode !== null) return resolve()
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

function readyAddress(line: string, prove: (address: string) => void): boolean {
  const said = line.startsWith('{"ready"') ? (JSON.parse(line) as { address?: string }) : {}
  if (said.address !== undefined) prove(said.address)
  return said.address !== undefined
}
