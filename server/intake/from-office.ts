import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv6 } from 'node:net'

/**
 * Whether a request came from a network that the office said is its own; null where none is set, or where it came through something on
 * this machine that does not say for whom. The address itself goes no further than this.
 */
export type FromOffice = (origin: Origin) => boolean | null
/** Where a request came from: who connected, and for whom that one says it asks. */
export type Origin = { peer: string | undefined; forwarded: string | readonly string[] | undefined }

export const originOf = ({ socket, headers }: IncomingMessage): Origin => ({
  peer: socket.remoteAddress,
  forwarded: headers['x-forwarded-for'],
})

/** `networks`: like 10.20.0.0/16 or 2001:db8::/32. */
export function fromOfficeBy(networks: readonly string[]): FromOffice {
  if (networks.length === 0) return () => null
  const [own, here] = [listOf(networks), listOf(['127.0.0.0/8', '::1/128'])]
  return ({ peer, forwarded }) => {
    if (peer === undefined || !isIP(peer)) return null
    if (!isIn(here, peer)) return isIn(own, peer)
    // A proxy on this machine adds whom it serves at the end; what stands before that, the visitor may have invented.
    const last = [forwarded ?? []].flat().join(',').split(',').at(-1)?.trim() ?? ''
    return isIP(last) ? isIn(own, last) : null
  }
}

/** Whether a text is a network in this form. */
export function isNetwork(text: string): boolean {
  const [address = '', length = '', ...rest] = text.split('/')
  return rest.length === 0 && isIP(address) > 0 && /^\d{1,3}$/.test(length) && Number(length) <= bitsOf(address)
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', length = ''] = network.split('/')
    list.addSubnet(address, Number(length), familyOf(address))
  }
  return list
}

const isIn = (list: BlockList, address: string): boolean => list.check(address, familyOf(address))
const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIPv6(address) ? 'ipv6' : 'ipv4')
const bitsOf = (address: string): number => (isIPv6(address) ? 128 : 32)
