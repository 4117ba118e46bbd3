import type { Reassessed } from '#contract/rule-sets.ts'
import type { RuleSet } from '#contract/rewards/rule-set.ts'
import type { ExportTable } from '../exporting/table.ts'
import { m } from '#words/messages.js'
import { fenBetween, fenSum, signedYuan, yuanText } from './amounts.ts'
import type { Change } from './changes.ts'

/** Sums over all awards: what was granted, what they would have been under one set and the other, and between those two. */
export type Sums = { fen: string; before: string; after: string; between: string }

export function sumsOf(awards: readonly Reassessed[]): Sums {
  const [fen, before, after] = [
    fenSum(awards.map((award) => award.fen)),
    fenSum(awards.map((award) => award.before.fen)),
    fenSum(awards.map((award) => award.after.fen)),
  ]
  return { fen, before, after, between: fenBetween(before, after) }
}

/** The comparison as sheets: the awards with their sums, and what changed. */
export function comparisonTables(
  awards: readonly Reassessed[],
  changes: readonly Change[],
  [one, other]: readonly [RuleSet, RuleSet],
): [ExportTable, ExportTable] {
  const head = [
    m.rules_col_award(),
    m.rules_col_granted_on(),
    m.rules_col_granted(),
    one.code,
    other.code,
    m.rules_col_between(),
  ]
  const sums = sumsOf(awards)
  const row = ({ number, grantedOn, fen, before, after }: Reassessed): string[] => [
    number,
    grantedOn,
    yuanText(fen),
    yuanText(before.fen),
    yuanText(after.fen),
    signedYuan(fenBetween(before.fen, after.fen)),
  ]
  const total = [
    m.rules_sum(),
    '',
    yuanText(sums.fen),
    yuanText(sums.before),
    yuanText(sums.after),
    signedYuan(sums.between),
  ]
  return [
    { name: m.rules_sheet_awards(), head, rows: awards.length === 0 ? [] : [...awards.map(row), total] },
    {
      name: m.rules_sheet_changes(),
      head: [m.rules_col_part(), m.rules_col_what(), one.code, other.code],
      rows: changes.map(({ part, what, before, after }) => [part, what, before, after]),
    },
  ]
}
