import type { TipAward } from '#contract/rewards/content.ts'
import type { RuleSet } from '#contract/rewards/rule-set.ts'
import { lineWords } from '../line-words.ts'
import { takenWords } from '../rest-words.ts'
import { amount, head, text, type FormCell } from './form-model.ts'
import { inFigures } from './sums.ts'
import type { FormSpeech } from './form-speech.ts'

/** 核定明细: what each row gives and what takes away, with how it came about and where it stands; and the sum. */
export function lineRows(speech: FormSpeech, rules: RuleSet, { assessment, facts }: TipAward): FormCell[][] {
  const { m } = speech
  return [
    [head(4, m.form_item()), head(5, m.form_reckoning()), head(3, m.form_amount())],
    ...assessment.lines.map((line) => {
      if (line.kind === 'taken') {
        const { title, why, source } = takenWords(speech, facts, line)
        return [text(4, title, ...sourceOf(speech, source)), text(5, why), amount(3, `−${inFigures(line.fen)}`)]
      }
      const { title, measured, bracket, how, source } = lineWords(speech, rules, line)
      const reckoned = [measured.join('；'), ...(bracket === null ? [] : [bracket]), how]
      return [text(4, title, ...sourceOf(speech, source)), text(5, ...reckoned), amount(3, inFigures(line.fen))]
    }),
    [head(9, m.form_sum()), amount(3, inFigures(assessment.totalFen))],
  ]
}

const sourceOf = ({ m }: FormSpeech, source: string | null): string[] =>
  source === null ? [] : [m.form_source({ source })]
