import { fetchFile, type Source } from './fetch-file.ts'

export type Stand = 'closed' | 'coming' | 'here' | 'damaged' | 'unreachable'

/** One attachment: closed until somebody opens it, then in memory until its page goes. */
export class FileState {
  stand = $state<Stand>('closed')
  share = $state(0)
  content = $state.raw<Blob | null>(null)
  /** The content could not be drawn as what it says it is. */
  isUndrawable = $state(false)

  async fetch(source: Source): Promise<void> {
    if (this.stand === 'coming' || this.stand === 'here') return
    this.stand = 'coming'
    this.share = 0
    const fetched = await fetchFile(source, (share) => (this.share = share))
    if (fetched.is === 'here') this.content = fetched.content
    this.stand = fetched.is
  }
}

/** Hands a file to the person at this machine. The name is cleaned, and the type says nothing that could be run. */
export function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
