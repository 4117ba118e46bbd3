import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { confirmOutcome, enterOutcome, enterStep, linkTip, makeCase } from '#contract/cases.ts'
import type { OutcomeFacts } from '#contract/outcomes.ts'
import type { AnyRoute, ReplyOf } from '#contract/route.ts'
import { moveTip, openTip } from '#contract/tips.ts'
import { whoAmI } from '#contract/staff.ts'
import { argon2idBytes } from '#seal/argon2.ts'
import { codeKeys } from '#seal/code-keys.ts'
import { call, type Input, type Send } from '#ui/client.ts'
import type { Sites } from './world.ts'

/** What officers did before a reward is spoken of: done through the session of their pages, without pressing every button again. */
export type Officers = { lin: Page; wang: Page }

async function asks<T extends AnyRoute>(page: Page, route: T, input: Input<T>): Promise<ReplyOf<T>> {
  const { origin } = new URL(page.url())
  const send: Send = async (path, { method, body, headers = {} }) => {
    const data = body === undefined ? {} : { data: body as string }
    const answer = await page.request.fetch(`${origin}${path}`, { method, headers: { ...headers, origin }, ...data })
    return new Response(new Uint8Array(await answer.body()), { status: answer.status() })
  }
  const answer = await call(send, route, input)
  if (answer.is !== 'done') throw new Error(`${route.id}: ${JSON.stringify(answer)}`)
  return answer.reply
}

/** The id of a demo tip, and the code that its tipster has. */
export async function demoTip(sites: Sites, key: string): Promise<{ tip: string; code: string }> {
  const code = await sites.codeOf(key)
  const [site] = await sites.database.owner`select site_id from site`
  const { lookupHashBytes } = await codeKeys(code, String(site?.['site_id']), argon2idBytes)
  const [row] = await sites.database.owner`select id from tips where lookup_hash = ${Buffer.from(lookupHashBytes)}`
  return { tip: String(row?.['id']), code }
}

/** Accepts a tip, opens a case that it led to, and cracks it; the first action comes after the tip. */
export async function crackedCase({ lin }: Officers, tip: string, title: string): Promise<string> {
  const opened = await asks(lin, openTip, { params: { tip } })
  const move = { seen: opened.stage, move: 'accept', seq: opened.nextReasonSeq, reasonB64: null } as const
  await asks(lin, moveTip, { params: { tip }, body: move })
  const me = await asks(lin, whoAmI, {})
  const id = randomUUID()
  const openedAt = new Date(Date.now() - 3_600_000).toISOString()
  const head = { title, filedAs: null, level: 'ordinary', category: 'dealing', officers: [me.id] } as const
  await asks(lin, makeCase, {
    params: { desk: opened.desk },
    body: { id, ...head, officers: [...head.officers], openedAt, narrative: null, links: [] },
  })
  await asks(lin, linkTip, { params: { case: id }, body: { tip, as: 'origin', seq: 0, whySealedB64: null } })
  for (const [step, seconds] of [
    ['first-action', 2],
    ['cracked', 3],
  ] as const) {
    const happenedAt = new Date(Date.now() + seconds * 1000).toISOString()
    await asks(lin, enterStep, { params: { case: id }, body: { step, happenedAt } })
  }
  return `/desks/${opened.desk}/cases/${id}`
}

/** Enters a seizure as one officer and confirms it as the other. Gives its id. */
export async function seized(
  { lin, wang }: Officers,
  casePath: string,
  {
    substance,
    grams,
    corrects = null,
  }: { substance: OutcomeFacts['substance']; grams: string; corrects?: string | null },
): Promise<string> {
  const subject = casePath.split('/').at(-1) ?? ''
  const id = randomUUID()
  const happenedOn = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const weighed = { kind: 'seizure', substance, weight: grams, unit: 'g', recordNumber: '称字〔2026〕第19号' } as const
  const facts = { ...weighed, happenedOn, count: null, measure: null, moneyFen: null }
  await asks(lin, enterOutcome, { params: { case: subject }, body: { id, facts, corrects, isVoid: false } })
  const typed = { weight: grams, unit: 'g', count: null, moneyFen: null } as const
  await asks(wang, confirmOutcome, { params: { case: subject, outcome: id }, body: typed })
  return id
}
