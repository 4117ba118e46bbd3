import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

export type Supervised = { ready: Promise<string>; stop: () => Promise<void> }

const RESTART_MS = 500
const PATIENCE = 20

/**
 * Keeps one of our processes running: a start that dies begins again, until it has died PATIENCE times without ever being
 * ready. `ready` gives its address; every other line of its output goes to `onLine`.
 */
export function supervise(file: string, env: NodeJS.ProcessEnv, onLine: (line: string) => void): Supervised {
  let child: ChildProcess | null = null
  let isStopping = false
  let deaths = 0
  const ready = new Promise<string>((resolve, reject) => {
    const begin = (): void => {
      child = spawn(process.execPath, [file], { env, stdio: ['pipe', 'pipe', 'inherit'] })
      if (child.stdout !== null)
        createInterface({ input: child.stdout }).on('line', (line) => readyAddress(line, resolve) || onLine(line))
      child.once('exit', () => {
        if (isStopping) return
        deaths += 1
        if (deaths >= PATIENCE) reject(new Error(`${file} does not stay up`))
        else setTimeout(begin, RESTART_MS)
      })
    }
    begin()
  })
  return {
    ready,
    stop: () =>
      new Promise((resolve) => {
        isStopping = true
        if (child === null || child.exitCode !== null || child.signalCode !== null) return resolve()
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

function readyAddress(line: string, resolve: (address: string) => void): boolean {
  const said = line.startsWith('{"ready"') ? (JSON.parse(line) as { address?: string }) : {}
  if (said.address !== undefined) resolve(said.address)
  return said.address !== undefined
}
