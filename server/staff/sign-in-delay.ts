/** Failures that are free: people mistype. */
const FREE = 4
const LONGEST_SECONDS = 300

/**
 * Seconds to wait after the last of so many failed attempts: none, then 2, 4, 8 … at most five minutes. So a stranger who
 * knows a login can delay its owner, but never lock them out for ever.
 */
export function delayAfter(failures: number): number {
  return failures <= FREE ? 0 : Math.min(2 ** (failures - FREE), LONGEST_SECONDS)
}

/** A day without attempts forgives all. */
export const FORGIVEN_AFTER_SECONDS = 24 * 3600
