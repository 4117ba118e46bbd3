/**
 * The Padmé size: at most 12 % more than `size`, and so few different sizes that a length says little.
 * Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs", 2019.
 */
export function padmeBytes(size: number): number {
  if (size < 2) return size
  const exponent = Math.floor(Math.log2(size))
  const significant = Math.floor(Math.log2(exponent)) + 1
  const step = 2 ** (exponent - significant)
  return step < 1 ? size : Math.ceil(size / step) * step
}
