import type { Grounds, PreparedAward } from '#contract/awards.ts'
import { WHOLE_SHARE, type Declared, type ReporterPlace } from '#contract/rewards/assessment.ts'
import type { AwardKind } from '#contract/rewards/chain.ts'
import type { TipChoice } from '#contract/rewards/choice.ts'
import type { Denial } from '#contract/rewards/content.ts'
import { CONDITIONS, type Condition, type DeclaredMeasure } from '#contract/rewards/rule-set.ts'
import { plainDigits, yuanOf } from '../cases/decimal.ts'

/** An award for a tip as it is being written. Whatever was typed stays as it was typed. */
export type Answered = '' | 'yes' | 'no'
export type DeclaredDraft = { id: string; measure: DeclaredMeasure; count: string; number: string }
export type ProposalDraft = {
  kind: AwardKind
  denial: Denial | ''
  conditions: Record<Condition, { met: Answered; why: string }>
  place: ReporterPlace
  joint: string[]
  percent: string
  shareWhy: string
  declared: DeclaredDraft[]
  newUser: Answered
  /** By the line that is decided. */
  decisions: Record<string, { yuan: string; why: string }>
  other: string
}

/** A draft to begin with: of the newest version where there is one, with its reasons as far as they opened. */
export function draftFrom({ existing, tip }: PreparedAward, grounds: Grounds | null): ProposalDraft {
  const before = existing?.content.fund === 'tips' ? existing.content : null
  const whyOf = (condition: Condition): string => grounds?.conditions[condition] ?? ''
  const metOf = (condition: Condition): Answered => {
    const answer = before?.conditions.find((one) => one.condition === condition)
    return answer === undefined ? '' : answer.met ? 'yes' : 'no'
  }
  const newUser = before?.facts.preconditions['new-user']
  return {
    kind: before?.kind ?? 'grant',
    denial: before?.denial ?? '',
    conditions: Object.fromEntries(
      CONDITIONS.map((condition) => [condition, { met: metOf(condition), why: whyOf(condition) }]),
    ) as ProposalDraft['conditions'],
    place: before?.facts.place ?? tip?.place ?? 'first',
    joint: [...(before?.joint ?? [])],
    percent: percentTyped(Math.min(before?.facts.share ?? WHOLE_SHARE, tip?.shareLeft ?? WHOLE_SHARE)),
    shareWhy: grounds?.share ?? '',
    declared: (before?.facts.declared ?? []).map(typedDeclared),
    newUser: newUser === undefined ? '' : newUser ? 'yes' : 'no',
    decisions: Object.fromEntries(
      (before?.facts.decisions ?? []).map(({ line, fen }) => [
        line,
        { yuan: yuanTyped(fen), why: grounds?.decisions[line] ?? '' },
      ]),
    ),
    other: grounds?.other ?? '',
  }
}

const typedDeclared = ({ id, measure, count, number }: Declared): DeclaredDraft => ({
  id,
  measure,
  count: String(count),
  number: number ?? '',
})
const yuanTyped = (fen: string): string => yuanOf(fen).replace(/\.00$/, '')
const percentTyped = (share: number): string => String(share / 100)

/** Percent as typed, in ten-thousandths; null for anything else. */
export function shareOf(typed: string): number | null {
  const [, whole, part = ''] = /^(\d{1,3})(?:\.(\d{1,2}))?%?$/.exec(plainDigits(typed)) ?? []
  if (whole === undefined) return null
  const share = Number(whole) * 100 + Number(part.padEnd(2, '0'))
  return share >= 1 && share <= WHOLE_SHARE ? share : null
}

/** Yuan as typed, nothing too, in fen; null for anything else. */
export function decidedFen(typed: string): string | null {
  const plain = plainDigits(typed).replaceAll(',', '')
  if (!/^\d{1,12}(\.\d{1,2})?$/.test(plain)) return null
  const [whole = '', part = ''] = plain.split('.')
  return BigInt(whole + part.padEnd(2, '0')).toString()
}

/** A whole number of what is put forward; null for anything else. */
export function declaredCount(typed: string): number | null {
  const plain = plainDigits(typed)
  return /^[1-9]\d{0,3}$/.test(plain) && Number(plain) <= 1000 ? Number(plain) : null
}

/**
 * What the draft chooses, with decisions about `lines` only. What is not readable yet is left out, so that the amount can be shown
 * while somebody types.
 */
export function choiceOf(draft: ProposalDraft, payees: TipChoice['payees'], lines: readonly string[]): TipChoice {
  const isDenied = draft.kind === 'deny'
  return {
    kind: draft.kind,
    denial: isDenied && draft.denial !== '' ? draft.denial : null,
    conditions: CONDITIONS.map((condition) => ({ condition, met: draft.conditions[condition].met === 'yes' })),
    joint: isDenied ? [] : draft.joint,
    payees: isDenied ? [] : payees,
    declared: draft.declared.flatMap(({ id, measure, count, number }) => {
      const read = declaredCount(count)
      return read === null ? [] : [{ id, measure, count: read, number: number.trim() === '' ? null : number.trim() }]
    }),
    place: draft.place,
    share: shareOf(draft.percent) ?? WHOLE_SHARE,
    decisions: lines.flatMap((line) => {
      const fen = decidedFen(draft.decisions[line]?.yuan ?? '')
      return fen === null ? [] : [{ line, fen }]
    }),
    newUser: draft.newUser === '' ? null : draft.newUser === 'yes',
  }
}

/** The reasons that are sealed: of the conditions, of the decided lines, of the share, and what else is to be said. */
export function groundsOf(draft: ProposalDraft, lines: readonly string[]): Grounds {
  const isDenied = draft.kind === 'deny'
  return {
    conditions: Object.fromEntries(CONDITIONS.map((condition) => [condition, draft.conditions[condition].why.trim()])),
    decisions: Object.fromEntries(
      (isDenied ? [] : lines).map((line) => [line, draft.decisions[line]?.why.trim() ?? '']),
    ),
    share: isDenied ? '' : draft.shareWhy.trim(),
    other: draft.other.trim(),
  }
}
