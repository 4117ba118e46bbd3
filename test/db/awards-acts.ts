import type { AwardStep } from '#contract/rewards/chain.ts'
import { expect } from 'vitest'
import {
  ACCEPTED,
  acceptedTips,
  crackedCase,
  propose,
  stateOf,
  step,
  tipProposal,
  type AwardsWorld,
  type Content,
  type Person,
  type Proposal,
} from './awards-world.ts'

/** What is done to awards in the tests of the database, with whoever usually does it. */
export type About = { tip: string; case: string }

const BY: Readonly<Record<AwardStep, Person>> = {
  propose: 'lin',
  review: 'zheng',
  approve: 'he',
  'approve-second': 'qiu',
  fund: 'xu',
  return: 'zheng',
  withdraw: 'lin',
}
export const usual = (what: AwardStep): Person => BY[what]

/** Codes of several attempts in an order of their own. */
export const inOrder = (codes: readonly (string | null)[]): (string | null)[] =>
  codes.toSorted((one, other) => String(one).localeCompare(String(other)))

/** A part of what a version says. */
export const part = (content: Content, key: string): Record<string, unknown> => content[key] as Record<string, unknown>
/** The first of those who took part, or of the findings. */
export const firstOf = (list: unknown): object => (list as object[])[0] ?? {}
/** Makes a version say that nothing is paid. */
export function deny(content: Content, denial: string): void {
  Object.assign(content, { kind: 'deny', denial })
  Object.assign(part(content, 'assessment'), { lines: [], totalFen: '0' })
}

/** A cracked case with a tip that was accepted in time, unless another time is given. */
export async function fresh(it: AwardsWorld, accepted: string = ACCEPTED): Promise<About> {
  const [tip = ''] = await acceptedTips(it, [accepted])
  return { tip, case: await crackedCase(it, [tip]) }
}

/** Takes a step as whoever usually takes it, or as somebody else. */
export const take = (
  it: AwardsWorld,
  what: AwardStep,
  said: Pick<Proposal, 'award' | 'version' | 'digest'>,
  by: Person = BY[what],
  at = new Date(),
): Promise<void> => step(it.office, it.people[by], what, said, { at })

/** An award that was proposed and went through these steps. */
export async function gone(
  it: AwardsWorld,
  steps: readonly AwardStep[],
  about?: About & { fen?: string },
): Promise<Proposal> {
  const said = await tipProposal(it, about ?? (await fresh(it)))
  await propose(it.office, it.people.lin, said)
  for (const each of steps) await take(it, each, said)
  return said
}

/** The state of an award. */
export const stateIs = async (it: AwardsWorld, award: string): Promise<unknown> =>
  (await it.office`select state from awards where id = ${award}`)[0]?.['state']

/** What a proposal is refused with, by the office and by the owner alike. */
export async function refused(it: AwardsWorld, said: Proposal): Promise<string | null> {
  const asOffice = await stateOf(propose(it.office, it.people.lin, said))
  const asOwner = await stateOf(propose(it.owner, it.people.lin, said))
  expect(asOffice).toBe(asOwner)
  return asOffice
}
