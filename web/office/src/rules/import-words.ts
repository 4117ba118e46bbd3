import type { ReadRuleSet, WrongField } from '#contract/rewards/read-rule-set.ts'
import { m } from '#words/messages.js'
import { fieldWords } from './fault-words.ts'
import { partWords } from './place-words.ts'

type Wrong = Extract<ReadRuleSet, { is: 'wrong' }>

/** Why a file is not taken, one sentence for the whole and one for each place. */
export function importWords(wrong: Wrong): { whole: string; places: string[] } {
  if (wrong.because === 'too-long') return { whole: m.rules_import_long(), places: [] }
  if (wrong.because === 'not-json') return { whole: m.rules_import_json(), places: [] }
  if (wrong.because === 'other-format') return { whole: m.rules_import_format(), places: [] }
  return { whole: m.rules_import_fields(), places: wrong.fields.map(placeWords) }
}

function placeWords({ path, is }: WrongField): string {
  const said = {
    missing: m.rules_import_missing,
    unknown: m.rules_import_unknown,
    'not-its-form': m.rules_import_wrong,
  }
  return said[is]({ place: pathWords(path), path })
}

const PART = /^([A-Za-z]+)(?:\[(\d+)\])?$/
/** 「奖励标准第 4 项 / 第 1 档 / 下限」 for rows[3].brackets[0].from. */
export function pathWords(path: string): string {
  const parts = path.split('.').map((part) => {
    const [, name = part, index] = PART.exec(part) ?? []
    const words = partWords(name) ?? fieldWords(name)
    return index === undefined ? words : m.rules_import_number({ what: words, number: Number(index) + 1 })
  })
  return parts.join(m.rules_import_in())
}
