import { expect, test } from 'vitest'
import { readConfig } from '#server/config.ts'
import { fromOfficeBy, isNetwork } from '#server/intake/from-office.ts'

const fromOffice = fromOfficeBy(['10.20.0.0/16', '2001:db8::/32'])

test.each([
  ['the office itself', '10.20.3.4', undefined, true],
  ['the office, as IPv6 writes IPv4', '::ffff:10.20.3.4', undefined, true],
  ['the office by IPv6', '2001:db8:7::1', undefined, true],
  ['elsewhere', '203.0.113.7', undefined, false],
  ['elsewhere, saying that it is the office', '203.0.113.7', '10.20.3.4', false],
  ['the office behind a proxy of this machine', '127.0.0.1', '10.20.3.4', true],
  ['the office behind it, by IPv6', '::1', '::ffff:10.20.3.4', true],
  ['elsewhere behind the proxy', '127.0.0.1', '203.0.113.7', false],
  ['who invents the first entry', '127.0.0.1', '10.20.3.4, 203.0.113.7', false],
  ['who sends several headers', '::ffff:127.0.0.1', ['10.20.3.4', '203.0.113.7, 10.20.9.9'], true],
  ['an onion circuit, which says nothing', '127.0.0.1', undefined, null],
  ['a proxy that writes no address', '127.0.0.1', 'unknown', null],
  ['a connection that is gone', undefined, undefined, null],
] as const)('whether a request is from the office: %s', (_who, peer, forwarded, answer) => {
  expect(fromOffice({ peer, forwarded })).toBe(answer)
})

test('where no network is set, nobody knows', () => {
  expect(fromOfficeBy([])({ peer: '10.20.3.4', forwarded: undefined })).toBeNull()
})

test('a setting that is no list of networks is named, not repeated', () => {
  expect(readConfig({ OFFICE_NETWORKS: ' 10.20.0.0/16, 2001:db8::/32 ' }).officeNetworks).toHaveLength(2)
  expect(readConfig({}).officeNetworks).toEqual([])
  for (const wrong of ['10.20.0.0', '10.20.0.0/33', 'office/8', '10.0.0.0/8/8', '2001:db8::/129']) {
    expect(isNetwork(wrong)).toBe(false)
    expect(() => readConfig({ OFFICE_NETWORKS: wrong })).toThrow('OFFICE_NETWORKS should be')
  }
})
