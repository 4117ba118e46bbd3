import { sha256 } from '@noble/hashes/sha2.js'
import { fileClaim } from '#contract/claims.ts'
import { readMailbox, type Mailbox } from '#contract/mailbox.ts'
import type { ClaimContent } from '#contract/money/claim.ts'
import type { OwnCollect } from '#contract/own-award.ts'
import { argon2idBytes } from '#seal/argon2.ts'
import { toB64, toHex } from '#seal/b64.ts'
import { signClaimContent } from '#seal/claim-content.ts'
import { codeKeys, type CodeKeys } from '#seal/code-keys.ts'
import { seal } from '#seal/seal.ts'
import { call, type Send } from '#ui/client.ts'
import type { Sites } from './world.ts'

/** What a tipster does to collect, over the public API: the sealing code is the one of their page. */
export type Tipster = { keys: CodeKeys; send: Send }

export async function tipsterOf(sites: Sites, key: string): Promise<Tipster> {
  const [site] = await sites.database.owner`select site_id from site`
  const keys = await codeKeys(await sites.codeOf(key), String(site?.['site_id']), argon2idBytes)
  return { keys, send: (path, init) => fetch(sites.publicUrl + path, init) }
}

/** What the tipster sees, and of it what there is to collect. */
export async function toCollect({ keys, send }: Tipster): Promise<{ mailbox: Mailbox; collect: OwnCollect }> {
  const answer = await call(send, readMailbox, { body: { lookupB64: toB64(keys.lookupBytes), before: null } })
  if (answer.is !== 'done' || answer.reply.mailbox === null) throw new Error('There is no mailbox')
  const { mailbox } = answer.reply
  const collect = mailbox.awards[0]?.collect
  if (!collect) throw new Error('There is nothing to collect')
  return { mailbox, collect }
}

/** Claims by transfer to an account. */
export async function claimTransfer(
  tipster: Tipster,
  to: { name: string; bank: string; account: string },
): Promise<OwnCollect> {
  const { keys, send } = tipster
  const { mailbox, collect } = await toCollect(tipster)
  const { payable, award, fen, nextSeq: seq } = collect
  const details = { method: 'transfer', ...to, idNumber: null } as const
  const sealedBytes = await seal({ tip: payable, kind: 'claim-details', seq }, details, mailbox.collectTo)
  const parts = { method: 'transfer', verifier: null, hasWord: false } as const
  const content: ClaimContent = { award, payable, seq, fen, sealedSha256: toHex(sha256(sealedBytes)), ...parts }
  const answer = await call(send, fileClaim, {
    body: {
      lookupB64: toB64(keys.lookupBytes),
      payable,
      seq,
      method: 'transfer',
      sealedB64: toB64(sealedBytes),
      verifierB64: null,
      hasWord: false,
      signatureB64: toB64(signClaimContent(keys.claimSecretBytes, content)),
    },
  })
  if (answer.is !== 'done') throw new Error(`The claim was not taken: ${JSON.stringify(answer)}`)
  return collect
}
