import { randomUUID } from 'node:crypto'
import { linkTip, makeCase, openCase, type OpenedCase } from '#contract/cases.ts'
import { listTips } from '#contract/tips.ts'
import type { BodyOf } from '#contract/route.ts'
import { toB64 } from '#seal/b64.ts'
import { seal } from '#seal/seal.ts'
import type { FoundedDesk, StaffBrowser } from './browser.ts'

import { foundedOffice, sentTip, startWorld, type World, newOfficer, type Officer } from './world.ts'

export type NewCase = BodyOf<typeof makeCase>
type NewLink = BodyOf<typeof linkTip>

/** An office with two investigators of the city squad and one of Jiyang, who make and work on cases. */
export type CasesWorld = {
  world: World
  city: FoundedDesk
  jiyang: FoundedDesk
  lead: StaffBrowser
  lin: StaffBrowser
  wang: StaffBrowser
  su: StaffBrowser
  linId: string
  wangId: string
  suId: string
  /** What a browser sends for a new case; of lin alone, opened an hour ago. */
  newCase: (more?: Partial<NewCase>) => Promise<NewCase>
  /** A new case of the city squad, made by lin. */
  made: (more?: Partial<NewCase>) => Promise<string>
  opened: (caseId: string) => Promise<OpenedCase>
  /** Sends a tip to the city squad; gives its id. */
  tip: () => Promise<string>
  newLink: (caseId: string, tip: string, seq: number, as?: NewLink['as']) => Promise<NewLink>
  sealed: (caseId: string, kind: 'narrative' | 'link-reason', seq: number, text: string) => Promise<string>
}

export const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString()

export async function startCases(): Promise<CasesWorld> {
  const world = await startWorld()
  const founded = await foundedOffice(world)
  const { browser: lead, city, jiyang } = founded
  const officer = (desk: FoundedDesk, login: string): Promise<Officer> => newOfficer(world, founded, desk, login)
  const [lin, wang, su] = [
    await officer(city, 'lin.yue'),
    await officer(city, 'wang.liheng'),
    await officer(jiyang, 'su.ting'),
  ]

  const sealed: CasesWorld['sealed'] = async (caseId, kind, seq, text) =>
    toB64(await seal({ tip: caseId, kind, seq }, text, [city.pair.recipient]))
  const newCase: CasesWorld['newCase'] = async (more = {}) => ({
    id: randomUUID(),
    title: '“11·2”专案',
    filedAs: null,
    level: 'ordinary',
    category: 'dealing',
    officers: [lin.id],
    openedAt: hoursAgo(1),
    narrative: null,
    links: [],
    ...more,
  })
  return {
    world,
    city,
    jiyang,
    lead,
    lin: lin.browser,
    wang: wang.browser,
    su: su.browser,
    linId: lin.id,
    wangId: wang.id,
    suId: su.id,
    newCase,
    sealed,
    async made(more) {
      return (await lin.browser.done(makeCase, { params: { desk: city.id }, body: await newCase(more) })).case
    },
    opened: (caseId) => lin.browser.done(openCase, { params: { case: caseId } }),
    async tip() {
      await sentTip(world)
      const { rows } = await lin.browser.done(listTips, { params: { desk: city.id } })
      return rows[0]?.tip ?? ''
    },
    newLink: async (caseId, tip, seq, as = 'origin') => ({
      tip,
      as,
      seq,
      whySealedB64: await sealed(caseId, 'link-reason', seq, '车牌相同'),
    }),
  }
}
